"""Who writes, approves and removes an assessment, and what the forms of a year's follow-up refuse."""

from html import unescape
from re import sub

import pytest
from django.urls import reverse

from goals.models import AnnualSummary, Assessment, FocusArea, Goal, OverallAssessment, Period
from indicators.models import Decision
from tests.goals.models.rows import WHOLE
from tests.indicators.admin.pages import errors_of, filled

pytestmark = pytest.mark.django_db
APPROVED = WHOLE | {"verdict": "unknown"}  # the only verdict that needs no indicator


def page(kind, *args, model="assessment"):
    return reverse(f"admin:goals_{model}_{kind}", args=args)


def words(response):
    return " ".join(unescape(sub(r"<[^>]+>", " ", response.text)).split())


@pytest.fixture
def goal(home, schools):
    """The schools' goal, which no indicator speaks against."""
    period = Period.objects.create(slug="2020-2023", first_year=2020, last_year=2023)
    area = FocusArea.objects.create(slug="skolan", period=period, name="En skola för alla", hue="lake")
    return Goal.objects.create(slug="trygga", focus_area=area, number=1, title="Alla är trygga", unit=schools)


@pytest.fixture
def other_goal(goal, roads):
    return Goal.objects.create(slug="vagar", focus_area=goal.focus_area, number=2, title="Hela vägar", unit=roads)


def draft(goal, **facts):
    return Assessment.objects.create(goal=goal, year=2023, **facts)


def sent(client, row, **changes):
    return client.post(page("change", row.pk), filled(client.get(page("change", row.pk))) | changes)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"year": ""}, "year", "måste fyllas i"),
        ({"year": "tjugo"}, "year", "heltal"),
        ({"year": "99999"}, "year", "mindre än eller lika med 2200"),
        ({"round": "kvartal"}, "round", "kvartal finns inte bland"),
        ({"goal": ""}, "goal", "måste fyllas i"),
        ({"goal": "99999"}, "goal", "Välj ett giltigt alternativ"),
    ],
    ids=str,
)
def test_what_is_assessed_is_asked_for_at_its_field(admin_client, goal, changes, field, message):
    response = admin_client.post(page("add"), {"goal": goal.pk, "year": "2023", "round": "whole"} | changes)

    found = errors_of(response)
    assert (list(found), message in found[field][0]) == ([field], True)
    assert not Assessment.objects.exists()


def test_a_second_assessment_of_the_same_follow_up_is_refused(admin_client, goal):
    draft(goal)

    response = admin_client.post(page("add"), {"goal": goal.pk, "year": "2023", "round": "whole"})

    assert errors_of(response) == {"__all__": ["Målet har redan en bedömning för den uppföljningen."]}


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"verdict": "toppen"}, "verdict", "toppen finns inte bland"),
        ({"forecast": "regn"}, "forecast", "regn finns inte bland"),
        ({"assessed_on": "2024-02-30"}, "assessed_on", "giltigt datum"),
        ({"body": "x" * 151}, "body", "som mest 150 tecken"),
        ({"analysis": "en\x00analys"}, "analysis", "Null-tecken"),
        ({"state": "fastställd"}, "state", "fastställd finns inte bland"),
        ({"change_reason": "x" * 101}, "change_reason", "som mest 100 tecken"),
        ({"verdict": "unknown", "forecast": "on_way"}, "__all__", "aldrig båda"),
        ({"state": "approved", "verdict": "unknown"}, "__all__", "resultat eller analys, ansvarig och datum"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_refused_assessment_keeps_what_was_written(admin_client, goal, changes, field, message):
    row = draft(goal)

    response = sent(admin_client, row, result="Långt skriven text.", **changes)

    found = errors_of(response)
    assert (list(found), message in found[field][0]) == ([field], True)
    assert response.context["adminform"].form["result"].value() == "Långt skriven text."
    row.refresh_from_db()
    assert (row.result, row.state) == ("", "draft")


def test_two_who_write_an_assessment_overwrite_nothing(admin_client, goal):
    row = draft(goal)
    mine = filled(admin_client.get(page("change", row.pk))) | {"result": "Min text."}
    Assessment.objects.update(result="Deras text.")

    [text] = errors_of(admin_client.post(page("change", row.pk), mine))["__all__"]

    assert "Resultat är nu Deras text., du har Min text." in text
    assert Assessment.objects.get().result == "Deras text."


def test_what_is_assessed_stays_whatever_is_sent(admin_client, goal, other_goal):
    row = draft(goal)

    assert sent(admin_client, row, goal=other_goal.pk, year="2020", round="part", result="Nytt.").status_code == 302

    row.refresh_from_db()
    assert (row.goal, row.year, row.round, row.result) == (goal, 2023, "whole", "Nytt.")


# Who may


def test_a_reporter_writes_for_the_own_unit_and_approves_nothing(client, goal, eva):
    client.force_login(eva.user)
    row = draft(goal)

    assert sent(client, row, **APPROVED).status_code == 302

    row.refresh_from_db()
    assert (row.result, row.verdict, row.state) == ("Klart.", "unknown", "draft")


def test_an_approver_approves_for_the_own_unit(client, goal, karl):
    client.force_login(karl.user)
    row = draft(goal)

    assert sent(client, row, **APPROVED).status_code == 302

    row.refresh_from_db()
    assert row.state == "approved"


def test_nobody_writes_about_another_units_goal(client, goal, omar):
    client.force_login(omar.user)
    row = draft(goal)

    assert client.post(page("change", row.pk), {"result": "Inte mitt."}).status_code == 403
    choices = client.get(page("add")).context["adminform"].form.fields["goal"].queryset
    assert goal not in choices
    assert "goal" in errors_of(client.post(page("add"), {"goal": goal.pk, "year": "2024", "round": "whole"}))
    assert Assessment.objects.get().result == ""


def test_an_approved_text_is_read_by_its_reporter_and_kept(client, goal, eva):
    client.force_login(eva.user)
    row = draft(goal, **APPROVED)

    assert client.get(page("change", row.pk)).status_code == 200
    assert client.post(page("change", row.pk), {"result": "Ändrat efteråt."}).status_code == 403
    assert client.post(page("delete", row.pk), {"post": "yes"}).status_code == 403
    assert Assessment.objects.get().result == "Klart."


def test_approving_a_choice_leaves_other_units_drafts(client, goal, other_goal, karl):
    client.force_login(karl.user)
    ready = {name: value for name, value in APPROVED.items() if name != "state"}
    own, others = draft(goal, **ready), draft(other_goal, **ready)

    data = {"action": "approve", "_selected_action": [own.pk, others.pk]}
    text = words(client.post(page("changelist"), data, follow=True))

    assert "Godkända: 1." in text
    assert "Någon som godkänner för målets enhet behöver göra det." in text
    assert {each.goal: each.state for each in Assessment.objects.all()} == {goal: "approved", other_goal: "draft"}


def test_approving_what_is_approved_says_that_none_was(client, goal, sam):
    client.force_login(sam.user)
    row = draft(goal, **APPROVED)

    text = words(client.post(page("changelist"), {"action": "approve", "_selected_action": [row.pk]}, follow=True))

    assert "Godkända: 0." in text
    assert row.history.count() == 1


def test_a_goal_without_indicators_says_so_beside_the_verdict(admin_client, goal):
    assert "indikator" in words(admin_client.get(page("change", draft(goal).pk))).lower()


# The whole municipality


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"text": " "}, "text", "måste fyllas i"),
        ({"body": ""}, "body", "måste fyllas i"),
        ({"year": "-5"}, "year", "större än eller lika med"),
        ({"state": "approved"}, "__all__", "En godkänd samlad bedömning har datum."),
    ],
    ids=str,
)
def test_an_overall_assessment_that_is_not_whole_is_refused(admin_client, changes, field, message):
    given = {"year": "2023", "round": "whole", "text": "Det går framåt.", "body": "Styrelsen", "state": "draft"}

    found = errors_of(admin_client.post(page("add", model="overallassessment"), given | changes))

    assert (list(found), message in found[field][0]) == ([field], True)
    assert not OverallAssessment.objects.exists()


def test_only_coordinators_write_about_the_whole_municipality(client, karl, sam):
    given = {"year": "2023", "round": "whole", "text": "Det går framåt.", "body": "Styrelsen", "state": "draft"}
    client.force_login(karl.user)
    assert client.post(page("add", model="overallassessment"), given).status_code == 403

    client.force_login(sam.user)
    assert client.post(page("add", model="overallassessment"), given).status_code == 302

    assert OverallAssessment.objects.get().text == "Det går framåt."


# Adopting a year


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"year": ""}, "year", "måste fyllas i"),
        ({"year": "i fjol"}, "year", "heltal"),
        ({"year": "99999"}, "year", "mindre än eller lika med 2200"),
        ({"round": "kvartal"}, "round", "kvartal finns inte bland"),
        ({"decision": ""}, "decision", "måste fyllas i"),
        ({"decision": "99999"}, "decision", "Välj ett giltigt alternativ"),
        ({"version": "0"}, "version", "större än eller lika med 1"),
        ({"version": "ett"}, "version", "heltal"),
        ({"reason": "för\x00att"}, "reason", "Null-tecken"),
        ({"year": "1999"}, "__all__", "Det finns inga mål att följa upp för 1999."),
        ({"version": "2", "reason": "Rättad."}, "__all__", "Nästa version av årsuppföljningen 2023 är 1."),
    ],
    ids=str,
)
def test_a_year_that_cannot_be_adopted_says_why(admin_client, goal, changes, field, message):
    decision = Decision.objects.create(slug="kf", body="Fullmäktige", title="Årsredovisning")
    given = {"year": "2023", "round": "whole", "decision": decision.pk, "version": "1", "reason": "Skrivet skäl."}

    response = admin_client.post(page("add", model="annualsummary"), given | changes)

    form = response.context["form"]
    assert (list(form.errors), message in form.errors[field][0]) == ([field], True)
    assert {name: str(form[name].value()) for name in given} == {
        name: str(value) for name, value in (given | changes).items()
    }
    assert not AnnualSummary.objects.exists()
