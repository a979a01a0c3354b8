"""What an official does with a year: assesses with the indicators in view, approves, adopts, and corrects in public."""

from html import unescape
from re import sub

import pytest
from django.test import Client
from django.urls import reverse

from goals.models import AnnualSummary, Assessment, Goal
from indicators.models import Assignment, Correction, Decision, Outcome, Round, Unit

pytestmark = [pytest.mark.usefixtures("example_plan"), pytest.mark.slow]  # years are frozen
LIST = "admin:goals_assessment_changelist"


@pytest.fixture
def admin_client(django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.create(username="admin", is_staff=True, is_superuser=True))
    return client


def reporter(django_user_model):
    user = django_user_model.objects.create(username="anna", is_staff=True)
    Assignment.objects.create(user=user, role="reporter", unit=Unit.objects.first())
    return user


def words(response):
    return " ".join(unescape(sub(r"<[^>]+>", " ", response.text)).split())


def form_of(client, address):
    form = client.get(address).context["adminform"].form
    return {name: form[name].value() or "" for name in form.fields}


def draft(slug="ekonomi-i-balans", year=2026, **values):
    return Assessment.objects.create(goal=Goal.objects.get(slug=slug), year=year, **values)


def change(assessment):
    return reverse("admin:goals_assessment_change", args=[assessment.pk])


WHOLE = {"result": "Klart.", "body": "Styrelsen", "assessed_on": "2026-02-01", "state": "approved"}


def test_a_new_assessment_leads_on_to_the_goals_indicators(admin_client):
    goal = Goal.objects.get(slug="ekonomi-i-balans")

    response = admin_client.post(
        reverse("admin:goals_assessment_add"), {"goal": goal.pk, "year": "2026", "round": "whole"}
    )

    assessment = Assessment.objects.get(goal=goal, year=2026, round="whole")
    assert response.url == change(assessment)
    assert "Av 4:" in words(admin_client.get(response.url))


def test_a_verdict_that_departs_has_to_say_why_at_the_field(admin_client):
    assessment = draft()
    data = form_of(admin_client, change(assessment)) | WHOLE | {"verdict": "full"}

    page = admin_client.post(change(assessment), data)
    assert "Skriv varför." in page.context["adminform"].form.errors["departure_reason"][0]

    data["departure_reason"] = "Underskottet är redan täckt."
    assert admin_client.post(change(assessment), data).status_code == 302
    assessment.refresh_from_db()
    assert (assessment.state, assessment.departure_reason) == ("approved", "Underskottet är redan täckt.")


def test_an_approved_assessment_is_whole(admin_client):
    assessment = draft()
    data = form_of(admin_client, change(assessment)) | {"verdict": "partly", "state": "approved", "body": ""}

    assert "En godkänd bedömning har resultat eller analys" in words(admin_client.post(change(assessment), data))


def test_whole_drafts_are_approved_and_others_say_why_not(admin_client):
    whole = draft(verdict="not", result="Nej.", body="Styrelsen", assessed_on="2026-02-01")
    bare = draft("levande-kulturliv", verdict="not")
    data = {"action": "approve", "_selected_action": [whole.pk, bare.pk]}

    page = words(admin_client.post(reverse(LIST), data, follow=True))

    whole.refresh_from_db()
    bare.refresh_from_db()
    assert (whole.state, bare.state) == ("approved", "draft")
    assert "Godkända: 1." in page
    assert "En godkänd bedömning" in page


def test_every_change_of_an_assessment_is_kept(admin_client):
    assessment = draft()
    data = form_of(admin_client, change(assessment)) | {"result": "Nytt.", "change_reason": "Ny uppgift"}

    admin_client.post(change(assessment), data)

    assert [(each.history_change_reason or "", each.result) for each in assessment.history.all()] == [
        ("Ny uppgift", "Nytt."),
        ("", ""),
    ]


def test_a_reporter_restores_an_approved_text_as_a_draft(client, person):
    goal = Goal.objects.exclude(unit=None).first()
    assessment = Assessment.objects.create(goal=goal, year=2031, verdict="partly", departure_reason="Så.", **WHOLE)
    assessment.state, assessment.result = "draft", "Nytt."
    assessment.save()
    client.force_login(person("rut", reporter=goal.unit))
    approved = assessment.history.last()

    client.post(reverse("admin:goals_assessment_restore", args=[assessment.pk, approved.history_id]))

    assessment.refresh_from_db()
    assert (assessment.result, assessment.state) == ("Klart.", "draft")


# Adopting a year


def freeze_form(**values):
    decision = Decision.objects.get(slug="kf-2025-forlangning")
    return {"year": "2024", "round": "whole", "decision": decision.pk, "version": "1", "reason": ""} | values


def test_a_year_is_adopted_by_its_decision(admin_client):
    address = reverse("admin:goals_annualsummary_add")
    assert admin_client.get(address).status_code == 200

    page = words(admin_client.post(address, freeze_form(), follow=True))

    version = AnnualSummary.objects.get(year=2024)
    assert version.sha256 in page
    assert version.frozen_by.username == "admin"
    assert "Fastställd" in words(admin_client.get("/uppfoljning/2024/"))


def test_a_year_that_is_adopted_is_refused_with_the_reason(admin_client):
    address = reverse("admin:goals_annualsummary_add")

    assert "är redan fastställd i version 1" in words(admin_client.post(address, freeze_form(year="2023")))
    assert "Skriv varför" in words(admin_client.post(address, freeze_form(year="2023", version="2")))
    assert AnnualSummary.objects.filter(year=2023).count() == 1


def test_only_those_who_may_adopt_a_year_do(client, django_user_model):
    client.force_login(reporter(django_user_model))
    address = reverse("admin:goals_annualsummary_add")

    assert client.get(address).status_code == 403
    assert client.post(address, freeze_form()).status_code == 403
    assert not AnnualSummary.objects.filter(year=2024).exists()


def test_an_adopted_year_is_neither_changed_nor_removed(admin_client):
    version = AnnualSummary.objects.get(year=2023)

    assert admin_client.post(reverse("admin:goals_annualsummary_change", args=[version.pk]), {}).status_code == 403
    assert admin_client.post(reverse("admin:goals_annualsummary_delete", args=[version.pk])).status_code == 403
    assert "Ja" in words(admin_client.get(reverse("admin:goals_annualsummary_change", args=[version.pk])))


# Corrections


@pytest.fixture
def outcome():
    """A value of a municipality that one is compared with: it is written in the administration's own form."""
    return Outcome.objects.filter(municipality__code="9991", year=2023, sex="T").first()


def save(client, outcome, **values):
    address = reverse("admin:indicators_outcome_change", args=[outcome.pk])
    return client.post(address, form_of(client, address) | values)


def test_an_approved_change_becomes_a_public_correction(admin_client, client, person):
    own = Outcome.objects.get(indicator__slug="sjukfranvaro", municipality__code="9999", year=2023, sex="T")
    Round.objects.create(year=2023, opens_on="2023-11-01", due_on="2024-02-15")
    address = reverse("reporting_entry", args=[2023, "sjukfranvaro"])
    form = admin_client.get(address).context["form"]
    told = {form[name].html_name: form[name].value() or "" for name in form.fields}
    written = told | {"sjukfranvaro__T": "7,1", "sjukfranvaro-change_reason": "Fel i underlaget.", "gor": "skicka"}
    assert admin_client.post(address, written).status_code == 302
    assert not Correction.objects.filter(indicator=own.indicator, year=2023).exists()

    client.force_login(person("sam", "Sam Sjö", coordinator=None))
    assert client.post(address, {"gor": "godkann"}).status_code == 302

    found = Correction.objects.get(indicator=own.indicator, year=2023)
    assert (found.old_value, str(found.new_value.normalize()), found.reason) == (own.value, "7.1", "Fel i underlaget.")
    assert found.corrected_by.username == "admin"
    assert "Fel i underlaget." in words(client.get("/rattelser/"))
    assert "Fel i underlaget." in words(client.get("/indikatorer/sjukfranvaro/"))
    assert "Efter beslutet har tre värden rättats." in words(client.get("/uppfoljning/2023/"))


def test_a_change_without_a_reason_is_refused(admin_client, outcome):
    assert "Skriv varför det ändras." in words(save(admin_client, outcome, value="7,1"))
    assert not Correction.objects.filter(indicator=outcome.indicator, year=2023).exists()


def test_a_changed_comment_is_no_correction(admin_client, outcome):
    assert save(admin_client, outcome, comment="Ny kommentar.").status_code == 302
    assert not Correction.objects.filter(indicator=outcome.indicator, year=2023).exists()


def test_a_value_republished_with_a_change_is_a_correction(admin_client, outcome):
    save(admin_client, outcome, state="draft", change_reason="Kontrolleras.")
    save(admin_client, outcome, value="7,1", change_reason="Fel i underlaget.")
    assert not Correction.objects.filter(indicator=outcome.indicator, year=2023).exists()

    data = {"action": "publish", "_selected_action": [outcome.pk]}
    admin_client.post(reverse("admin:indicators_outcome_changelist"), data)

    assert (
        Correction.objects.get(indicator=outcome.indicator, year=2023).reason == "Publicerat igen med ett annat värde."
    )


def test_corrections_are_read_and_nothing_else(admin_client):
    found = Correction.objects.first()

    assert admin_client.get(reverse("admin:indicators_correction_changelist")).status_code == 200
    assert admin_client.get(reverse("admin:indicators_correction_add")).status_code == 403
    assert admin_client.post(reverse("admin:indicators_correction_change", args=[found.pk]), {}).status_code == 403
    assert admin_client.post(reverse("admin:indicators_correction_delete", args=[found.pk])).status_code == 403
