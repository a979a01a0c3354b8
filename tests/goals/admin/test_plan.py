"""What an official does with the plan in the administration, and what the administration refuses."""

from html import unescape

import pytest
from django.contrib import admin
from django.urls import reverse

from goals.models import Document, Extension, FocusArea, Goal, GoalIndicator, Period, Vision
from indicators.models import Indicator, Unit

pytestmark = pytest.mark.django_db
NO_PARTS = {
    f"{part}-{key}": "0" for part in ("extensions", "documents", "links") for key in ("TOTAL_FORMS", "INITIAL_FORMS")
}


@pytest.fixture
def period():
    return Period.objects.create(slug="2020-2023", first_year=2020, last_year=2023)


@pytest.fixture
def area(period):
    return FocusArea.objects.create(slug="skolan", period=period, name="En skola för alla", hue="lake")


@pytest.fixture
def goal(area):
    return Goal.objects.create(slug="trygga-elever", focus_area=area, number=1, title="Alla elever är trygga")


@pytest.fixture
def indicator():
    return Indicator.objects.create(slug="trygga", name="Trygga elever", measure="share", direction="higher")


def page(model, kind, *args):
    return reverse(f"admin:goals_{model}_{kind}", args=args)


def version_of(admin_client, address):
    return admin_client.get(address).context["adminform"].form["version"].value()


def test_an_extension_is_recorded_on_its_periods_page(admin_client, period):
    address = page("period", "change", period.pk)
    data = NO_PARTS | {
        "first_year": "2020",
        "last_year": "2023",
        "version": version_of(admin_client, address),
        "extensions-TOTAL_FORMS": "1",
        "extensions-0-old_last_year": "2023",
        "extensions-0-new_last_year": "2024",
        "extensions-0-reason": "Nya mål dröjer.",
    }

    assert admin_client.post(address, data).status_code == 302

    period.refresh_from_db()
    assert period.name == "2020–2023, förlängd till 2024"


def test_an_extension_cannot_go_backwards(admin_client, period):
    address = page("period", "change", period.pk)
    data = NO_PARTS | {
        "first_year": "2020",
        "last_year": "2023",
        "version": version_of(admin_client, address),
        "extensions-TOTAL_FORMS": "1",
        "extensions-0-old_last_year": "2023",
        "extensions-0-new_last_year": "2022",
        "extensions-0-reason": "Nya mål dröjer.",
    }

    assert "En förlängning kan bara gå framåt." in admin_client.post(address, data).text
    assert not Extension.objects.exists()


def test_an_indicator_is_linked_to_a_goal_with_the_kind_of_link(admin_client, goal, indicator):
    address = page("goal", "change", goal.pk)
    data = NO_PARTS | {
        "focus_area": goal.focus_area_id,
        "number": "1",
        "title": goal.title,
        "version": version_of(admin_client, address),
        "links-TOTAL_FORMS": "1",
        "links-0-indicator": indicator.pk,
        "links-0-kind": "proposed",
        "links-0-position": "0",
    }

    assert admin_client.post(address, data).status_code == 302

    assert [(link.indicator, link.kind) for link in goal.links.all()] == [(indicator, "proposed")]


@pytest.mark.slow
def test_more_rows_than_a_page_has_are_refused_at_once(admin_client, goal):
    address = page("goal", "change", goal.pk)
    data = NO_PARTS | {"version": version_of(admin_client, address), "links-TOTAL_FORMS": str(10**20)}

    text = admin_client.post(address, data).text

    assert "som mest 250 formulär" in unescape(text)
    assert text.count('name="links-0-indicator"') == 1
    assert "links-250-indicator" not in text


def test_an_indicator_is_linked_to_a_goal_once(admin_client, goal, indicator):
    GoalIndicator.objects.create(goal=goal, indicator=indicator, kind="proxy")
    address = page("goal", "change", goal.pk)
    data = NO_PARTS | {
        "focus_area": goal.focus_area_id,
        "number": "1",
        "title": goal.title,
        "version": version_of(admin_client, address),
        "links-TOTAL_FORMS": "1",
        "links-0-indicator": indicator.pk,
        "links-0-kind": "decided",
        "links-0-position": "0",
    }

    assert "Indikatorn är redan kopplad till målet." in admin_client.post(address, data).text
    assert goal.links.get().kind == "proxy"


def test_the_later_of_two_savers_is_told_and_overwrites_nothing(admin_client, goal):
    address = page("goal", "change", goal.pk)
    data = NO_PARTS | {
        "focus_area": goal.focus_area_id,
        "number": "1",
        "title": "Min lydelse",
        "version": version_of(admin_client, address),
    }
    Goal.objects.update(title="Deras lydelse")

    text = unescape(admin_client.post(address, data).text)

    assert "Mål är nu Deras lydelse, du har Min lydelse" in text
    goal.refresh_from_db()
    assert goal.title == "Deras lydelse"


def test_only_one_vision_is_adopted(admin_client):
    Vision.objects.create(slug="gammal", title="Gammal", statement="Förr.", state="adopted")
    data = {"slug": "ny", "title": "Ny", "statement": "Nu.", "state": "adopted", "position": "0"}

    response = admin_client.post(page("vision", "add"), data)

    assert "Bara en vision i taget kan vara antagen." in response.text
    assert not Vision.objects.filter(slug="ny").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first_year": "99999"}, "mindre än eller lika med 2200"),
        ({"first_year": "abc"}, "heltal"),
        ({"last_year": "2019"}, "Sista året kan inte komma före det första."),
        ({"slug": "å ä ö"}, "slug"),
        ({"source_url": "x" * 600}, "som mest 500 tecken"),
    ],
    ids=str,
)
def test_bad_input_is_answered_in_swedish(admin_client, changes, words):
    data = NO_PARTS | {"first_year": "2020", "last_year": "2023", "slug": "2020-2023"} | changes

    response = admin_client.post(page("period", "add"), data)

    assert response.status_code == 200
    assert words in unescape(response.text)
    assert not Period.objects.exists()


def test_an_area_with_goals_cannot_be_removed(admin_client, goal):
    response = admin_client.post(page("focusarea", "delete", goal.focus_area_id), {"post": "yes"})

    assert "kan inte tas bort, eftersom annat bygger på det:" in response.text
    assert FocusArea.objects.exists()


def test_the_history_of_a_goal_tells_who_changed_it(admin_client, goal):
    address = page("goal", "change", goal.pk)
    data = NO_PARTS | {
        "focus_area": goal.focus_area_id,
        "number": "2",
        "title": goal.title,
        "version": version_of(admin_client, address),
    }
    admin_client.post(address, data)

    text = admin_client.get(page("goal", "history", goal.pk)).text

    assert "admin" in text
    assert "Ändrade Nummer." in text


def test_choices_of_the_same_name_are_told_apart_by_their_period(admin_client, goal):
    later = Period.objects.create(slug="2024-2027", first_year=2024, last_year=2027)
    FocusArea.objects.create(slug="skolan-igen", period=later, name="En skola för alla", hue="lake")

    text = admin_client.get(page("goal", "add")).text

    assert "En skola för alla (2020–2023)" in text
    assert "En skola för alla (2024–2027)" in text
    assert "1. Alla elever är trygga (2020–2023)" in text


def many(first, count):
    unit = Unit.objects.create(slug=f"enhet-{first}", name=f"Enhet {first}")
    for number in range(first, first + count):
        period = Period.objects.create(slug=f"p-{number}", first_year=1950 + number, last_year=1953 + number)
        Extension.objects.create(period=period, old_last_year=1953 + number, new_last_year=1960 + number, reason="–")
        area = FocusArea.objects.create(slug=f"a-{number}", period=period, name=f"Inriktning {number}", hue="lake")
        goal = Goal.objects.create(slug=f"m-{number}", focus_area=area, number=1, title=f"Mål {number}", unit=unit)
        Document.objects.create(slug=f"d-{number}", title=f"Dokument {number}", period=period, goal=goal)
        Vision.objects.create(slug=f"v-{number}", title=f"Vision {number}", statement="…", state="replaced")


@pytest.mark.parametrize("model", ["vision", "period", "focusarea", "goal", "document"])
def test_a_list_asks_the_same_questions_however_long_it_is(admin_client, django_assert_num_queries, model):
    queries = {"vision": 7, "period": 8, "focusarea": 8, "goal": 9, "document": 8}
    for first, count in ((0, 1), (1, 20)):
        many(first, count)
        with django_assert_num_queries(queries[model]):
            admin_client.get(page(model, "changelist"))


def test_a_goal_with_many_links_asks_for_the_indicators_once(admin_client, goal, django_assert_max_num_queries):
    for number in range(20):
        linked = Indicator.objects.create(slug=f"i{number}", name=f"I {number}", measure="count", direction="none")
        GoalIndicator.objects.create(goal=goal, indicator=linked, kind="proxy")

    with django_assert_max_num_queries(14):
        admin_client.get(page("goal", "change", goal.pk))


@pytest.mark.slow
def test_every_kind_of_row_has_a_list_and_a_form_in_swedish(admin_client):
    front = admin_client.get(reverse("admin:index")).text
    for model in admin.site._registry:
        names = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert f'href="{reverse(f"{names}_changelist")}"' in front
        kinds = ("changelist", "add") if f'href="{reverse(f"{names}_add")}"' in front else ("changelist",)
        for kind in kinds:
            response = admin_client.get(reverse(f"{names}_{kind}"))
            assert (response.status_code, response.text.count("<h1>")) == (200, 1)
            assert '<html lang="sv"' in response.text
    assert "Övrigt" not in front, "each kind of row has a place on the first page"
