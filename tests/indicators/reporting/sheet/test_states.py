"""Where a row and a sheet stand, in words."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from indicators.models import Indicator, Portal, Round
from indicators.reporting.rules.contents import Content
from indicators.reporting.sheet.states import due_text, progress_of, state_of
from indicators.reporting.values.changes import RowChange, given
from indicators.reporting.values.loading import load_indicator_years
from indicators.reporting.values.moving import move
from indicators.reporting.values.saving import save
from indicators.vocabulary import Move
from tests.cast import TODAY

pytestmark = pytest.mark.django_db


def enter(who, year, indicator, value="5"):
    change = RowChange({"T": given(indicator, Content(Decimal(value)))}, {"source": ("Egen", None)})
    assert save(who, year, indicator, change, today=TODAY).is_whole


def rows(year):
    loaded = load_indicator_years(Portal.objects.with_municipality().get(), year, Indicator.objects.all())
    return {row.indicator.slug: row for row in loaded}


def test_each_row_has_a_code_and_a_word(eva, karl, year, make_indicator):
    make_indicator("saknas")
    make_indicator("vartannat", {2023: "4"}, interval=2)
    make_indicator("publicerat", {2024: "4"})
    changed = make_indicator("andrat", {2024: "4"})
    utkast, inskickat, atersant = (make_indicator(name) for name in ("utkast", "inskickat", "atersant"))
    for indicator in (changed, utkast, inskickat, atersant):
        enter(eva, year, indicator)
    for indicator in (inskickat, atersant):
        move(eva, year, indicator, Move.SUBMIT, today=TODAY)
    move(karl, year, atersant, Move.RETURN, today=TODAY, message="Räkna om.")

    states = {slug: state_of(row, TODAY) for slug, row in rows(year).items()}

    assert {slug: (state.code, state.word) for slug, state in states.items()} == {
        "saknas": ("missing", "Saknas"),
        "vartannat": ("idle", "Mäts inte i år"),
        "publicerat": ("published", "Publicerat"),
        "andrat": ("draft", "Ändring påbörjad"),
        "utkast": ("draft", "Utkast"),
        "inskickat": ("submitted", "Inskickat"),
        "atersant": ("returned", "Återsänt"),
    }
    assert states["vartannat"].detail == "Mäts vartannat år"
    assert states["publicerat"].detail == ""
    assert states["utkast"].detail.endswith("av Eva Ek")
    assert progress_of(rows(year).values()).sentence == (
        "2 av 6 värden är klara. Ett är återsänt, två är utkast och ett saknas."
    )


def test_progress_speaks_of_one_and_of_none(eva, year, make_indicator):
    assert progress_of([]).sentence == "Ingen indikator ska ha ett värde för året."
    only = make_indicator("enda")
    assert progress_of(rows(year).values()).sentence == "0 av 1 värde är klart. Ett saknas."

    enter(eva, year, only)
    move(eva, year, only, Move.SUBMIT, today=TODAY)

    progress = progress_of(rows(year).values())
    assert (progress.sentence, progress.done, progress.total) == ("1 av 1 värde är klart.", 1, 1)


@pytest.mark.parametrize(
    ("today", "locked", "words"),
    [
        (date(2024, 12, 31), None, "Inmatningen för 2024 öppnar 1 januari 2025."),
        (date(2025, 2, 15), None, "Sista dagen är 15 februari 2025."),
        (date(2025, 2, 16), None, "Sista dagen var 15 februari 2025. Det går fortfarande att skriva in värden."),
        (date(2025, 2, 1), datetime(2025, 1, 31, tzinfo=UTC), "Året är låst. Samordnaren kan låsa upp det."),
    ],
)
def test_the_days_mean_what_they_mean_today(today, locked, words):
    year = Round(year=2024, opens_on=date(2025, 1, 1), due_on=date(2025, 2, 15), locked_at=locked)

    assert due_text(year, today) == words
