"""What the start page says openly: what is not known, and what has come lately."""

from decimal import Decimal

import pytest

from goals.content.load import load_content
from goals.site.overview import changes, unknowns
from goals.site.presenters import card_of
from goals.site.shapes import PageOptions
from goals.site.story import standouts
from indicators.content.figures import load_figures
from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.models import ComparisonGroup, Municipality
from indicators.vocabulary import Direction
from tests.cast import publish
from tests.goals.site.blocks import make_area, make_goal
from tests.indicators.cards import make_card

OPTIONS = PageOptions(2024, 2026, is_chosen=True)
AIM = Rule(Direction.HIGHER, 0, (TargetPoint(2030, Decimal(90)),), Point(2020, Decimal(50)))
JUDGED = make_card("bedomd", {2024: 80}, AIM)
STALE = make_card("gammal", {2019: 80}, AIM)
EMPTY = make_card("tom", {}, AIM)
AIMLESS = make_card("utan-mal", {2024: 80})


def told(*goals):
    return [(each.what, each.why) for each in unknowns([make_area("Barnen", *goals)], OPTIONS)]


def test_nothing_is_unknown_where_all_is_judged():
    assert told(make_goal("Trygghet", JUDGED)) == []


def test_gap_of_a_goal_is_told_in_its_own_words():
    assert told(make_goal("Trygghet", JUDGED, gap_note="Vi mäter inte kvällar.")) == [
        ("Trygghet", "Vi mäter inte kvällar.")
    ]


def test_goal_without_an_indicator_is_told_once():
    assert told(make_goal("Trygghet"), make_goal("Kunskap", gap_note="Vi vet inte.")) == [
        ("Kunskap", "Vi vet inte."),
        ("Trygghet", "Målet har ingen indikator."),
    ]


@pytest.mark.parametrize(
    ("cards", "what", "why"),
    [
        ([AIMLESS], "En indikator saknar målvärde", "Vi kan visa utvecklingen"),
        ([STALE], "En indikator har bara gamla siffror", "hur det står till 2024"),
        ([EMPTY], "En indikator saknar siffror", "inget att visa"),
        ([AIMLESS, make_card("b", {2024: 1})], "Två indikatorer saknar målvärde", "utveckling"),
        ([make_card(f"i{n}", {2024: n}) for n in range(13)], "13 indikatorer saknar målvärde", "utveckling"),
    ],
)
def test_indicators_that_cannot_be_judged_are_counted(cards, what, why):
    ((said, reason),) = told(make_goal("Trygghet", *cards))

    assert said == what
    assert why in reason


def test_indicator_of_two_goals_is_counted_once():
    ((said, _),) = told(make_goal("A", STALE), make_goal("B", STALE))

    assert said.startswith("En indikator ")


def test_count_leads_to_the_list_as_seen_from_the_same_year():
    found = unknowns([make_area("Barnen", make_goal("A", AIMLESS))], OPTIONS)

    assert found[0].url == "/indikatorer/?status=unknown&ar=2024"


@pytest.mark.django_db
class TestChanges:
    def found(self, **more):
        return changes(load_figures().indicators.values(), "9999", OPTIONS, **more)

    def test_latest_value_stands_against_the_one_before(self, make_indicator):
        make_indicator("trygga", {2020: "78", 2022: "80.2", 2024: "81.4"}, name="Trygga elever")

        assert [(each.name, each.sentence.replace("\u00a0", " "), each.url) for each in self.found()] == [
            ("Trygga elever", "81,4 % år 2024, 80,2 % år 2022", "/indikatorer/trygga/?ar=2024")
        ]

    def test_only_value_has_nothing_to_stand_against(self, make_indicator):
        make_indicator("ny", {2024: "5"})

        assert self.found() == ()

    def test_values_after_the_year_are_not_told(self, make_indicator):
        make_indicator("trygga", {2023: "80", 2024: "81", 2025: "99"})

        assert [each.year for each in self.found()] == [2024]

    def test_newest_year_comes_first_and_the_rest_is_left_out(self, make_indicator):
        for slug, year in (("a", 2021), ("b", 2024), ("c", 2023)):
            make_indicator(slug, {year - 1: "1", year: "2"})

        assert [each.name for each in self.found(most=2)] == ["B", "C"]

    def test_value_of_women_alone_is_not_the_municipalitys(self, make_indicator, home):
        indicator = make_indicator("trygga", {2023: "80"}, women={2024: "99"})

        assert self.found() == ()
        publish(indicator, home, 2024, "81")
        assert [each.year for each in self.found()] == [2024]


@pytest.mark.django_db
class TestStandouts:
    CODES = ("9991", "9992", "9993", "9994")

    @pytest.fixture
    def places(self, home):
        country = Municipality.objects.create(code="0000", name="Riket", kind="country")
        others = [Municipality.objects.create(code=code, name=f"Kommun {code}") for code in self.CODES]
        group = ComparisonGroup.objects.create(slug="grannar", name="Grannar", short_name="Grannkommuner", year=2024)
        group.municipalities.set([*others, home])
        return [country, *others]

    def fill(self, indicator, places, year, *values):
        for place, value in zip(places, values, strict=True):
            publish(indicator, place, year, str(value))

    def found(self):
        content = load_content(load_figures())
        by_slug = content.figures.indicators
        cards = [card_of(content, each, PageOptions(2026, 2026)) for each in by_slug.values()]
        return [(each.why, each.card.slug, each.sentence.replace("\u00a0", " ")) for each in standouts(cards, by_slug)]

    def test_each_reason_chooses_another_indicator(self, make_indicator, places):
        far, moving = make_indicator("langt", {2025: "60"}), make_indicator("ror", {2023: "60", 2024: "65", 2025: "70"})
        make_indicator("ny", {2026: "7"})
        self.fill(far, places, 2025, 80, 60, 70, 80, 90)
        self.fill(moving, places, 2025, 71, 60, 70, 80, 90)

        assert self.found() == [
            ("Längst från riket", "langt", "Sämre än riket 2025: 60,0 % mot 80,0 %."),
            ("Störst förändring", "ror", "Förbättras från 60,0 % år 2023 till 70,0 % år 2025."),
            ("Nyaste siffran", "ny", "7,0 % år 2026."),
        ]

    def test_a_move_against_its_own_ends_is_told_by_the_trend(self, make_indicator, places):
        values = {2021: "50.2", 2022: "40", 2023: "50", 2024: "60", 2025: "49.8"}
        self.fill(make_indicator("vander", values), places, 2025, 49.8, 45, 46, 47, 48)

        assert self.found() == [
            (
                "Störst förändring",
                "vander",
                "Förbättras sett till alla värden 2021–2025: +7,7 procentenheter enligt trenden.",
            )
        ]

    def test_old_figures_do_not_stand_out(self, make_indicator, places):
        self.fill(make_indicator("gammal", {2020: "1"}), places, 2020, 80, 60, 70, 80, 90)

        assert self.found() == []
