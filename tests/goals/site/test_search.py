"""The search: what a reader finds, is told and can never find."""

from decimal import Decimal
from html import unescape
from re import findall, search, sub
from urllib.parse import quote

import pytest

from goals.models import Goal
from indicators.models import Indicator, Municipality, Portal
from indicators.vocabulary import Direction, Status

KINDS = {"Mål", "Inriktning", "Indikator", "Vision", "Förslag till vision", "Målperiod", "Så bedömer vi"}


def ask(client, question, **more):
    return client.get("/sok/", {"q": question, **more})


def main(response):
    return response.text.partition("<main")[2].partition("</main>")[0]


def words(response):
    """Return the content as it is read, without tags."""
    return " ".join(unescape(sub(r"<[^>]+>", "", main(response).replace("</", " </"))).split())


def titles(response):
    """Return the names of the hits, in order."""
    return [unescape(sub(r"<[^>]+>", "", title)).strip() for title in findall(r"(?s)<h2>(.+?)</h2>", main(response))]


def marks(response):
    return {unescape(each).casefold() for each in findall(r"<mark>(.+?)</mark>", main(response))}


@pytest.mark.usefixtures("plan")
class TestBothPlans:
    @pytest.mark.parametrize(
        ("asked", "marked"),
        [
            ("läser", "läsa"),
            ("bostad", "bostäder"),
            ("skolor", "skolan"),
            ("trygghet", "trygga"),
            ("elevernas", "elever"),
        ],
    )
    def test_any_form_of_a_word_is_found_and_marked(self, client, asked, marked):
        assert marked in marks(ask(client, asked))

    @pytest.mark.parametrize(
        ("asked", "used"), [("brebdand", "bredband"), ("invnare", "invånare"), ("invanare", "invånare")]
    )
    def test_slip_is_forgiven_and_told(self, client, asked, used):
        page = ask(client, asked)

        assert f"”{asked}” står inte i någon text, så vi sökte på {used}." in words(page)
        assert f"på ”{used}”." in words(page)
        assert "Inget på" not in words(page)
        assert used in marks(page)

    def test_every_hit_says_what_it_is_and_where_the_words_stand(self, client):
        page = ask(client, "skola")

        hits = main(page).split("<article")[1:]
        assert hits
        for hit in hits:
            assert unescape(search(r'class="eyebrow">([^<]+?) *<', hit)[1]) in KINDS
            assert search(r"Träff på ”[^”]+”[^<]* (i|bland) [^<]+\.</p>", unescape(hit))

    def test_goals_and_indicators_carry_their_verdicts(self, client):
        hits = main(ask(client, "trygg")).split("<article")[1:]

        for hit in hits:
            kind = search(r'class="eyebrow">([^<]+?) *<', hit)[1]
            if kind == "Indikator":
                assert "Status: " in hit
                assert "Utveckling: " in hit
        assert "Status: " in "".join(hits)
        assert "distribution-marks" in "".join(hits)

    def test_every_hit_leads_to_a_page_that_has_the_marked_words(self, client):
        for hit in main(ask(client, "bostad")).split("<article")[1:]:
            address = unescape(search(r'<h2><a href="([^"]+)"', hit)[1])
            page = client.get(address)
            assert page.status_code == 200
            shown = unescape(page.text).casefold()
            assert all(unescape(each).casefold() in shown for each in findall(r"<mark>(.+?)</mark>", hit))

    def test_explanations_of_rules_are_found_under_their_headings(self, client):
        page = main(ask(client, "tolerans"))

        assert 'href="/sa-bedomer-vi/#vagen"' in page
        assert "Läs mer" not in page

    def test_number_of_hits_is_told_aloud_and_is_the_number_shown(self, client):
        page = ask(client, "trygg")

        assert '<p class="hits" role="status">' in page.text
        numbers = ("Inga", "En", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta", "Nio", "Tio", "Elva", "Tolv")
        told = search(r"(\w+) träff(ar)? på ”trygg”", words(page))[1]
        assert (numbers.index(told) if told in numbers else int(told)) == len(titles(page))

    def test_hits_by_a_synonym_say_why(self, client):
        page = words(ask(client, "folkmängd"))

        assert "som betyder ungefär detsamma" in page
        assert "”invånare”" in page
        assert "Inga träffar" not in page

    def test_nothing_asked_gives_help_with_words_that_have_hits(self, client):
        page = ask(client, "")

        assert "råkar stava fel" in words(page)
        examples = findall(r'href="(/sok/\?q=[^"]+)"', main(page))
        assert len(examples) == 4
        for address in examples:
            assert titles(client.get(unescape(address)))

    def test_no_hits_give_help_and_a_way_on(self, client):
        page = ask(client, "xyzzyplugh")

        assert "Inga träffar på ”xyzzyplugh”." in words(page)
        assert "Prova ett annat ord" in words(page)
        for address in ("/mal/", "/indikatorer/", "/sa-bedomer-vi/"):
            assert f'href="{address}"' in main(page)

    @pytest.mark.parametrize("asked", ["%", "...!?", "– –", "_"])
    def test_only_punctuation_is_said_in_words(self, client, asked):
        assert "Skriv minst en bokstav eller en siffra." in words(ask(client, asked))

    def test_too_long_a_question_is_cut_and_that_is_told(self, client):
        page = ask(client, "skola " * 50)

        assert "längre än 200 tecken" in words(page)
        assert titles(page) == titles(ask(client, "skola"))

    def test_many_words_are_cut_and_that_is_told(self, client):
        assert "Vi sökte på de tio första." in words(ask(client, " ".join(f"ord{n}" for n in range(15))))

    def test_markup_in_the_question_is_shown_as_it_was_written(self, client):
        page = ask(client, '<script>alert("x")</script> skola')

        assert "<script>alert" not in page.text
        assert 'value="<script>alert("x")</script> skola"' in unescape(main(page))
        assert "på ”skola”." in words(page)

    def test_when_no_place_has_every_word_that_is_told(self, client):
        assert "Inget ställe har alla orden." in words(ask(client, "bredband bibliotek elever tolerans"))

    def test_results_are_not_for_other_search_engines(self, client):
        assert '<meta name="robots" content="noindex, follow">' in ask(client, "skola").text

    def test_a_form_stands_in_the_head_of_every_other_page(self, client):
        for address in ("/", "/mal/", "/finns/inte/"):
            assert client.get(address).text.count('action="/sok/"') >= 1
        assert ask(client, "").text.count('action="/sok/"') == 1


@pytest.mark.usefixtures("olofstrom_plan")
class TestOlofstrom:
    def test_goals_come_before_indicators_and_names_before_texts(self, client):
        page = ask(client, "läser")

        assert titles(page)[0] == "Barn i årskurs 2 kan läsa"

    def test_municipality_is_found_without_its_dots(self, client):
        page = ask(client, "olofstrom")

        assert "”olofstrom” står inte i någon text, så vi sökte på Olofström." in words(page)
        assert "Heja Olofström!" in titles(page)

    def test_indicator_is_found_by_its_number_in_kolada(self, client):
        found = Indicator.objects.exclude(kolada_id="").first()

        assert titles(ask(client, found.kolada_id.lower())) == [found.name]

    def test_whole_words_in_a_name_come_before_a_part_of_one(self, client):
        assert titles(ask(client, "trygga skolor"))[:5] == [
            "Trygga i skolan, åk 5",
            "Trygga i skolan, åk 8",
            "Trygga i skolan, gymnasiet år 2",
            "Eleverna är trygga i skolan, enligt personalen",
            "Barn ska känna sig trygga i skolmiljön",
        ]

    def test_hits_are_judged_as_seen_from_the_chosen_year(self, client):
        page = ask(client, "1 Gbit", ar="2022")

        assert "Läget sett från 2022" in words(page)
        assert Status.ON_TRACK.label in words(page)
        assert 'href="/indikatorer/bredband-1-gbit/?ar=2022"' in page.text
        assert 'name="ar" value="2022"' in page.text

    def test_unreadable_year_is_refused(self, client):
        assert ask(client, "skola", ar="x").status_code == 400

    def test_many_hits_are_turned_page_by_page(self, client):
        first, second = ask(client, "kommun"), ask(client, "kommun", sida="2")

        assert len(titles(first)) == 25
        assert "Sida 1 av" in words(first)
        assert '<ol class="search-hits" start="26">' in second.text
        assert not set(findall(r'<h2><a href="([^"]+)"', first.text)) & set(
            findall(r'<h2><a href="([^"]+)"', second.text)
        )
        assert ask(client, "kommun", sida="99").status_code == 404

    def test_list_of_indicators_is_narrowed_by_any_form_of_a_word(self, client):
        one, many = client.get("/indikatorer/?q=bostad").text, client.get("/indikatorer/?q=bostäder").text

        assert "Färdigställda bostäder" in one
        assert findall(r'href="/indikatorer/[^"?]+/"', one) == findall(r'href="/indikatorer/[^"?]+/"', many)


@pytest.mark.usefixtures("example_plan")
class TestExample:
    def test_hidden_indicators_are_never_found(self, client):
        hidden = Indicator.objects.filter(is_published=False)
        assert hidden.exists()
        for indicator in hidden:
            page = ask(client, indicator.name)
            assert f"/indikatorer/{indicator.slug}/" not in page.text
            assert indicator.name not in titles(page)

    def test_goal_of_an_old_period_says_which(self, client):
        goal = Goal.objects.filter(focus_area__period__last_year__lt=2020).first()

        page = ask(client, goal.title)

        period = goal.focus_area.period
        assert goal.title in titles(page)
        assert f"{goal.focus_area.name}, {period.first_year}–{period.current_last_year}" in words(page)


@pytest.mark.django_db
class TestOddTexts:
    def test_markup_in_a_text_is_shown_and_never_obeyed(self, client):
        home = Municipality.objects.create(code="9998", name="Provköping")
        Portal.objects.create(municipality=home, title="Prov", full_name="Prov", short_name="Prov")
        Indicator.objects.create(
            slug="a",
            name="<b>Buss</b> & tåg",
            definition="<script>alert(1)</script> bussen",
            measure="share",
            direction=Direction.HIGHER,
            tolerance=Decimal(1),
        )

        page = ask(client, "buss").text

        assert "&lt;b&gt;<mark>Buss</mark>&lt;/b&gt; &amp; tåg" in page
        assert "<script>alert" not in page

    def test_empty_portal_says_how_to_fill_it(self, client):
        assert ask(client, "skola").status_code == 404


@pytest.mark.usefixtures("olofstrom_plan")
@pytest.mark.parametrize(
    "asked", ["\u202e", "ﬁ", "İ", "ß", "\U0001f600", "a\u0308", "'; drop table", "*" * 200, "%s{}"]
)
def test_odd_letters_do_not_break_the_page(client, asked):
    assert client.get(f"/sok/?q={quote(asked)}").status_code == 200
