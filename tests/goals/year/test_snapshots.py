"""A stored year read back: as it was adopted, changed since, or not to be read, each said in words."""

import json

import pytest

from goals.models import AnnualSummary
from goals.year.canonical import checksum, to_canonical
from goals.year.snapshots import UnreadableYear, change_of, fault_of, read_version
from tests.goals.year.factories import YEAR, adoption, area, goal, indicator, summary

CONTENT = summary(area(goal(indicator(), code="full")), adoption=adoption())
STORED = to_canonical(CONTENT).decode()


def version_of(snapshot=STORED, *, adopted=STORED, year=YEAR, round_="whole"):
    """Return a version that holds `snapshot`, with the checksum of what was adopted."""
    return AnnualSummary(year=year, round=round_, snapshot=snapshot, sha256=checksum(adopted.encode()))


def test_an_untouched_year_is_read_without_a_fault():
    found = read_version(version_of())

    assert (found.content, found.fault) == (CONTENT, "")


def test_a_changed_year_is_shown_with_what_is_wrong():
    changed = STORED.replace("Exempelby kommun", "Annanby kommun")
    found = read_version(version_of(changed))

    assert found.content.municipality == "Annanby kommun"
    assert found.fault == (
        f"Ögonblicksbilden har ändrats sedan den fastställdes: kontrollsumman är {checksum(changed.encode())}."
    )


@pytest.mark.parametrize("changed", [STORED.rstrip("\n"), STORED + "\n", json.dumps(json.loads(STORED))])
def test_bytes_that_say_the_same_are_changed_all_the_same(changed):
    assert change_of(version_of(changed)).startswith("Ögonblicksbilden har ändrats")


@pytest.mark.parametrize("row", [{"year": 2023}, {"round_": "part"}])
def test_the_snapshot_of_another_follow_up_says_which(row):
    assert fault_of(version_of(**row)) == "Ögonblicksbilden gäller helår 2024."


def test_what_cannot_be_read_says_first_that_it_was_changed():
    fault = fault_of(version_of("{"))

    assert fault.startswith("Ögonblicksbilden har ändrats")
    assert fault.endswith(" Ögonblicksbilden går inte att läsa: ögonblicksbilden är inte JSON.")


def test_what_was_adopted_unreadable_is_not_called_changed():
    version = version_of("{", adopted="{")

    with pytest.raises(UnreadableYear) as error:
        read_version(version)

    assert str(error.value) == "Ögonblicksbilden går inte att läsa: ögonblicksbilden är inte JSON."
    assert error.value.version is version
