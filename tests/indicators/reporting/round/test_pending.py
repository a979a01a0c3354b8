"""What is on its way to the public is told by whose turn it is."""

import pytest

from indicators.models import Round
from indicators.reporting.round.pending import PendingValues, pending_values
from indicators.reporting.values.changes import RowChange, typed
from indicators.reporting.values.moving import move
from indicators.reporting.values.saving import save
from indicators.vocabulary import Move
from tests.cast import TODAY


@pytest.mark.parametrize(
    ("submitted", "approved", "sentence"),
    [
        (0, 0, ""),
        (1, 0, "Ett värde väntar på godkännande."),
        (13, 0, "13 värden väntar på godkännande."),
        (0, 1, "Ett värde väntar på att publiceras."),
        (0, 2, "Två värden väntar på att publiceras."),
        (1, 1, "Ett värde väntar på godkännande och ett på att publiceras."),
        (2, 13, "Två värden väntar på godkännande och 13 på att publiceras."),
    ],
)
def test_values_on_their_way_are_told_in_one_sentence(submitted, approved, sentence):
    assert PendingValues(submitted, approved).sentence == sentence


@pytest.mark.django_db
def test_only_what_is_on_its_way_in_that_year_is_pending(eva, karl, year, make_indicator):
    Round.objects.filter(pk=year.pk).update(publishing=Round.Publishing.TOGETHER)
    moves = {
        "utkast": (),
        "inskickat": (Move.SUBMIT,),
        "tillbakataget": (Move.SUBMIT, Move.WITHDRAW),
        "godkant": (Move.SUBMIT, Move.APPROVE),
    }
    for name, chosen in moves.items():
        indicator = make_indicator(name)
        save(eva, year, indicator, RowChange({"T": typed(indicator, "5")}, {"source": ("Egen", None)}), today=TODAY)
        for each in chosen:
            move(karl if each is Move.APPROVE else eva, year, indicator, each, today=TODAY)
    other = Round.objects.create(year=2023, opens_on=year.opens_on, due_on=year.due_on)

    assert pending_values(year) == PendingValues(submitted=1, approved=1)
    assert pending_values(other).total == 0
