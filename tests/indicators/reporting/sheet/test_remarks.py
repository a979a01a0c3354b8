"""What is told about a row: the most pressing first, at its own field, with a way out where there is one."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from indicators.models import Cell, Entry
from indicators.reporting.shapes import Choice, RowRemark
from indicators.reporting.sheet.remarks import remarks_of
from indicators.reporting.values.changes import FieldResult
from indicators.reporting.values.indicator_years import IndicatorYear

pytestmark = pytest.mark.django_db
SAVED_AT = datetime(2025, 1, 20, 9, tzinfo=UTC)
LACKS_SOURCE = "Kan skickas in när du har skrivit varifrån värdet kommer, på radens egen sida."
LACKS_REASON = "Värdet är publicerat. Ändringen kan skickas in när du har skrivit varför, på radens egen sida."


def row(indicator, year, entry=None, **values):
    """Return a row in which these values are entered, by sex."""
    entry = entry or Entry(round=year, indicator=indicator, source="Egen räkning")
    indicator.loaded_outcomes = []
    cells = {sex: Cell(sex=sex, value=value and Decimal(value), saved_at=SAVED_AT) for sex, value in values.items()}
    return IndicatorYear(year, indicator, {}, entry, cells)


def told(line, warnings=None, **results):
    return list(remarks_of(line, warnings or {}, {name.removesuffix("_"): each for name, each in results.items()}))


@pytest.mark.parametrize(
    ("result", "remark"),
    [
        (
            FieldResult("fault", "Menar du 1 083 eller 1,083?", "1.083", ("1 083", "1,083")),
            RowRemark(
                "fault",
                "Sparades inte. Menar du 1 083 eller 1,083?",
                "trygga__T",
                (Choice("trygga__T", "1 083", "1 083"), Choice("trygga__T", "1,083", "1,083")),
            ),
        ),
        (
            FieldResult("conflict", "Sam sparade 82.", "81", (), "82"),
            RowRemark(
                "conflict",
                "Sam sparade 82.",
                "trygga__T",
                (Choice("trygga__T", "81", "Använd 81"), Choice("trygga__T", "82", "Behåll 82")),
            ),
        ),
        (
            FieldResult("conflict", "Här står nu tomt.", " ", (), ""),
            RowRemark(
                "conflict",
                "Här står nu tomt.",
                "trygga__T",
                (Choice("trygga__T", " ", "Använd tomt"), Choice("trygga__T", "", "Behåll tomt")),
            ),
        ),
    ],
)
def test_a_refused_value_is_told_at_its_field_with_a_way_out(trygga, year, result, remark):
    assert told(row(trygga, year), T=result) == [remark]


@pytest.mark.parametrize("kind", ["saved", "unchanged", "unsent"])
def test_a_field_without_a_fault_is_not_spoken_of(trygga, year, kind):
    assert told(row(trygga, year), T=FieldResult(kind, typed="82")) == []


def test_a_comment_in_conflict_offers_both_texts_whole(trygga, year):
    line = row(trygga, year, Entry(round=year, indicator=trygga, source="Egen", comment="Färre svarade."))

    (remark,) = told(line, comment=FieldResult("conflict", "Någon annan har ändrat fältet.", "Fler svarade."))

    assert (remark.text, remark.field) == ("Kommentaren: Någon annan har ändrat fältet.", "trygga__kommentar")
    assert [(each.text, each.label) for each in remark.choices] == [
        ("Fler svarade.", "Använd det du har skrivit"),
        ("Färre svarade.", "Behåll det som står"),
    ]


def test_a_refused_row_is_told_without_a_field(trygga, year):
    (remark,) = remarks_of(row(trygga, year), {}, {"": FieldResult("fault", "Året är låst.")})

    assert (remark.text, remark.field, remark.choices) == ("Sparades inte. Året är låst.", "", ())


def test_women_and_men_are_named_where_they_are_apart(make_indicator, year):
    line = row(make_indicator("trygga", by_sex=True), year)

    texts = [
        each.text for each in told(line, {"M": ["Ovanligt."], "": ["Går inte ihop."]}, K=FieldResult("fault", "Nej."))
    ]

    assert texts == ["Kvinnor: Sparades inte. Nej.", "Män: Ovanligt.", "Går inte ihop."]


def test_the_most_pressing_stands_first(trygga, year, karl):
    entry = Entry(round=year, indicator=trygga, state="returned", message="Räkna om.", decided_by=karl.user)
    line = row(trygga, year, entry, T="82.55")

    found = told(line, {"T": ["Samma värde som 2023."]}, T=FieldResult("fault", "För högt."))

    assert [(each.kind, each.text) for each in found] == [
        ("fault", "Sparades inte. För högt."),
        ("message", "Karl Kvist: Räkna om."),
        ("warning", "Samma värde som 2023."),
        ("info", "Sparat med alla decimaler. Visas avrundat: 82,6."),
        ("info", LACKS_SOURCE),
    ]


@pytest.mark.parametrize(("state", "count"), [("returned", 1), ("submitted", 0), ("draft", 0)])
def test_a_message_is_told_as_long_as_the_row_is_sent_back(trygga, year, state, count):
    line = row(trygga, year, Entry(round=year, indicator=trygga, state=state, message="Räkna om.", source="Egen"))

    assert [each.text for each in told(line)] == ["Räkna om."] * count


@pytest.mark.parametrize(
    ("value", "source", "is_told"),
    [("82", "", True), ("82", "  ", True), ("82", "Egen räkning", False), (None, "", False)],
)
def test_a_value_without_a_source_is_told_what_it_lacks(trygga, year, value, source, is_told):
    line = row(trygga, year, Entry(round=year, indicator=trygga, source=source), T=value)

    assert ([each.text for each in told(line)] == [LACKS_SOURCE]) is is_told


@pytest.mark.parametrize(
    ("value", "reason", "texts"),
    [("82", "", [LACKS_REASON]), ("82", " ", [LACKS_REASON]), ("82", "Fel enkät", []), ("81", "", [])],
)
@pytest.mark.usefixtures("home")
def test_a_published_value_is_not_changed_without_a_reason(make_indicator, year, value, reason, texts):
    indicator = make_indicator("lugna", {2024: "81"})
    line = row(indicator, year, Entry(round=year, indicator=indicator, source="Egen", change_reason=reason), T=value)
    line.outcomes = {"T": indicator.outcomes.get()}

    assert [each.text for each in told(line)] == texts
