"""Two who save at once, addresses that stay, and what each role may do with the plan's pages."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from goals.models import Document, Extension, FocusArea, Goal, GoalIndicator, Period, Vision
from indicators.models import Indicator, Unit
from tests.indicators.admin.pages import errors_of, filled

pytestmark = pytest.mark.django_db
MODELS = {"vision": Vision, "period": Period, "focusarea": FocusArea, "goal": Goal, "document": Document}


def page(model, kind, *args):
    return reverse(f"admin:goals_{model}_{kind}", args=args)


@pytest.fixture
def rows():
    """One row of each kind, by its name: the document belongs to the goal."""
    vision = Vision.objects.create(slug="framat", title="Framåt", statement="Vi växer.", state="proposed")
    period = Period.objects.create(slug="2020-2023", first_year=2020, last_year=2023, vision=vision)
    area = FocusArea.objects.create(slug="skolan", period=period, name="En skola för alla", hue="lake")
    goal = Goal.objects.create(slug="trygga-elever", focus_area=area, number=1, title="Alla elever är trygga")
    document = Document.objects.create(slug="planen", title="Planen", goal=goal)
    return {"vision": vision, "period": period, "focusarea": area, "goal": goal, "document": document}


TEXT = {"vision": "note", "period": "text", "focusarea": "text", "goal": "text", "document": "note"}
LABEL = {
    "vision": "Anmärkning",
    "period": "Text",
    "focusarea": "Text",
    "goal": "Text",
    "document": "Anmärkning",
}


@pytest.mark.parametrize("model", MODELS)
def test_a_page_saved_as_it_was_opened_changes_nothing(admin_client, rows, model):
    before = MODELS[model].objects.values().get()
    address = page(model, "change", rows[model].pk)

    assert admin_client.post(address, filled(admin_client.get(address))).status_code == 302

    assert MODELS[model].objects.values().get() == before


@pytest.mark.parametrize("model", MODELS)
def test_the_later_saver_reads_both_texts_and_then_chooses(admin_client, rows, model):
    address = page(model, "change", rows[model].pk)
    mine = filled(admin_client.get(address)) | {TEXT[model]: "Min text."}
    MODELS[model].objects.update(**{TEXT[model]: "Deras text."})

    refused = admin_client.post(address, mine)

    [words] = errors_of(refused)["__all__"]
    assert f"{LABEL[model]} är nu Deras text., du har Min text." in words
    assert getattr(MODELS[model].objects.get(), TEXT[model]) == "Deras text."
    assert admin_client.post(address, filled(refused)).status_code == 302, "having read that, saving is a choice"
    assert getattr(MODELS[model].objects.get(), TEXT[model]) == "Min text."


def test_a_link_changed_meanwhile_is_not_overwritten(admin_client, rows):
    indicator = Indicator.objects.create(slug="trygga", name="Trygga", measure="share", direction="higher")
    GoalIndicator.objects.create(goal=rows["goal"], indicator=indicator, kind="proxy")
    address = page("goal", "change", rows["goal"].pk)
    mine = filled(admin_client.get(address)) | {"links-0-kind": "decided"}
    GoalIndicator.objects.update(kind="proposed")

    text = unescape(admin_client.post(address, mine).text)

    assert "Slag är nu Föreslagen, du har Beslutad" in text
    assert GoalIndicator.objects.get().kind == "proposed"


def test_an_extension_changed_meanwhile_is_not_overwritten(admin_client, rows):
    Extension.objects.create(period=rows["period"], old_last_year=2023, new_last_year=2024, reason="Dröjer.")
    address = page("period", "change", rows["period"].pk)
    mine = filled(admin_client.get(address)) | {"extensions-0-new_last_year": "2026"}
    Extension.objects.update(new_last_year=2025)

    text = unescape(admin_client.post(address, mine).text)

    assert "Sista år efter är nu 2025, du har 2026" in text
    assert Extension.objects.get().new_last_year == 2025


def test_a_refused_link_keeps_the_goal_unsaved_too(admin_client, rows):
    address = page("goal", "change", rows["goal"].pk)
    data = filled(admin_client.get(address)) | {"title": "Ny lydelse", "links-0-kind": "decided"}

    response = admin_client.post(address, data)

    assert response.status_code == 200
    assert response.context["adminform"].form["title"].value() == "Ny lydelse"
    assert Goal.objects.get().title == "Alla elever är trygga"


@pytest.mark.parametrize("model", MODELS)
def test_a_row_removed_meanwhile_leads_back_with_a_message(admin_client, rows, model):
    address = page(model, "change", 4711)

    response = admin_client.post(address, {TEXT[model]: "Min text."}, follow=True)

    assert response.redirect_chain == [("/admin/", 302)]
    assert "finns inte. Kan den ha blivit borttagen?" in unescape(response.text)


@pytest.mark.parametrize("model", MODELS)
def test_a_printed_address_stays_whatever_is_sent(admin_client, rows, model):
    address = page(model, "change", rows[model].pk)
    opened = filled(admin_client.get(address))

    admin_client.post(address, opened | {"slug": "annan", TEXT[model]: "Ny text."})

    assert "slug" not in opened
    assert list(MODELS[model].objects.values_list("slug", TEXT[model])) == [(rows[model].slug, "Ny text.")]


def test_a_document_is_added_on_its_goals_page(admin_client, rows):
    address = page("goal", "change", rows["goal"].pk)
    new = {"documents-1-title": "Bilagan", "documents-1-slug": "bilagan", "documents-1-url": "https://ort.example/b"}

    assert admin_client.post(address, filled(admin_client.get(address)) | new).status_code == 302

    assert Document.objects.get(slug="bilagan").goal == rows["goal"]


def test_a_link_is_taken_away_and_the_indicator_stays(admin_client, rows):
    indicator = Indicator.objects.create(slug="trygga", name="Trygga", measure="share", direction="higher")
    GoalIndicator.objects.create(goal=rows["goal"], indicator=indicator, kind="proxy")
    address = page("goal", "change", rows["goal"].pk)

    admin_client.post(address, filled(admin_client.get(address)) | {"links-0-DELETE": "on"})

    assert not GoalIndicator.objects.exists()
    assert Indicator.objects.exists()


@pytest.mark.parametrize("model", ["vision", "period", "goal"])
def test_what_others_build_on_is_kept_and_the_page_says_why(admin_client, rows, model):
    response = admin_client.post(page(model, "delete", rows[model].pk), {"post": "yes"})

    assert "kan inte tas bort, eftersom annat bygger på det:" in response.text
    assert MODELS[model].objects.exists()


def test_a_document_is_removed_after_a_yes(admin_client, rows):
    address = page("document", "delete", rows["document"].pk)

    assert "Planen" in admin_client.get(address).text
    assert Document.objects.exists(), "asking removes nothing"
    admin_client.post(address, {"post": "yes"})

    assert not Document.objects.exists()


# Who may


@pytest.mark.parametrize("role", ["reporter", "approver"])
@pytest.mark.parametrize("model", MODELS)
def test_who_enters_values_reads_the_plan_and_writes_nothing(client, rows, person, role, model):
    unit = Unit.objects.create(slug="skolan", name="Skolförvaltningen")
    client.force_login(person("eva", **{role: unit}))
    address = page(model, "change", rows[model].pk)

    shown = client.get(address)

    assert shown.status_code == 200
    assert 'name="_save"' not in shown.text
    assert str(rows[model]) in unescape(shown.text)
    assert client.post(address, {TEXT[model]: "Min text."}).status_code == 403
    assert client.get(page(model, "add")).status_code == 403
    assert client.post(page(model, "delete", rows[model].pk), {"post": "yes"}).status_code == 403
    assert list(MODELS[model].objects.values_list(TEXT[model], flat=True)) == [""]


@pytest.mark.parametrize("model", MODELS)
def test_a_coordinator_changes_the_plan(client, rows, person, model):
    client.force_login(person("sam", coordinator=None))
    address = page(model, "change", rows[model].pk)

    assert client.post(address, filled(client.get(address)) | {TEXT[model]: "Ny text."}).status_code == 302

    assert getattr(MODELS[model].objects.get(), TEXT[model]) == "Ny text."


@pytest.mark.parametrize("model", MODELS)
def test_a_page_sent_from_another_site_is_refused(admin_user, rows, model):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(admin_user)
    address = page(model, "change", rows[model].pk)

    assert browser.post(address, filled(browser.get(address)) | {TEXT[model]: "Deras."}).status_code == 403

    assert getattr(MODELS[model].objects.get(), TEXT[model]) == ""


@pytest.mark.parametrize(
    ("model", "query", "count"),
    [
        ("vision", "framåt", 1),
        ("vision", "bakåt", 0),
        ("goal", "trygga", 1),
        ("goal", "skola för", 1),
        ("goal", "%", 0),
        ("document", "planen", 1),
        ("period", "2020", 1),
        ("focusarea", "' OR 1=1 --", 0),
    ],
)
def test_a_list_is_searched_by_what_stands_in_the_plan(admin_client, rows, model, query, count):
    response = admin_client.get(page(model, "changelist"), {"q": query})

    assert response.context["cl"].result_count == count
