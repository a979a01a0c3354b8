"""What answers a question, in which order and why: rules without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.search import matching
from goals.search.matching import Field, Fragment, IndexEntry, Question

TEXTS = st.lists(st.text(max_size=60), max_size=4)


def entry(name, title, text="", order=0):
    return IndexEntry(name, order, (Field("i namnet", title, is_title=True), Field("i texten", text)))


def found(asked, *entries):
    return matching.find(Question.of(asked), entries)


def names(asked, *entries):
    return [hit.entry.item for hit in found(asked, *entries).hits]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("läser", "Barn i årskurs 2 kan läsa"),
        ("bostad", "Färdigställda bostäder"),
        ("bostäder", "Barn som saknade bostad"),
        ("skola", "Trygga i skolan"),
        ("skolorna", "En skola för alla"),
        ("trygghet", "Trygg ute när det är mörkt"),
        ("fritid", "Nöjd med fritidsutbudet"),
        ("utbud", "Nöjd med fritidsutbudet"),
        ("bostad", "Bostäder i flerbostadshus"),
        ("skola", "Elever i grundskolan"),
        ("bostad", "Studentbostäder"),
        ("mat", "Matsvinn per portion"),
        ("hus", "Fritidshus och småhus"),
        ("14000", "Vi är 14 000 invånare"),
        ("14 000", "Vi är 14\u00a0000 invånare"),
        ("n01951", "N01951"),
        ("bib", "Besök på biblioteket"),
        ("olofstrom", "Heja Olofström!"),
        ("bostader", "Färdigställda bostäder"),
        ("brebdand", "Tillgång till bredband"),
        ("bredbnd", "Tillgång till bredband"),
        ("gymnasiett", "Behörig till gymnasiet"),
        ("skollan", "Trygga i skolan"),
        ("gymnasiebehorighett", "Gymnasiebehörighet"),
        ("BOSTA\u0308DER", "Färdigställda bostäder"),
    ],
)
def test_words_are_found_in_any_form_as_a_part_and_with_a_slip(asked, text):
    assert names(asked, entry("rätt", text), entry("fel", "Något helt annat")) == ["rätt"]


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        ("mat", "Matsvinn", "Betyg i matematik"),
        ("mat", "Mat", "Företagsklimat"),
        ("ung", "Unga utan arbete", "Den ursprungliga vägen"),
        ("stad", "Stadens parker", "En bostad"),
        ("far", "En far", "Hur många får hjälp"),
        ("internet", "Snabbt internet", "Det går inte"),
    ],
)
def test_words_that_only_look_alike_are_not(asked, right, wrong):
    assert names(asked, entry("rätt", right), entry("fel", wrong)) == ["rätt"]


@pytest.mark.parametrize(("asked", "text"), [("2024", "År 2025"), ("åka", "Åkt"), ("xyzzy", "Skola"), ("q", "Skola")])
def test_numbers_and_short_words_are_not_taken_for_slips(asked, text):
    assert names(asked, entry("fel", text)) == []


def test_a_slip_is_forgiven_only_when_the_word_is_nowhere():
    answer = found("banor", entry("rätt", "Långa banor"), entry("fel", "Många vanor"))

    assert [hit.entry.item for hit in answer.hits] == ["rätt"]
    assert answer.swaps == ()


def test_a_swapped_word_is_told():
    assert found("brebdand", entry("a", "Snabbt bredband")).swaps == (("brebdand", "bredband"),)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("folkmängd", "Invånare i kommunen"),
        ("befolkning", "Kommunens folkmängd"),
        ("mobbning", "Elever som utsatts för kränkningar"),
        ("mobbing", "Trygghet i skolan"),
        ("betyg", "Meritvärde i åk 9"),
        ("arbetslöshet", "Jobb till 1000"),
        ("jobb", "Unga i sysselsättning"),
        ("fiber", "Hushåll med bredband"),
        ("hemtjänst", "Nöjd med äldreomsorgen"),
        ("lägenheter", "Färdigställda bostäder"),
        ("dagis", "Barn i förskolan"),
        ("sjukskrivning", "Sjukfrånvaro bland anställda"),
    ],
)
def test_a_word_that_means_the_same_is_found_and_told(asked, text):
    answer = found(asked, entry("rätt", text), entry("fel", "Något helt annat"))

    assert [(hit.entry.item, hit.is_by_synonym) for hit in answer.hits] == [("rätt", True)]
    [(told, used, is_alone)] = answer.synonyms
    assert (told, is_alone, answer.missing, answer.swaps) == (asked, True, (), ())
    assert used


def test_the_word_itself_comes_before_those_that_mean_the_same():
    answer = found("folkmängd", entry("annat", "Invånare", order=0), entry("eget", "Folkmängd", order=9))

    assert [(hit.entry.item, hit.is_by_synonym) for hit in answer.hits] == [("eget", False), ("annat", True)]
    assert answer.synonyms == (("folkmängd", ("invånare",), False),)


def test_what_people_only_say_is_not_looked_for_itself():
    assert names("äldreomsorg", entry("fel", "Äldre hus")) == []
    assert names("pensionärer", entry("rätt", "Nöjd med äldreomsorgen")) == ["rätt"]


def test_one_slip_in_a_short_word_and_two_in_a_long_one():
    assert names("bostadx", entry("a", "bostad")) == ["a"]
    assert names("bstd", entry("a", "bostad")) == []
    assert names("bibliteek", entry("a", "bibliotek")) == ["a"]
    assert names("biblitk", entry("a", "bibliotek")) == []


def test_every_word_is_wanted():
    assert names("trygg skola", entry("båda", "Trygga i skolan"), entry("ett", "Skola")) == ["båda"]


def test_words_may_stand_in_different_texts_of_the_same_entry():
    assert names("trygg elev", entry("a", "Trygga i skolan", "Så många elever")) == ["a"]


def test_most_words_come_first_when_no_entry_has_them_all():
    answer = found("trygg skola bad", entry("ett", "Skola"), entry("två", "Trygg skola"), entry("bad", "Bad"))

    assert [hit.entry.item for hit in answer.hits] == ["två", "ett", "bad"]
    assert answer.is_partial


def test_a_word_that_is_nowhere_is_told():
    assert found("skola xyzzy", entry("a", "Skola")).missing == ("xyzzy",)


def test_words_that_tell_nothing_are_only_looked_for_alone():
    assert Question.of("hur är det i skolan").words == ("skolan",)
    assert Question.of("och").words == ("och",)


def test_hits_are_ordered_by_place_then_word_then_kind():
    indicator, goal = 2, 0
    order = names(
        "skola",
        entry("del i text", "Annat", "Skolplanen", order=goal),
        entry("ord i text", "Annat", "Skolan", order=goal),
        entry("indikator", "Skolan", order=indicator),
        entry("del i namn", "Skolplan", order=goal),
        entry("mål", "Skolor", order=goal),
    )

    assert order == ["mål", "indikator", "del i namn", "ord i text", "del i text"]


def test_equals_keep_the_order_they_were_given_in():
    assert names("skola", *(entry(number, "Skola") for number in range(9))) == list(range(9))


def test_question_is_cut_and_says_so():
    question = Question.of("bostad " * 50)

    assert len(question.text) <= matching.MAX_QUESTION_LENGTH
    assert question.is_cut
    assert not question.is_crowded
    assert question.words == ("bostad",)


def test_question_with_many_words_is_cut_and_says_so():
    question = Question.of(" ".join(f"ord{number}" for number in range(20)))

    assert len(question.words) == matching.MAX_WORDS
    assert question.is_crowded


def test_words_that_answered_stand_alone():
    assert matching.marked("Nya bostäder!", frozenset({"bostäder"})) == (
        Fragment("Nya ", False),
        Fragment("bostäder", True),
        Fragment("!", False),
    )


def test_excerpt_shows_where_the_words_stand_closest_together():
    text = "Bad. " + "Här står något annat. " * 20 + "En trygg skola. " + "Och så mer text. " * 20

    pieces = matching.excerpt(text, frozenset({"bad", "trygg", "skola"}))
    shown = "".join(piece.text for piece in pieces)

    assert [piece.text for piece in pieces if piece.is_match] == ["trygg", "skola"]
    assert len(shown) <= matching.EXCERPT + 4
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert set(shown.split()) <= set(text.split()) | {"…"}


def test_excerpt_of_a_short_text_is_the_text():
    assert matching.excerpt("Kort  text.\n", frozenset()) == (Fragment("Kort text.", False),)


def test_a_word_is_shown_in_small_letters_if_any_text_has_it_so():
    assert matching.spelling_of("bredband", ["Bredband åt alla", "om bredband"]) == "bredband"
    assert matching.spelling_of("olofström", ["Heja Olofström!"]) == "Olofström"


def test_list_filter_has_word_forms_and_any_part_of_a_word():
    texts = ["Färdigställda bostäder", "Glesbebyggt område"]

    assert matching.has_every_word(Question.of("bostad"), texts) == [True, False]
    assert matching.has_every_word(Question.of("sbeby"), texts) == [False, True]
    assert matching.has_every_word(Question.of("bostdä"), texts) == [False, False]
    assert matching.has_every_word(Question.of(""), texts) == [True, True]


@pytest.mark.slow
@given(st.text(max_size=300), TEXTS)
def test_no_question_and_no_text_is_too_odd(asked, texts):
    entries = [entry(number, text, text) for number, text in enumerate(texts)]

    answer = found(asked, *entries)

    for hit in answer.hits:
        for field in hit.entry.fields:
            assert all(piece.text for piece in matching.excerpt(field.text, hit.words))


@pytest.mark.slow
@given(st.text(min_size=1, max_size=40))
def test_a_text_is_found_by_its_own_words(text):
    question = Question.of(text)

    assert bool(question.words) == bool(found(text, entry("a", text)).hits)


@given(st.text(max_size=80), st.lists(st.text(max_size=8)))
def test_marking_loses_no_letter(text, words):
    pieces = matching.marked(text, frozenset(words) | matching.vocabulary(text))

    assert "".join(piece.text for piece in pieces) == matching.swedish.composed(text)
