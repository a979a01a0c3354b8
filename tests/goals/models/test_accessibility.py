"""The statement of accessibility and its gaps: what the law asks for cannot be left out."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from goals.models import AccessibilityGap, AccessibilityStatement
from tests.goals.models.rows import assert_refused, assert_taken

pytestmark = pytest.mark.django_db


def a_statement(**facts):
    days = {"assessed_on": date(2026, 3, 2), "updated_on": date(2026, 3, 2)}
    return AccessibilityStatement(
        **{"conformity": "partial", "assessment": "own", "method": "Med tangentbord.", **days} | facts
    )


@pytest.fixture
def statement():
    row = a_statement()
    row.save()
    return row


def gap(of, slug="bilder", **facts):
    facts = {"need": "no_sight", "criterion": "1.1.1", "description": "Bilder.", "reason": "lack"} | facts
    return AccessibilityGap(statement=of, slug=slug, **facts)


def test_a_statement_may_be_updated_the_day_it_was_assessed():
    assert_taken(a_statement())


def test_a_statement_older_than_its_assessment_is_refused():
    words = "Redogörelsen kan inte vara uppdaterad före den senaste bedömningen."

    assert_refused(a_statement(updated_on=date(2026, 3, 1)), words)


def test_a_burden_without_motivation_is_refused(statement):
    assert_refused(gap(statement, reason="burden"), "Det som är oskäligt betungande måste motiveras (12 §).")


@pytest.mark.parametrize("facts", [{"reason": "burden", "motivation": "Dyrt."}, {"reason": "outside"}, {}], ids=str)
def test_only_a_burden_has_to_be_motivated(statement, facts):
    assert_taken(gap(statement, **facts))


def test_an_unknown_criterion_is_refused_at_its_field(statement):
    with pytest.raises(ValidationError) as refusal:
        gap(statement, criterion="1.4.14").full_clean()

    assert list(refusal.value.message_dict) == ["criterion"]


def test_gaps_come_by_position_and_then_address(statement):
    for slug, position in (("c", 1), ("b", 2), ("a", 2)):
        gap(statement, slug, position=position).save()

    assert [each.slug for each in statement.gaps.all()] == ["c", "a", "b"]


def test_a_statement_is_fetched_with_its_gaps_in_two_queries(statement, django_assert_num_queries):
    for slug in "abc":
        gap(statement, slug).save()

    with django_assert_num_queries(2):
        assert len(AccessibilityStatement.objects.with_gaps().get().gaps.all()) == 3


def test_a_removed_statement_takes_its_gaps(statement):
    gap(statement).save()

    statement.delete()

    assert not AccessibilityGap.objects.exists()


def test_a_gap_is_named_by_criterion_and_whom_it_shuts_out(statement):
    assert str(gap(statement)) == "1.1.1, utan synförmåga"
