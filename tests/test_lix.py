"""Every page reads as plain Swedish: LIX at most 45, outside what others have written."""

import pytest

from tests.lix import lix, prose_of
from tests.pages import every_page_of

MOST = 45  # "medelsvår", as in a newspaper
LEAST_WORDS = 40  # a sentence or two say nothing of how hard a page is


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("", 0),
        ("2024", 0),
        ("Det är bra.", 3),
        ("Hur går det? Det går bra.", 3),
        ("Kommunens bostadsförsörjning.", 102),
        ("Vi har tre mål: skola, vård och miljö.", 4),
    ],
)
def test_lix_is_words_per_sentence_and_the_share_of_long_ones(text, index):
    assert lix(text) == index


def test_what_is_quoted_and_headings_are_no_prose_of_ours():
    page = "<main><h1>Rubrik.</h1><p>Vårt <b>eget</b>.</p><div data-quoted><p>Deras.</p></div><p>Mer.</p></main>"

    assert prose_of(page).split() == ["Vårt", "eget", ".", "Mer."]


@pytest.mark.slow
def test_every_page_is_easy_enough_to_read(plan, client):
    hard = {}
    for address, page in every_page_of(client.get).items():
        prose = prose_of(page.text)
        if len(prose.split()) >= LEAST_WORDS and lix(prose) > MOST:
            hard[address] = round(lix(prose), 1)

    assert hard == {}
