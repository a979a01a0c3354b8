"""The pages of the plan: what a reader meets, with real figures and with a query count that never grows."""

import csv
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from html import unescape
from pathlib import Path
from re import findall, search, sub

import pytest

from goals.models import FocusArea, Goal, GoalIndicator, Period, Vision
from indicators.models import Indicator, Municipality, Outcome, Portal
from indicators.vocabulary import Direction, Origin, OutcomeState, Status

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"


def words(response):
    """Return a page as it is read: without tags, hard spaces as spaces."""
    text = sub(r"<[^>]+>", " ", response.text)
    return " ".join(unescape(text).replace("\u00a0", " ").split())


@pytest.mark.usefixtures("olofstrom_plan")
class TestOlofstrom:
    def test_start_page_shows_the_vision_and_how_far_off_it_was(self, client):
        page = words(client.get("/"))

        assert "Heja Olofström!" in page
        assert "14 000" in page
        assert "12 844" in page
        assert "1 156 färre" in page
        assert Status.MISSED.label in page

    def test_start_page_shows_areas_goals_and_the_year_seen_from(self, client):
        page = words(client.get("/"))

        for name in ("Nära till Allt", "Barnen i Centrum", "Jobb till 1000"):
            assert name in page
        for goal in Goal.objects.all():
            assert goal.title in page
        assert Goal.objects.count() == 11
        assert "Läget 2024, målperiodens sista år" in page
        assert "förlängdes till 2024" in page

    @pytest.mark.parametrize("year", [2022, 2024])
    def test_broadband_is_judged_on_the_value_of_2022_for_two_years(self, client, year):
        page = words(client.get(f"/indikatorer/bredband-1-gbit/?ar={year}"))

        assert "96,7 % år 2022" in page
        assert Status.ON_TRACK.label in page
        assert "Väntat 2022: 89,3 + (100 − 89,3) · (2022 − 2021) / (2025 − 2021) = 92,0 %." in page

    def test_what_to_keep_in_mind_stands_beside_the_chart(self, client):
        page = words(client.get("/indikatorer/bra-bemotande/"))

        assert "Att tänka på" in page
        assert "416" in page

    def test_broadband_loses_its_verdict_when_the_value_is_too_old(self, client):
        page = words(client.get("/indikatorer/bredband-1-gbit/?ar=2025"))

        assert Status.UNKNOWN.label in page
        assert f"Senaste utfallet är från 2022, då: {Status.ON_TRACK.label}" in page

    def test_page_says_when_a_target_is_our_reading(self, client):
        page = words(client.get("/indikatorer/internet-i-aldreboenden/?ar=2023"))

        assert Status.REACHED.label in page
        assert "vår läsning" in page

    def test_safety_in_year_eight_is_getting_worse(self, client):
        page = words(client.get("/indikatorer/trygga-i-skolan-ak-8/?ar=2026"))

        assert "73,9 % år 2026" in page
        assert "Försämras" in page
        assert "75,9 % (2022), 74,8 % (2024), 73,9 % (2026)" in page

    def test_inhabitants_of_2025_are_missed_as_seen_from_2025(self, client):
        page = words(client.get("/indikatorer/invanare/?ar=2025"))

        assert Status.MISSED.label in page
        assert "Det skiljer 1 156 invånare" in page

    def test_only_the_documented_targets_are_shown(self, client):
        with_target = Indicator.objects.exclude(targets=None).values_list("slug", flat=True)

        assert set(with_target) == {
            "invanare",
            "bredband-1-gbit",
            "internet-i-aldreboenden",
            "internet-i-stod-och-serviceboenden",
        }

    def test_the_municipalitys_own_words_stand_unchanged(self, client):
        page = words(client.get("/perioder/2020-2023/"))

        assert "Olofströms kommun ska vara stolt och expansiv. År 2025 är vi 14 000 invånare." in page
        assert "har kommunfullmäktige valt att fokusera på tre inriktningar:" in page
        assert "De nuvarande målen är förlängda med ett år och gäller också 2024." in page

    def test_goals_without_an_indicator_say_what_is_not_known(self, client):
        for slug in Goal.objects.exclude(gap_note="").values_list("slug", flat=True):
            assert "Uppgift saknas" in words(client.get(f"/mal/{slug}/")) or "vet inte" in words(
                client.get(f"/mal/{slug}/")
            )
        assert Goal.objects.exclude(gap_note="").count() >= 3

    @pytest.mark.slow
    def test_every_outcome_of_the_data_is_on_its_page_as_published(self, client):
        decimals = dict(Indicator.objects.values_list("slug", "decimals"))
        categories = dict(Indicator.objects.values_list("slug", "categories"))
        expected = {}
        with (FIXTURES / "olofstrom" / "utfall.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["kommun_kod"] == "1060" and row["kon"] == "T" and row["varde"]:
                    expected.setdefault(row["indikator"], []).append((row["ar"], Decimal(row["varde"])))
        assert sum(map(len, expected.values())) >= 390
        for slug, values in expected.items():
            page = words(client.get(f"/indikatorer/{slug}/"))
            table = page[page.index("Alla värden") :]
            for year, value in values:
                step = categories[slug]
                text = step[int(value)] if step else swedish(value, decimals[slug])
                assert f" {year} {text}" in table or f" {year} plats {text}" in table, (slug, year, text)


def swedish(value, decimals):
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{rounded:,f}".replace(",", " ").replace(".", ",").replace("-", "−")


@pytest.mark.usefixtures("example_plan")
class TestExample:
    def test_every_page_says_that_the_figures_are_made_up(self, client):
        assert "Exempeldata" in words(client.get("/"))

    def test_a_draft_is_on_no_page_and_in_no_file(self, client):
        drafts = Outcome.objects.filter(state=OutcomeState.DRAFT).select_related("indicator", "municipality")
        assert drafts.exists()
        for draft in drafts:
            rows = client.get(f"/indikatorer/{draft.indicator.slug}.csv").text.splitlines()
            key = f",{draft.municipality.code},{draft.municipality.name},{draft.year},{draft.sex},"
            assert not [row for row in rows if key in row]

    def test_a_hidden_indicator_has_no_page_and_no_file(self, client):
        hidden = Indicator.objects.filter(is_published=False)
        assert hidden.exists()
        for indicator in hidden:
            for address in (f"/indikatorer/{indicator.slug}/", f"/indikatorer/{indicator.slug}.csv"):
                assert client.get(address).status_code == 404

    def test_hidden_indicator_adds_no_source_count_or_year(self, client):
        hidden = Indicator.objects.filter(is_published=False).first()
        about, (first, *_) = words(client.get("/om/")), findall(r"mellan (\d{4}) och", client.get("/?ar=1901").text)

        Outcome.objects.create(
            indicator=hidden,
            municipality=Portal.objects.get().municipality,
            year=1902,
            value=Decimal(1),
            source="Hemlig utredning",
            origin=Origin.OWN,
            state=OutcomeState.PUBLISHED,
        )

        assert words(client.get("/om/")) == about
        assert f"mellan {first} och" in client.get("/?ar=1901").text

    def test_ended_period_shows_its_goals_as_they_stood_at_its_end(self, client):
        old = Period.objects.order_by("first_year").first()

        page = words(client.get(f"/perioder/{old.slug}/"))

        assert f"förlängdes till {old.current_last_year}" in page
        for goal in Goal.objects.filter(focus_area__period=old):
            assert goal.title in page

    def test_a_missing_value_says_why(self, client):
        missing = Outcome.objects.published().filter(value=None, municipality__portal__isnull=False)
        yearly = missing.filter(indicator__is_published=True, indicator__interval=1)
        for outcome in yearly.select_related("indicator")[:10]:
            page = words(client.get(f"/indikatorer/{outcome.indicator.slug}/"))
            assert f"Uppgift saknas {outcome.get_missing_reason_display().lower()}" in page


@pytest.mark.usefixtures("olofstrom_plan")
class TestList:
    def test_list_is_narrowed_by_words_wherever_they_stand(self, client):
        page = words(client.get("/indikatorer/?q=GLESBEBYGGT"))

        assert "1 av 65 indikatorer" in page
        assert "glesbebyggt område" in page

    def test_list_is_narrowed_by_area_and_status(self, client):
        page = words(client.get("/indikatorer/?inriktning=nara-till-allt&status=reached&ar=2023"))

        assert "2 av 65 indikatorer" in page

    def test_list_without_hits_says_what_to_do(self, client):
        page = words(client.get("/indikatorer/?q=finnsinte"))

        assert "0 av 65 indikatorer" in page
        assert "Visa alla indikatorer" in page

    def test_unknown_status_is_refused_in_words(self, client):
        response = client.get("/indikatorer/?status=bra")

        assert response.status_code == 400
        assert "Statusen i adressen finns inte" in words(response)


@pytest.mark.usefixtures("olofstrom_plan")
class TestBadInput:
    @pytest.mark.parametrize(
        ("address", "status", "message"),
        [
            ("/?ar=abc", 400, "Skriv året i adressen med fyra siffror"),
            ("/?ar=20225", 400, "Skriv året i adressen med fyra siffror"),
            ("/?ar=٢٠٢٢", 400, "Skriv året i adressen med fyra siffror"),
            ("/?ar=1850", 404, "Det finns inga uppgifter att visa för år 1850"),
            ("/?ar=2199", 404, "Det finns inga uppgifter att visa för år 2199"),
            ("/indikatorer/finns-inte/", 404, "Indikatorn finns inte"),
            ("/mal/finns-inte/", 404, ""),
            ("/inriktningar/finns-inte/", 404, ""),
            ("/perioder/finns-inte/", 404, ""),
            ("/finns/inte/", 404, ""),
            ("/indikatorer/?q=" + "x" * 10_000, 400, ""),
            ("/indikatorer/?q=%00", 400, ""),
        ],
    )
    def test_bad_address_gets_the_right_code_and_swedish_words(self, client, address, status, message):
        response = client.get(address)

        assert response.status_code == status
        assert '<html lang="sv">' in response.text
        assert message in words(response)
        assert "Traceback" not in response.text

    def test_pages_only_answer_reading(self, client):
        for address in ("/", "/indikatorer/", "/om/"):
            assert client.post(address).status_code == 405


@pytest.mark.django_db
class TestEmptyPortal:
    def test_empty_portal_says_how_to_fill_it(self, client):
        response = client.get("/")

        assert response.status_code == 404
        assert "load_plan" in words(response)


def make_plan(indicators):
    """Store a plan of so many indicators with 20 values each."""
    home = Municipality.objects.create(code="9998", name="Provköping")
    Portal.objects.create(municipality=home, title="Prov", full_name="Provköpings kommun", short_name="Provköping")
    Vision.objects.create(slug="v", title="Vision", statement="Allt", state=Vision.State.ADOPTED)
    period = Period.objects.create(slug="p", first_year=2020, last_year=2026)
    area = FocusArea.objects.create(slug="a", period=period, name="Område", hue="lake")
    goal = Goal.objects.create(slug="g", focus_area=area, number=1, title="Mål")
    rows = Indicator.objects.bulk_create(
        Indicator(slug=f"i{n}", name=f"Indikator {n}", measure="share", direction=Direction.HIGHER)
        for n in range(indicators)
    )
    GoalIndicator.objects.bulk_create(
        GoalIndicator(goal=goal, indicator=row, kind=GoalIndicator.Kind.PROPOSED) for row in rows
    )
    Outcome.objects.bulk_create(
        Outcome(
            indicator=row,
            municipality=home,
            year=year,
            value=Decimal(year % 7),
            source="Prov",
            origin=Origin.OWN,
            state=OutcomeState.PUBLISHED,
        )
        for row in rows
        for year in range(2005, 2025)
    )


@pytest.mark.django_db
def test_today_decides_the_year_where_none_is_chosen(client, monkeypatch):
    make_plan(1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2023, 5, 1))

    assert "Läget i dag, 2023" in words(client.get("/"))


@pytest.mark.django_db
class TestLongList:
    def test_every_indicator_is_on_one_page_of_a_long_list(self, client):
        make_plan(60)
        found, address = [], "/indikatorer/"
        while address:
            page = client.get(address).text
            found += findall(r'href="/indikatorer/(i\d+)/"', page)
            onward = search(r'href="([^"]+)" rel="next"', page)
            address = unescape(onward[1]) if onward else ""

        assert sorted(found) == sorted(f"i{number}" for number in range(60))

    @pytest.mark.parametrize(("number", "status"), [("4", 404), ("0", 404), ("x", 400), ("9" * 50, 400), ("-1", 400)])
    def test_page_that_is_not_there_is_said_in_words(self, client, number, status):
        make_plan(60)

        assert client.get(f"/indikatorer/?sida={number}").status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("indicators", "address", "sentence"),
    [
        (1, "/mal/g/", "En indikator följer målet"),
        (2, "/mal/g/", "Två indikatorer följer målet"),
        (1, "/", "En inriktning och dess mål"),
        (1, "/sok/?q=omr%C3%A5de", "En träff på ”område”"),
    ],
)
def test_count_of_one_is_written_with_its_own_gender(client, indicators, address, sentence):
    make_plan(indicators)

    assert sentence in words(client.get(address))
