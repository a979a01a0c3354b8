"""What comes in is read once: what a text means in a cell, what a file or the history gives, and what became of it."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from indicators.models import Cell, Indicator
from indicators.reporting.rules.contents import Content
from indicators.reporting.sheet.forms import sent_changes
from indicators.reporting.values.changes import FieldResult, RowChange, Saved, given, typed
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.saving import save
from tests.cast import TODAY

pytestmark = pytest.mark.django_db


def sent(indicator, year, query):
    """Return the changes of one row that a form's fields make."""
    return sent_changes([IndicatorYear(year, indicator)], QueryDict(query)).get(indicator.pk)


@pytest.mark.parametrize(
    ("text", "content", "fault"),
    [
        ("82,5", Content(Decimal("82.5")), ""),
        ("82,5 %", Content(Decimal("82.5")), ""),
        ("sekretess", Content(missing_reason="secrecy"), ""),
        ("", Content(), ""),
        ("101", Content(Decimal(101)), ""),  # whether it can be is asked when it is saved, of the row as it is stored
        ("1.083", None, "Menar du"),
    ],
)
def test_typed_text_carries_its_content_or_its_fault(trygga, text, content, fault):
    cell = typed(trygga, text, ("80",))

    assert (cell.text, cell.reading.content, cell.seen) == (text, content, ("80",))
    assert fault in cell.reading.fault
    assert bool(cell.reading.fault) == bool(fault)


def test_a_step_is_carried_by_its_number_and_written_by_its_name(make_indicator):
    """Steps called "1" to "3": written and read back, the second would be taken for the first."""
    stepped = make_indicator("steg", measure="category", categories=["1", "2", "3"])

    cell = given(stepped, Content(Decimal(1)))

    assert (cell.text, cell.reading.content) == ("2", Content(Decimal(1)))


def test_what_is_given_is_held_against_the_limits_too(eva, year, trygga):
    saved = save(eva, year, trygga, RowChange({"T": given(trygga, Content(Decimal(120)))}), today=TODAY)

    assert "för högt" in saved.results["T"].message
    assert not Cell.objects.exists()


def test_saving_takes_a_cell_as_it_was_read(eva, year, make_indicator):
    stepped = make_indicator("steg", measure="category", categories=["inga", "några"])
    cell = typed(stepped, "några")
    Indicator.objects.filter(pk=stepped.pk).update(categories=["några", "inga"])

    assert save(eva, year, stepped, RowChange({"T": cell}), today=TODAY).is_whole

    assert Cell.objects.get().value == 1, "what the writer meant when it was sent"


@pytest.mark.parametrize(
    ("query", "cells"),
    [
        ("trygga__T=82,5&trygga__T__sett=82.5", None),
        ("trygga__T=82,50&trygga__T__sett=82.5", None),
        ("trygga__T=83&trygga__T__sett=82.5", ("82.5",)),
        ("trygga__T=hej&trygga__T__sett=hej", ("hej",)),
        ("trygga__T=83&trygga__T__sett=&trygga__T__skickat=82,5", ("", "82.5")),
        ("trygga__T=83&trygga__T__sett=&trygga__T__skickat=hej", ("",)),
        ("trygga__T=83", None),
        ("annan__T=83&annan__T__sett=", None),
    ],
)
def test_form_fields_become_changes_with_what_was_seen(trygga, year, query, cells):
    """A field as its reader saw it is left out; what was sent without an answer may be what stands there."""
    change = sent(trygga, year, query)

    if "sett" not in query:
        assert change.cells["T"].seen is None, "a form without tokens does not ask"
    elif cells is None:
        assert change is None
    else:
        assert change.cells["T"].seen == cells


def test_a_limit_set_later_leaves_an_untouched_field_alone(trygga, year):
    Indicator.objects.filter(pk=trygga.pk).update(highest=50)
    trygga.refresh_from_db()

    assert sent(trygga, year, "trygga__T=82,5&trygga__T__sett=82.5") is None


def test_the_pressed_choice_is_what_a_field_means(trygga, year):
    change = sent(trygga, year, "trygga__T=1.083&trygga__T__valt=1,083&trygga__T__sett=")

    assert change.cells["T"].reading.content == Content(Decimal("1.083"))


def test_a_refused_row_has_its_reason_under_no_field(trygga, year):
    row = IndicatorYear(year, trygga)
    saved = Saved(row, {"T": FieldResult("saved")}, refusal="Året är låst.")
    partly = Saved(row, {"T": FieldResult("saved"), "source": FieldResult("conflict", "Någon annan har ändrat.")})

    assert {name: each.message for name, each in saved.refused.items()} == {"": "Året är låst."}
    assert list(partly.refused) == ["source"]
    assert (saved.is_whole, partly.is_whole, partly.count) == (False, False, 1)
