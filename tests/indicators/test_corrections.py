"""A correction is told in finished words, with what stood before and why."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from indicators.content.figures import load_figures
from indicators.corrections import correction_line
from indicators.models import Correction, Municipality
from indicators.vocabulary import MissingReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(trygga, home):
    """Return a function that stores a correction of 2022 and tells of it."""

    def told(**changes):
        given = {
            "indicator": trygga,
            "municipality": home,
            "year": 2022,
            "old_value": Decimal(81),
            "new_value": Decimal("80.4"),
            "reason": "Två enkäter räknades dubbelt.",
            "corrected_at": datetime(2023, 3, 1, 12, tzinfo=UTC),
        }
        Correction.objects.create(**{**given, **changes})
        (found,) = load_figures().corrections
        return correction_line(found, "9999")

    return told


def spaced(text):
    return text.replace("\u00a0", " ")


def test_correction_says_what_it_was_what_it_is_and_why(corrected):
    line = corrected()

    assert (line.name, line.url, line.what) == ("Trygga elever", "/indikatorer/trygga/", "2022")
    assert (spaced(line.old), spaced(line.new)) == ("81,0 %", "80,4 %")
    assert (line.reason, line.unit) == ("Två enkäter räknades dubbelt.", "Skolförvaltningen")


def test_value_that_was_withdrawn_says_why_it_is_missing(corrected):
    line = corrected(new_value=None, new_missing_reason=MissingReason.SECRECY)

    assert line.new == "uppgift saknas (sekretess)"


def test_value_in_the_place_of_none_says_why_there_was_none(corrected):
    line = corrected(old_value=None, old_missing_reason=MissingReason.NOT_PUBLISHED)

    assert (line.old, spaced(line.new)) == ("uppgift saknas (inte publicerat än)", "80,4 %")


def test_zero_is_a_value_and_not_a_missing_one(corrected):
    assert spaced(corrected(new_value=Decimal(0)).new) == "0,0 %"


@pytest.mark.parametrize(("sex", "what"), [("K", "2022, kvinnor"), ("M", "2022, män")])
def test_correction_of_one_sex_says_which(corrected, sex, what):
    assert corrected(sex=sex).what == what


def test_correction_of_another_municipality_names_it(corrected):
    assert corrected(municipality=Municipality.objects.create(code="9998", name="Åby")).what == "2022, Åby"


def test_day_is_that_of_the_portals_own_clock(corrected):
    assert corrected(corrected_at=datetime(2023, 3, 1, 23, 30, tzinfo=UTC)).day == date(2023, 3, 2)


def test_indicator_without_a_unit_is_told_without(corrected, trygga):
    trygga.unit = None
    trygga.save()

    assert corrected().unit == ""


def test_step_on_a_scale_is_told_by_its_name(corrected, trygga):
    trygga.categories, trygga.measure = ["inget", "några", "alla"], "category"
    trygga.save()

    line = corrected(old_value=Decimal(1), new_value=Decimal(2))

    assert (line.old, line.new) == ("Några", "Alla")
