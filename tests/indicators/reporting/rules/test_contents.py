"""What a cell understands: numbers as Swedes write them, reasons in words, steps by name; and nothing by guessing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.formats import Scale
from indicators.reporting.rules.contents import EMPTY, Content, UnreadableContent, read_content, written
from indicators.vocabulary import MissingReason

STEPS = ("inga", "några", "alla")
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=10, min_value=-(10**13), max_value=10**13)
CONTENTS = st.one_of(
    st.just(EMPTY),
    NUMBERS.map(lambda value: Content(value=value)),
    st.sampled_from(MissingReason.values).map(lambda code: Content(missing_reason=code)),
)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("", EMPTY),
        ("  \u00a0 ", EMPTY),
        ("12,5", Content(Decimal("12.5"))),
        ("1 083,25", Content(Decimal("1083.25"))),
        ("1\u202f083\u00a0%", Content(Decimal(1083))),
        ("−3,1", Content(Decimal("-3.1"))),
        ("0", Content(Decimal(0))),
        ("Mäts inte i år", Content(missing_reason="not_measured")),
        ("mät", Content(missing_reason="not_measured")),
        ("SEKRETESS", Content(missing_reason="secrecy")),
        ("Saknas: för få svar", Content(missing_reason="too_few_answers")),
        ("inte  rapporterat", Content(missing_reason="not_reported")),
    ],
)
def test_a_text_is_read_as_what_an_official_means(text, content):
    assert read_content(text) == content


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("12,5 %", "%", "12.5"),
        ("12,5 procent", "%", "12.5"),
        ("14\u00a0000 invånare", "invånare", "14000"),
        ("14 000 Invånare ", "invånare", "14000"),
        ("3,1 antal/1000 inv (0–18)", "antal/1000 inv (0–18)", "3.1"),
        ("12", "2", "12"),
    ],
)
def test_the_indicators_own_unit_may_stand_after_the_number(text, unit, value):
    assert read_content(text, unit=unit) == Content(Decimal(value))


def test_another_unit_is_asked_about_or_refused():
    with pytest.raises(UnreadableContent, match=r"Värdet skrivs i kr, inte i procent\. Menar du 12,5\?") as asked:
        read_content("12,5 %", unit="kr")
    assert asked.value.choices == ("12,5",)
    with pytest.raises(UnreadableContent, match="Skriv ett tal"):
        read_content("12,5 kr", unit="dagar")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("inte", "Menar du inte publicerat än, inte tillämpligt eller inte rapporterat?"),
        ("se", "Skriv ett tal, till exempel 12,5, eller varför värdet saknas"),
        ("okänt", "Skriv ett tal, till exempel 12,5, eller varför värdet saknas"),
        ("9" * 15, "för stort: skriv högst 14 siffror"),
        ("0,12345678901", "Talet har 11 decimaler. Skriv högst 10."),
        ("1.083", "Menar du 1 083 eller 1,083?"),
        ("-", "Skriv ett tal"),
        ("12 och 13", "Skriv ett tal"),
        ("\u0661\u0662", "Skriv ett tal"),
    ],
)
def test_what_is_no_content_is_asked_about_or_refused(text, says):
    with pytest.raises(UnreadableContent) as refused:
        read_content(text)

    assert says in str(refused.value)


def test_a_question_offers_its_answers():
    with pytest.raises(UnreadableContent) as number:
        read_content("1.083")
    with pytest.raises(UnreadableContent) as reason:
        read_content("inte")

    assert number.value.choices == ("1 083", "1,083")
    assert reason.value.choices == ("inte publicerat än", "inte tillämpligt", "inte rapporterat")
    for choice in (*number.value.choices, *reason.value.choices):
        assert not read_content(choice).is_empty


def test_a_step_is_written_by_name_or_number():
    assert read_content("Några", STEPS) == read_content("1", STEPS) == Content(Decimal(1))
    assert written(Content(Decimal(2)), Scale(0, "", STEPS)) == "alla"
    with pytest.raises(UnreadableContent, match="Skriv ett av stegen"):
        read_content("flera", STEPS)


@given(CONTENTS)
def test_what_is_written_is_read_back(content):
    assert read_content(written(content, Scale())) == content


@given(CONTENTS, CONTENTS)
def test_a_token_tells_contents_apart(one, other):
    assert (one.token == other.token) == (one == other)


@given(st.text(max_size=80))
def test_any_text_is_a_content_or_a_sentence(text):
    told = said_of(text)

    assert isinstance(told, Content) or told.endswith((".", "?"))


def said_of(text):
    try:
        return read_content(text)
    except UnreadableContent as refused:
        return str(refused)
