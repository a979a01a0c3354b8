"""The content that is read is that of the moment, loaded once by one at a time."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import set_script_prefix

from indicators.content.current import Current
from indicators.content.figures import current_figures, load_figures
from indicators.content.moment import one_moment
from indicators.models import Indicator, Municipality, Outcome
from tests.cast import publish


@pytest.fixture
def loads():
    return []


@pytest.fixture
def current(loads):
    def load():
        loads.append(Indicator.objects.count())
        return [loads[-1]]

    return Current(load)


@pytest.mark.django_db
class TestCurrent:
    def test_it_is_loaded_once_while_nothing_is_published(self, current, loads, trygga):
        assert current.get() is current.get()
        assert loads == [1]

    def test_the_next_to_ask_gets_what_was_published(self, current, loads, make_indicator):
        assert current.get() == [0]
        make_indicator("ny")
        assert current.get() == [1]

    def test_what_was_taken_back_is_not_there(self, current, make_indicator):
        with transaction.atomic():
            make_indicator("ny")
            assert current.get() == [1]
            transaction.set_rollback(True)
        assert current.get() == [0]

    def test_one_query_tells_that_nothing_is_new(self, current, trygga, django_assert_num_queries):
        current.get()

        with django_assert_num_queries(1):
            current.get()

    def test_who_knows_the_revision_by_name_asks_nothing_again(self, current, trygga, django_assert_num_queries):
        current.get(("one", 1))

        with django_assert_num_queries(0):
            assert current.get(("one", 1)) == [1]
        with django_assert_num_queries(1):
            assert current.get(("other", 1)) == [1]

    def test_a_name_is_not_taken_for_a_later_revision(self, current, make_indicator):
        assert current.get(1) == [0]
        make_indicator("ny")
        assert current.get(2) == [1]
        assert current.get(2) == [1]

    def test_a_portal_elsewhere_on_the_site_has_addresses_of_its_own(self, trygga):
        try:
            plain = current_figures("name").indicators["trygga"].url
            set_script_prefix("/mal/")
            moved = current_figures("name").indicators["trygga"].url
        finally:
            set_script_prefix("/")

        assert (plain, moved) == ("/indikatorer/trygga/", "/mal/indikatorer/trygga/")

    def test_what_cannot_be_loaded_is_tried_again(self, trygga):
        tries = []

        def load():
            tries.append(1)
            if len(tries) == 1:
                raise LookupError
            return "innehåll"

        current = Current(load)

        with pytest.raises(LookupError):
            current.get()
        assert current.get() == "innehåll"


@pytest.mark.django_db
def test_a_moment_within_a_transaction_leaves_it_as_it_is():
    with transaction.atomic():
        Indicator.objects.create(slug="ny", name="Ny", measure="share", direction="higher")
        with one_moment():
            assert Indicator.objects.filter(slug="ny").exists()
    assert Indicator.objects.filter(slug="ny").exists()


@pytest.mark.django_db
class TestFigures:
    def test_loading_costs_as_many_queries_however_much_there_is(self, make_indicator, home):
        def cost():
            with CaptureQueriesContext(connection) as found:
                load_figures()
            return len(found)

        make_indicator("ett", {2020: "1"})
        few = cost()
        for number in range(20):
            made = make_indicator(f"nr-{number}", dict.fromkeys(range(2010, 2020), "1"))
            made.targets.create(year=2030, value=number)

        assert cost() == few

    def test_drafts_and_what_is_hidden_are_not_in_it(self, make_indicator, home):
        make_indicator("dold", {2020: "1"}, is_published=False)
        shown = make_indicator("visas", {2020: "1", 2021: "2"})
        Outcome.objects.filter(indicator=shown, year=2021).update(state="draft", published_at=None)

        found = load_figures()

        assert list(found.indicators) == ["visas"]
        assert [row.year for row in found.indicators["visas"].outcomes] == [2020]

    def test_home_and_country_stand_apart_from_those_compared_with(self, make_indicator, home):
        indicator = make_indicator("trygga", {2020: "1"})
        for code, name in (("0000", "Riket"), ("1080", "Karlskrona")):
            publish(indicator, Municipality.objects.create(code=code, name=name), 2020, "2")

        found = load_figures().indicators["trygga"]

        assert [row.code for row in found.outcomes] == ["0000", "9999"]
        assert [row.code for row in found.others.rows()] == ["1080"]
        assert len(load_figures(with_others=False).indicators["trygga"].others) == 0

    def test_first_year_is_that_of_the_municipalitys_first_value(self, make_indicator, home):
        indicator = make_indicator("trygga", {2015: "1"}, women={2014: "1"})
        publish(indicator, Municipality.objects.create(code="0000", name="Riket"), 1999, "2")

        assert load_figures().first_year == 2014
