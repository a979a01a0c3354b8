"""Bad, empty, huge and hostile input in the forms of the plan: a Swedish answer at the field, and nothing is lost."""

from html import unescape

import pytest
from django.urls import reverse

from goals.models import Document, Extension, FocusArea, Goal, GoalIndicator, Period, Vision
from indicators.models import Indicator
from tests.indicators.admin.pages import errors_of, filled

pytestmark = pytest.mark.django_db
MODELS = {"vision": Vision, "period": Period, "focusarea": FocusArea, "goal": Goal, "document": Document}
HUGE = str(10**20)  # more than any database holds


def page(model, kind, *args):
    return reverse(f"admin:goals_{model}_{kind}", args=args)


@pytest.fixture
def there():
    """The period 2020–2023 with an area that has one goal."""
    period = Period.objects.create(slug="2020-2023", first_year=2020, last_year=2023)
    area = FocusArea.objects.create(slug="skolan", period=period, name="En skola för alla", hue="lake")
    return Goal.objects.create(slug="trygga-elever", focus_area=area, number=1, title="Alla elever är trygga")


@pytest.fixture
def indicator():
    return Indicator.objects.create(slug="trygga", name="Trygga elever", measure="share", direction="higher")


def new_row(model, there):
    """Return what a browser posts to add a row, with every required field and one that may be empty."""
    return {
        "vision": {
            "title": "Framåt",
            "slug": "framat",
            "statement": "Vi växer.",
            "state": "proposed",
            "note": "Skriven nyss.",
        },
        "period": {"first_year": "2024", "last_year": "2027", "slug": "2024-2027", "text": "Skriven nyss."},
        "focusarea": {
            "name": "Naturen",
            "slug": "naturen",
            "period": there.focus_area.period_id,
            "hue": "forest",
            "text": "Skriven nyss.",
        },
        "goal": {
            "focus_area": there.focus_area_id,
            "number": "2",
            "title": "Fler läser",
            "slug": "fler-laser",
            "text": "Skriven nyss.",
        },
        "document": {"title": "Planen", "slug": "planen", "note": "Skriven nyss."},
    }[model]


def sent(client, model, there, **changes):
    return filled(client.get(page(model, "add"))) | new_row(model, there) | changes


@pytest.mark.parametrize("model", MODELS)
def test_a_new_row_is_saved_as_it_was_written(admin_client, there, model):
    assert admin_client.post(page(model, "add"), sent(admin_client, model, there)).status_code == 302

    stored = MODELS[model].objects.get(slug=new_row(model, there)["slug"])
    assert {name: str(stored.serializable_value(name)) for name in new_row(model, there)} == {
        name: str(value) for name, value in new_row(model, there).items()
    }


@pytest.mark.parametrize(
    ("model", "changes", "words"),
    [
        ("vision", {"title": ""}, "måste fyllas i"),
        ("vision", {"title": "x" * 151}, "som mest 150 tecken"),
        ("vision", {"statement": " \r\n "}, "måste fyllas i"),
        ("vision", {"statement": "Vi\x00växer"}, "Null-tecken"),
        ("vision", {"state": "hemlig"}, "hemlig finns inte bland"),
        ("vision", {"decision": "99999"}, "Välj ett giltigt alternativ"),
        ("vision", {"headline_indicator": "invånare"}, "Välj ett giltigt alternativ"),
        ("vision", {"source_url": "javascript:alert(1)"}, "giltig URL"),
        ("vision", {"published_on": "2026-02-30"}, "giltigt datum"),
        ("vision", {"updated_on": "i går"}, "giltigt datum"),
        ("vision", {"position": "-1"}, "större än eller lika med 0"),
        ("vision", {"slug": "fram åt"}, "giltig"),
        ("period", {"first_year": ""}, "måste fyllas i"),
        ("period", {"last_year": HUGE}, "mindre än eller lika med 2200"),
        ("period", {"last_year": "2027,5"}, "heltal"),
        ("period", {"vision": "99999"}, "Välj ett giltigt alternativ"),
        ("period", {"slug": "2020-2023"}, "finns redan"),
        ("focusarea", {"name": "x" * 101}, "som mest 100 tecken"),
        ("focusarea", {"tagline": "x" * 151}, "som mest 150 tecken"),
        ("focusarea", {"period": ""}, "måste fyllas i"),
        ("focusarea", {"period": "99999"}, "Välj ett giltigt alternativ"),
        ("focusarea", {"hue": "#ff0000"}, "finns inte bland"),
        ("focusarea", {"position": HUGE}, "mindre än eller lika med"),
        ("focusarea", {"slug": "skolan"}, "finns redan"),
        ("goal", {"number": "ett"}, "heltal"),
        ("goal", {"number": "-1"}, "större än eller lika med 0"),
        ("goal", {"number": HUGE}, "mindre än eller lika med"),
        ("goal", {"title": "x" * 251}, "som mest 250 tecken"),
        ("goal", {"focus_area": "99999"}, "Välj ett giltigt alternativ"),
        ("goal", {"unit": "1; DROP TABLE"}, "Välj ett giltigt alternativ"),
        ("goal", {"continues": "99999"}, "Välj ett giltigt alternativ"),
        ("goal", {"slug": "trygga-elever"}, "finns redan"),
        ("document", {"title": ""}, "måste fyllas i"),
        ("document", {"url": "planen på nätet"}, "giltig URL"),
        ("document", {"url": f"https://kommunen.example/{'x' * 500}"}, "som mest 500 tecken"),
        ("document", {"kind": "x" * 61}, "som mest 60 tecken"),
        ("document", {"position": "först"}, "heltal"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bad_input_is_answered_at_its_field_and_the_rest_kept(admin_client, there, model, changes, words):
    before = MODELS[model].objects.count()
    [field] = changes
    data = sent(admin_client, model, there, **changes)

    response = admin_client.post(page(model, "add"), data)

    found = errors_of(response)
    assert (list(found), words in found[field][0]) == ([field], True), found
    assert MODELS[model].objects.count() == before
    form = response.context["adminform"].form
    assert {name: str(form[name].value()) for name in new_row(model, there)} == {
        name: str(data[name]) for name in new_row(model, there)
    }


@pytest.mark.parametrize(
    ("model", "changes", "words"),
    [
        ("vision", {"state": "adopted"}, "Bara en vision i taget kan vara antagen."),
        ("period", {"last_year": "2023"}, "Sista året kan inte komma före det första."),
        ("period", {"first_year": "2020"}, "Det finns redan en period som börjar det året."),
        ("goal", {"number": "1"}, "Inriktningen har redan ett mål med det numret."),
    ],
)
def test_what_the_plan_cannot_say_is_told_above_the_form(admin_client, there, model, changes, words):
    Vision.objects.create(slug="antagen", title="Antagen", statement="Nu.", state="adopted")
    before = MODELS[model].objects.count()

    response = admin_client.post(page(model, "add"), sent(admin_client, model, there, **changes))

    assert errors_of(response) == {"__all__": [words]}
    assert MODELS[model].objects.count() == before


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ({"old_last_year": "", "new_last_year": "2024", "reason": "Dröjer."}, "old_last_year", "måste fyllas i"),
        ({"old_last_year": "2023", "new_last_year": "2024", "reason": "  "}, "reason", "måste fyllas i"),
        ({"old_last_year": "2023", "new_last_year": HUGE, "reason": "Dröjer."}, "new_last_year", "mindre än"),
        ({"old_last_year": "tjugo", "new_last_year": "2024", "reason": "Dröjer."}, "old_last_year", "heltal"),
        ({"old_last_year": "2023", "new_last_year": "2024", "reason": "D", "decision": "9"}, "decision", "giltigt"),
    ],
)
def test_bad_extension_is_answered_at_its_field(admin_client, there, row, field, words):
    address = page("period", "change", there.focus_area.period_id)
    data = filled(admin_client.get(address)) | {f"extensions-0-{name}": value for name, value in row.items()}

    response = admin_client.post(address, data)

    [extensions] = [each.formset for each in response.context["inline_admin_formsets"] if each.opts.model is Extension]
    assert (list(extensions.errors[0]), words in extensions.errors[0][field][0]) == ([field], True)
    assert extensions.forms[0]["new_last_year"].value() == row["new_last_year"]
    assert not Extension.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"links-0-indicator": ""}, "måste fyllas i"),
        ({"links-0-kind": "gissad"}, "gissad finns inte bland"),
        ({"links-0-position": "-1"}, "större än eller lika med 0"),
        ({"links-0-note": "en\x00not"}, "Null-tecken"),
    ],
    ids=str,
)
def test_bad_link_loses_nothing_of_the_goals_page(admin_client, there, indicator, changes, words):
    address = page("goal", "change", there.pk)
    link = {"links-0-indicator": indicator.pk, "links-0-kind": "proxy", "links-0-note": "Skriven nyss."}
    data = filled(admin_client.get(address)) | link | {"text": "Målets nya text."} | changes

    text = unescape(admin_client.post(address, data).text)

    assert words in text
    assert "Målets nya text." in text
    assert "Skriven nyss." in text or "links-0-note" in changes
    there.refresh_from_db()
    assert (there.text, GoalIndicator.objects.count()) == ("", 0)


@pytest.mark.parametrize("model", MODELS)
def test_nothing_sent_at_all_is_asked_for_in_words(admin_client, there, model):
    before = MODELS[model].objects.count()

    response = admin_client.post(page(model, "add"), {})

    assert response.status_code == 200
    assert MODELS[model].objects.count() == before
    assert {words for found in errors_of(response).values() for words in found} == {"Detta fält måste fyllas i."}


@pytest.mark.parametrize("model", MODELS)
def test_hostile_text_is_kept_and_shown_as_text(admin_client, there, model):
    hostile = '"><script>alert(1)</script>{{ 7|add:7 }}'
    name = "text" if model in {"period", "focusarea", "goal"} else "note"

    answer = admin_client.post(page(model, "add"), sent(admin_client, model, there, **{name: hostile}))

    assert answer.status_code == 302
    stored = MODELS[model].objects.get(slug=new_row(model, there)["slug"])
    shown = admin_client.get(page(model, "change", stored.pk))
    assert getattr(stored, name) == hostile
    assert "<script>alert" not in shown.text
    assert filled(shown)[name] == hostile


def test_a_long_text_is_taken_whole(admin_client, there):
    text = "Å" * 100_000

    assert admin_client.post(page("goal", "add"), sent(admin_client, "goal", there, text=text)).status_code == 302

    assert Goal.objects.get(slug="fler-laser").text == text
