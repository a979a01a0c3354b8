"""The content that is read is that of the moment, loaded once by one at a time."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import set_script_prefix

from indicators.content.current import Current
from indicators.content.figures import current_figures, load_figures
from indicators.content.moment import one_moment
from indicators.models import Indicator, Municipality, Outcome, Revision
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

    def test_who_has_just_read_the_revision_asks_nothing_again(self, current, trygga, django_assert_num_queries):
        current.get()
        token = Revision.objects.current()

        with django_assert_num_queries(0):
            assert current.get(token) == [1]
        with django_assert_num_queries(1):
            assert current.get(((1, 1),)) == [1]

    def test_an_older_revision_gives_the_content_of_the_moment(self, current, make_indicator):
        token = Revision.objects.current()
        assert current.get(token) == [0]
        make_indicator("ny")
        assert current.get() == [1]
        assert current.get(token) == [1]
        assert current.get(Revision.objects.current()) == [1]

    def test_a_portal_elsewhere_on_the_site_has_addresses_of_its_own(self, trygga):
        try:
            plain = current_figures(Revision.objects.current()).indicators["trygga"].url
            set_script_prefix("/mal/")
            moved = current_figures(Revision.objects.current()).indicators["trygga"].url
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

    @pytest.mark.parametrize(
        "value", ["0", "81.4", "0.1", "-3.3333333333", "12844", "1234567.8", "99999999999999.5", "0.0000000001"]
    )
    def test_a_value_is_the_very_number_that_its_row_has(self, make_indicator, value):
        make_indicator("trygga", {2020: value})

        (row,) = load_figures().indicators["trygga"].outcomes

        assert repr(row.value) == repr(Outcome.objects.get().value)

    def test_home_and_country_stand_apart_from_those_compared_with(self, make_indicator, home):
        indicator = make_indicator("trygga", {2020: "1"})
        for code, name in (("0000", "Riket"), ("1080", "Karlskrona")):
            publish(indicator, Municipality.objects.create(code=code, name=name), 2020, "2")

        found = load_figures().indicators["trygga"]

        assert [row.code for row in found.outcomes] == ["0000", "9999"]
        assert [row.code for row in found.others.rows()] == ["1080"]

    def test_first_year_is_that_of_the_municipalitys_first_value(self, make_indicator, home):
        indicator = make_indicator("trygga", {2015: "1"}, women={2014: "1"})
        publish(indicator, Municipality.objects.create(code="0000", name="Riket"), 1999, "2")

        assert load_figures().first_year == 2014
