"""The statement as its page shows it: each gap once, under why it is there and whom it shuts out."""

from datetime import date

import pytest

from goals.content.load import current_content
from goals.models import AccessibilityGap, AccessibilityStatement
from goals.service.statement import (
    ALL_ARE_BURDENS,
    HOW_ACCESSIBLE,
    NONE_AT_ALL,
    NONE_LISTED,
    NOT_LOOKED_THROUGH,
    statement_page,
)

pytestmark = pytest.mark.django_db


def page_of(*gaps, **facts):
    given = {"conformity": "partial", "assessment": "own", "method": "Med tangentbord."}
    days = {"assessed_on": date(2026, 3, 2), "updated_on": date(2026, 3, 9)}
    statement = AccessibilityStatement.objects.create(**given | days | facts)
    for number, gap in enumerate(gaps):
        words = {"need": "no_sight", "criterion": "1.1.1", "description": "Bilder.", "reason": "lack"}
        AccessibilityGap.objects.create(statement=statement, slug=f"brist-{number}", position=number, **words | gap)
    return statement_page(current_content().statement)


def shown(groups):
    return [(group.heading, [gap.description for gap in group.gaps]) for group in groups]


def test_gaps_that_shut_out_the_same_readers_share_a_heading():
    page = page_of(
        {"need": "hands", "description": "Små knappar."},
        {"need": "no_sight", "description": "Bilder."},
        {"need": "hands", "description": "Dra och släpp."},
    )

    assert shown(page.lacks) == [
        ("Problem vid användning utan synförmåga", ["Bilder."]),
        ("Problem vid användning med nedsatt finmotorik eller styrka", ["Små knappar.", "Dra och släpp."]),
    ]


def test_each_gap_stands_under_its_own_reason_only():
    page = page_of(
        {"description": "Bilder."},
        {"description": "Protokoll.", "reason": "burden", "motivation": "De är tusen."},
        {"description": "Kartor.", "reason": "outside"},
    )

    found = [
        [words for _, texts in shown(groups) for words in texts] for groups in (page.lacks, page.burdens, page.outside)
    ]
    assert found == [["Bilder."], ["Protokoll."], ["Kartor."]]


def test_a_gap_carries_what_a_reader_needs_to_know():
    page = page_of(
        {"reason": "burden", "motivation": "De är tusen.", "fixed_by": date(2027, 3, 31), "criterion": "1.3.1"}
    )

    [gap] = page.burdens[0].gaps
    assert (gap.slug, gap.criterion, gap.motivation, gap.fixed_by) == (
        "brist-0",
        "1.3.1",
        "De är tusen.",
        date(2027, 3, 31),
    )


@pytest.mark.parametrize("conformity", ["partial", "none"])
def test_lacks_that_nobody_has_listed_are_not_claimed_known(conformity):
    page = page_of(conformity=conformity)

    assert (page.how_accessible, page.none_listed) == (NOT_LOOKED_THROUGH, NONE_LISTED)


@pytest.mark.parametrize("conformity", ["partial", "none"])
def test_lacks_that_are_listed_are_said_to_be_known(conformity):
    page = page_of({}, conformity=conformity)

    assert page.how_accessible == HOW_ACCESSIBLE[conformity]
    assert page.lacks


BURDEN = {"reason": "burden", "motivation": "De är tusen."}
OUTSIDE = {"reason": "outside"}


@pytest.mark.parametrize("conformity", ["full", "partial", "none"])
@pytest.mark.parametrize("gaps", [(), ({},), (BURDEN,), (OUTSIDE,), (BURDEN, OUTSIDE), ({}, BURDEN)], ids=str)
def test_no_page_says_both_that_something_lacks_and_nothing_does(client, home, conformity, gaps):
    page = page_of(*gaps, conformity=conformity)
    text = client.get("/tillganglighet/").text

    says_full = "helt förenlig" in page.conformity
    lacks = any(gap.get("reason") != "outside" for gap in gaps)
    assert says_full == (conformity == "full" and not lacks)
    assert (NONE_AT_ALL in text) == (says_full and not page.lacks)
    assert ("inte till några brister" in text) == says_full
    assert ("Vi vet att" in text) == (lacks and not says_full)


def test_burdens_alone_are_not_said_to_be_nothing():
    assert page_of(BURDEN).none_listed == ALL_ARE_BURDENS


@pytest.mark.parametrize(("assessment", "words"), [("own", "självskattning"), ("independent", "oberoende granskning")])
def test_who_has_assessed_is_said(assessment, words):
    assert words in page_of(assessment=assessment).assessment


def test_note_method_and_answer_time_are_the_officials_own_words():
    page = page_of(note="Gäller hela.", method="Med skärmläsare.", answer_time="inom två arbetsdagar")

    assert (page.note, page.method, page.answer_time) == ("Gäller hela.", "Med skärmläsare.", "inom två arbetsdagar")


def test_hostile_text_of_a_gap_is_shown_as_text(client, home):
    page_of({"description": "<script>alert(1)</script>", "motivation": "<img src=x onerror=alert(1)>"})

    text = client.get("/tillganglighet/").text

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "<img src=x" not in text


def test_answer_time_stands_where_a_reader_writes_and_is_thanked(client, home):
    page_of(answer_time="inom två arbetsdagar")

    assert "Vi svarar inom två arbetsdagar." in client.get("/kontakt/").text
    assert "inom två arbetsdagar" in client.get("/kontakt/tack/").text


def test_without_a_statement_no_time_is_promised(client, home):
    assert "Vi svarar" not in client.get("/kontakt/").text
    assert client.get("/kontakt/tack/").status_code == 200
