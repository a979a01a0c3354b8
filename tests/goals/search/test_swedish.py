"""Swedish words: the forms that belong together, those that do not, and how far apart two spellings are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.search import swedish

ANY_WORD = st.text(min_size=1, max_size=30)
SPELLING = st.text(alphabet="abcåäö", max_size=8)


def are_forms_of_the_same(one, other):
    return not swedish.stems(one).isdisjoint(swedish.stems(other))


@pytest.mark.parametrize(
    "line",
    [
        "läsa läser läste läst läses läsare",
        "skola skolan skolans skolor skolorna skolornas",
        "bostad bostads bostaden bostadens bostäder bostäderna bostädernas",
        "stad staden städer städerna",
        "bok boken böcker böckerna böckers",
        "man mannen män männen männens",
        "ledamot ledamöter ledamöterna",
        "natt natten nätter",
        "son söner",
        "trygg trygga tryggt tryggare trygghet tryggheten",
        "miljö miljön miljöer",
        "frånvaro frånvaron",
        "hem hemmet hemmen",
        "rum rummet rummen",
        "utsläpp utsläppet utsläppen",
        "flicka flickan flickor flickornas",
        "grön grönt gröna",
        "nöjd nöjt nöjda nöjdhet",
        "mäta mäter mätte mätt mäts",
        "ung unga yngre yngst",
        "stor stora större störst",
        "cykel cyklar",
        "växa växer växte vuxit",
        "öppen öppet öppna",
    ],
)
def test_the_forms_of_a_word_belong_together(line):
    first, *others = line.split()

    assert [other for other in others if not are_forms_of_the_same(first, other)] == []


@pytest.mark.parametrize(
    "pair",
    ["får far", "mål mal", "val väl", "plan planta", "skola skada", "bostad stad", "man mat", "hus hur", "kön kon"],
)
def test_words_that_only_look_alike_do_not(pair):
    assert not are_forms_of_the_same(*pair.split())


def test_a_number_is_one_word_however_it_is_spaced():
    found = [each.plain for each in swedish.words_of("År 2025: 14 000, 12\u00a0844 eller 3,5 %.")]

    assert found == ["år", "2025", "14000", "12844", "eller", "3,5"]


def test_a_year_before_a_number_is_not_a_part_of_it():
    assert [each.plain for each in swedish.words_of("2020 200")] == ["2020", "200"]


def test_letters_with_loose_marks_are_the_same_letters():
    assert swedish.plain("BOSTA\u0308DER") == "bostäder"


def test_marks_over_letters_can_be_taken_away():
    assert swedish.folded("åäöé") == "aaoe"


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("bredband", "bredband", 0),
        ("brebdand", "bredband", 1),  # neighbours that changed places
        ("bredbnd", "bredband", 1),
        ("bredbaand", "bredband", 1),
        ("bredbend", "bredband", 1),
        ("bredbaands", "bredband", 2),
        ("gymnasiett", "gymnasiet", 1),
        ("ca", "abc", 3),  # no part is edited twice; the freer distance is 2
    ],
)
def test_slips_between_spellings_are_counted(one, other, slips):
    assert swedish.distance(one, other, 5) == slips


@given(SPELLING, SPELLING, st.integers(0, 3))
def test_distance_with_a_limit_is_the_distance_up_to_it(one, other, limit):
    assert swedish.distance(one, other, limit) == min(swedish.distance(one, other, 99), limit + 1)


@given(SPELLING, SPELLING)
def test_distance_is_symmetric_and_zero_only_for_equals(one, other):
    assert swedish.distance(one, other, 99) == swedish.distance(other, one, 99)
    assert (swedish.distance(one, other, 99) == 0) == (one == other)


@given(ANY_WORD)
def test_every_word_has_a_stem_and_belongs_with_itself(text):
    for found in swedish.words_of(swedish.composed(text)):
        assert swedish.stems(found.plain)
        assert found.plain in swedish.bases(found.plain)
