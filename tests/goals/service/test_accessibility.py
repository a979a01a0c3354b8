"""The statement of accessibility says what the law asks for, under the authority's headings, from data alone."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from goals.content.load import published_statement
from goals.models import AccessibilityGap, AccessibilityStatement
from goals.models.accessibility import LAST_CRITERION, has_come, is_in_wcag
from goals.service.statement import NONE_LISTED, statement_page
from indicators.models import Portal

HEADINGS = [
    "Hur tillgänglig är webbplatsen?",
    "Vad kan du göra om du inte kan använda delar av webbplatsen?",
    "Rapportera brister i webbplatsens tillgänglighet",
    "Tillsyn",
    "Teknisk information om webbplatsens tillgänglighet",
    "Innehåll som inte är tillgängligt",
    "Hur vi testat webbplatsen",
]


def words(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).replace("\u00a0", " ").split())


def headings(page, level):
    main = page.text.partition("<main")[2].partition("</main>")[0]
    return [unescape(text).strip() for text in re.findall(rf"<h{level}[^>]*>([^<]+)</h{level}>", main)]


def a_statement(**facts):
    facts = {
        "conformity": "partial",
        "assessment": "own",
        "assessed_on": date(2026, 3, 2),
        "updated_on": date(2026, 3, 9),
        "method": "Med tangentbord.",
    } | facts
    return AccessibilityStatement.objects.create(**facts)


def page_of(statement):
    return statement_page(published_statement(statement))


def a_gap(statement, slug="bilder", **facts):
    facts = {"need": "no_sight", "criterion": "1.1.1", "description": "Bilder.", "reason": "lack"} | facts
    return AccessibilityGap.objects.create(statement=statement, slug=slug, **facts)


def test_the_headings_are_those_of_the_model(plan, client):
    page = client.get("/tillganglighet/")

    assert headings(page, 1) == [f"Tillgänglighet för {Portal.objects.get().title}"]
    assert headings(page, 2) == HEADINGS
    assert headings(page, 3) == [
        "Bristande förenlighet med lagkraven",
        "Oskäligt betungande anpassning",
        "Innehåll som inte omfattas av lagen",
    ]


def test_statement_names_owner_and_links_to_form_and_authority(plan, client):
    page = client.get("/tillganglighet/")

    portal = Portal.objects.get()
    assert f"Ansvarig offentlig aktör är {portal.full_name}." in words(page)
    assert 'href="https://www.digg.se/tdosanmalan"' in page.text
    assert 'href="/kontakt/?arende=accessibility"' in page.text
    assert 'href="/kontakt/?arende=version"' in page.text


def test_its_days_are_real_and_in_order(plan, client):
    page = client.get("/tillganglighet/")

    statement = AccessibilityStatement.objects.get()
    assert statement.assessed_on <= statement.updated_on <= timezone.localdate()
    for day in (statement.assessed_on, statement.updated_on):
        assert f'<time datetime="{day.isoformat()}">' in page.text


@pytest.mark.usefixtures("olofstrom_plan")
def test_olofstrom_is_not_said_to_have_assessed_anything(client):
    text = words(client.get("/tillganglighet/"))

    assert "Olofströms kommun har varken bedömt portalen eller godkänt redogörelsen" in text
    assert "Kommunen ansvarar för den först om den tar portalen i bruk." in text
    assert "delvis förenlig" in text
    assert "Vi vet att" not in text
    assert NONE_LISTED in text


@pytest.mark.usefixtures("example_plan")
def test_gaps_stand_under_whom_they_shut_out_and_under_why(client):
    page = client.get("/tillganglighet/")

    lacks, burdens, outside = page.text.partition("Bristande förenlighet med lagkraven</h3>")[2].split("<h3>")
    assert headings(page, 4)[:4] == [
        "Problem vid användning utan synförmåga",
        "Problem vid användning med nedsatt syn",
        "Problem vid användning med nedsatt färgseende",
        "Problem vid användning utan hörsel",
    ]
    assert "Åtgärdas senast den" in lacks
    assert "31 mars 2027" in lacks
    assert "12 §" in burdens
    assert "kosta mer än att driva portalen" in burdens
    assert "(9 §)" in outside
    assert "1.2.4" in outside
    assert page.text.count('id="brist-') == AccessibilityGap.objects.count() == 8


@pytest.mark.usefixtures("olofstrom_plan")
def test_portal_without_statement_says_so_and_takes_reports(client):
    AccessibilityStatement.objects.all().delete()

    page = client.get("/tillganglighet/")

    assert page.status_code == 200
    assert "det finns ingen tillgänglighetsredogörelse att visa" in words(page)
    assert headings(page, 2) == HEADINGS[1:4]
    assert "/kontakt/?arende=accessibility" in page.text
    assert "förenlig med lagen" not in words(page)


@pytest.mark.parametrize("path", ["/", "/mal/", "/om/", "/kontakt/", "/tillganglighet/", "/finns-inte/"])
def test_every_page_links_to_it(olofstrom_plan, client, path):
    footer = client.get(path).text.partition("<footer")[2]

    for link in ("/tillganglighet/", "/kakor/", "/kontakt/"):
        assert f'href="{link}"' in footer


@pytest.mark.django_db
def test_every_group_of_the_model_can_be_told():
    statement = a_statement()
    for need in AccessibilityGap.Need:
        a_gap(statement, slug=need.value.replace("_", "-"), need=need)

    groups = page_of(statement).lacks

    assert [group.heading for group in groups] == [
        "Problem vid användning utan synförmåga",
        "Problem vid användning med nedsatt syn",
        "Problem vid användning med nedsatt färgseende",
        "Problem vid användning utan hörsel",
        "Problem vid användning med nedsatt hörsel",
        "Problem vid användning utan röstförmåga",
        "Problem vid användning med nedsatt finmotorik eller styrka",
        "Problem vid användning med nedsatt rörlighet",
        "Problem vid användning med känslighet för flimmer",
        "Problem vid användning med kognitiv nedsättning",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("conformity", "said"), [("full", "helt förenlig"), ("partial", "delvis förenlig"), ("none", "inte förenlig")]
)
def test_each_degree_of_conformity_has_its_sentence(conformity, said):
    assert f"är {said} med lagen" in page_of(a_statement(conformity=conformity)).conformity


@pytest.mark.django_db
def test_what_is_fully_accessible_is_not_said_to_hide_anything():
    page = page_of(a_statement(conformity="full"))

    assert page.none_listed == "Det finns inga kända brister."
    assert page.how_accessible == "Vi känner inte till några brister i tillgängligheten."


@pytest.mark.django_db
@pytest.mark.parametrize(
    "write",
    [
        lambda: a_statement(updated_on=date(2026, 3, 1)),
        lambda: (a_statement(), a_statement()),
        lambda: a_gap(a_statement(), reason="burden"),
        lambda: [a_gap(statement) for statement in [a_statement()] * 2],
    ],
    ids=["updated before assessed", "two statements", "burden without motivation", "two gaps of one address"],
)
def test_the_database_refuses_what_cannot_be(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.parametrize("text", ["1.4.10", "2.5.8", "4.1.3", "3.3.9"])
def test_a_number_of_wcag_is_taken(text):
    assert is_in_wcag(text) is None


@pytest.mark.parametrize("text", ["", "1", "1.4", "1.4.0", "1.4.14", "1.4.010", "5.1.1", "4.1.4", "1.4.1.1", "１.1.1"])
def test_a_number_that_is_not_in_wcag_is_refused(text):
    with pytest.raises(ValidationError, match=r"finns inte i WCAG 2\.2"):
        is_in_wcag(text)


def test_wcag_has_its_eighty_seven_criteria():
    assert sum(LAST_CRITERION.values()) == 87


def test_tomorrow_has_not_come():
    today = timezone.localdate()

    assert has_come(today) is None
    with pytest.raises(ValidationError, match="har inte kommit"):
        has_come(today + timedelta(days=1))


NO_GAPS = {"gaps-TOTAL_FORMS": "0", "gaps-INITIAL_FORMS": "0"}
WRITTEN = {
    "conformity": "partial",
    "assessment": "own",
    "assessed_on": "2026-03-02",
    "updated_on": "2026-03-09",
    "method": "Med tangentbord.",
}
ONE_GAP = {
    "gaps-TOTAL_FORMS": "1",
    "gaps-INITIAL_FORMS": "0",
    "gaps-0-need": "no_sight",
    "gaps-0-criterion": "1.1.1",
    "gaps-0-description": "Bilder utan beskrivning.",
    "gaps-0-reason": "lack",
    "gaps-0-slug": "bilder",
    "gaps-0-position": "1",
}
ADD = "/admin/goals/accessibilitystatement/add/"


@pytest.mark.django_db
def test_an_official_writes_the_statement_with_its_gaps(admin_client):
    answer = admin_client.post(ADD, WRITTEN | ONE_GAP)

    assert answer.status_code == 302
    assert AccessibilityStatement.objects.get().gaps.get().description == "Bilder utan beskrivning."
    assert admin_client.get(ADD).status_code == 403, "there is one statement only"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (NO_GAPS | {"updated_on": "2026-03-01"}, "kan inte vara uppdaterad före den senaste bedömningen"),
        (NO_GAPS | {"updated_on": "2199-03-01"}, "Dagen har inte kommit än."),
        (ONE_GAP | {"conformity": "full"}, "Det som är helt förenligt med lagen har inga brister"),
        (ONE_GAP | {"gaps-0-criterion": "9.9.9"}, "Numret finns inte i WCAG 2.2"),
        (ONE_GAP | {"gaps-0-reason": "burden"}, "måste motiveras (12 §)"),
    ],
)
def test_the_administration_refuses_what_cannot_be(admin_client, changes, said):
    page = admin_client.post(ADD, WRITTEN | changes)

    assert page.status_code == 200
    assert said in words(page)
    assert not AccessibilityStatement.objects.exists()


@pytest.mark.django_db
def test_content_outside_the_law_is_no_gap_in_full_conformity(admin_client):
    answer = admin_client.post(ADD, WRITTEN | ONE_GAP | {"conformity": "full", "gaps-0-reason": "outside"})

    assert answer.status_code == 302
