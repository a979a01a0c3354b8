"""What a person may do with an indicator, by role and unit."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser

from indicators.models import Assignment
from indicators.reporting.rules.rights import NOBODY, rights_of

pytestmark = pytest.mark.django_db


def again(user):
    """Return the person as the next request finds them."""
    return get_user_model().objects.get(pk=user.pk)


def test_a_reporter_writes_for_their_own_unit_only(eva, schools, roads):
    rights = rights_of(eva.user)

    assert rights.reports(schools.pk)
    assert not rights.decides(schools.pk)
    assert rights.sees(schools.pk)
    assert not rights.sees(roads.pk)
    assert not rights.sees(None), "what no unit answers for is the coordinator's"


def test_an_approver_sees_and_decides_and_does_not_write(karl, schools):
    actor = rights_of(karl.user).actor(schools.pk)

    assert (actor.reports, actor.decides, actor.coordinates) == (False, True, False)


def test_a_coordinator_does_all_for_every_unit_and_for_none(sam, schools):
    rights = rights_of(sam.user)

    for unit in (schools.pk, None):
        assert rights.reports(unit)
        assert rights.decides(unit)
    assert not rights.administers


def test_person_reports_for_one_unit_and_approves_for_another(person, schools, roads):
    rights = rights_of(person("bo", "Bo Berg", reporter=schools, approver=roads))

    assert (rights.reports(schools.pk), rights.decides(schools.pk)) == (True, False)
    assert (rights.reports(roads.pk), rights.decides(roads.pk)) == (False, True)
    assert rights.units == {schools.pk, roads.pk}


def test_administrators_and_superusers_coordinate_too(person, django_user_model):
    for user in (person("ada", administrator=None), django_user_model.objects.create(username="su", is_superuser=True)):
        rights = rights_of(user)
        assert rights.administers
        assert rights.coordinates


def test_a_closed_account_and_nobody_have_no_rights(eva, django_user_model):
    django_user_model.objects.filter(pk=eva.user.pk).update(is_active=False)

    assert rights_of(again(eva.user)) == NOBODY
    assert rights_of(AnonymousUser()) == NOBODY
    assert not NOBODY.has_reporting_role


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(eva):
    assert rights_of(eva.user).has_reporting_role

    Assignment.objects.all().delete()

    assert not rights_of(again(eva.user)).has_reporting_role


def test_rights_are_asked_for_once_a_request(eva, schools, django_assert_num_queries):
    user = again(eva.user)

    with django_assert_num_queries(1):
        for _ in range(20):
            rights_of(user).reports(schools.pk)
