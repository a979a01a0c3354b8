"""The list of every indicator: each once, under the area it belongs to first."""

import pytest

from goals.site.filters import IndicatorFilter
from goals.site.indicator_list import card_test, grouped, ordered
from indicators.models import Indicator, Unit
from tests.goals.site.blocks import make_area, make_goal
from tests.indicators.cards import compared_card, make_card

TRYGGA, LASARE, VATTEN, FOLK = (make_card(slug) for slug in ("trygga", "lasare", "vatten", "folk"))
BARNEN = make_area("Barnen", make_goal("Trygghet", TRYGGA, LASARE), make_goal("Kunskap", LASARE))
JOBBEN = make_area("Jobben", make_goal("Vatten", LASARE, VATTEN))
OTHERS = (TRYGGA, LASARE, VATTEN, FOLK)


def names(groups):
    return [(group.name, [card.slug for card in group.cards]) for group in groups]


def test_indicator_of_two_areas_stands_under_the_first():
    assert names(grouped([BARNEN, JOBBEN], OTHERS, lambda _: True)) == [
        ("Barnen", ["trygga", "lasare"]),
        ("Jobben", ["vatten"]),
        ("Visionen och övriga", ["folk"]),
    ]


def test_group_without_hits_has_no_heading():
    assert names(grouped([BARNEN, JOBBEN], OTHERS, lambda card: card is VATTEN)) == [("Jobben", ["vatten"])]


def test_list_of_one_area_moves_a_shared_indicator_to_it():
    assert names(grouped([JOBBEN], (), lambda _: True)) == [("Jobben", ["lasare", "vatten"])]


class TestHits:
    SCHOOL = Unit(slug="skolan", name="Skolan")
    INDICATORS = {
        "trygga": Indicator(slug="trygga", name="Trygga elever", unit=SCHOOL, kolada_id="N15509"),
        "lasare": Indicator(slug="lasare", name="Läskunniga", definition="Andel som läser flytande", unit=SCHOOL),
        "vatten": Indicator(slug="vatten", name="Badvatten", official_title="Utmärkt kvalitet, andel (%)"),
        "folk": Indicator(slug="folk", name="Invånare"),
    }

    def hits(self, **choice):
        is_hit = card_test(self.INDICATORS, [BARNEN, JOBBEN], IndicatorFilter(**choice))
        return [card.slug for card in OTHERS if is_hit(card)]

    @pytest.mark.parametrize(
        ("word", "found"),
        [
            ("", ["trygga", "lasare", "vatten", "folk"]),
            ("elever", ["trygga"]),
            ("flytande", ["lasare"]),
            ("utmärkt", ["vatten"]),
            ("N15509", ["trygga"]),
            ("kunskap", ["lasare"]),  # the goal's title
            ("jobben", ["lasare", "vatten"]),  # the area's name
            ("andel flytande", ["lasare"]),
            ("andel elever", []),
        ],
    )
    def test_words_are_looked_for_in_indicator_goal_and_area(self, word, found):
        assert self.hits(word=word) == found

    def test_indicator_without_a_unit_is_nobodys(self):
        assert self.hits(responsible="skolan") == ["trygga", "lasare"]

    def test_words_and_unit_must_both_be_right(self):
        assert self.hits(word="jobben", responsible="skolan") == ["lasare"]


def test_furthest_from_the_country_first_and_the_unknown_last():
    near, far = (compared_card(slug, own, 80, (60, 70, 75, 95)) for slug, own in (("nara", 82), ("langt", 99)))
    groups = grouped(
        [make_area("Barnen", make_goal("Trygghet", near, make_card("okand", {2024: 1}), far))], (), lambda _: True
    )

    (group,) = ordered(groups, "jamforelse")

    assert (group.name, [card.slug for card in group.cards]) == ("Längst från riket först", ["langt", "nara", "okand"])
    assert ordered(groups, "") == groups
    assert ordered((), "jamforelse") == ()
