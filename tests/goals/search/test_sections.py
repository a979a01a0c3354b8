"""A page of HTML becomes sections of plain text."""

import pytest

from goals.search.sections import PageSection, sections_of


def test_each_heading_with_its_text_is_a_section():
    page = '<main><h2 id="a">Status</h2><p>Sex ord.</p><h2 id="b">Trend</h2><p>Fem värden.</p></main>'

    assert sections_of(page) == (PageSection("a", "Status", "Sex ord."), PageSection("b", "Trend", "Fem värden."))


def test_only_what_stands_in_the_main_part_is_found():
    page = (
        '<h2 id="x">Meny</h2><main><p>Ingress</p><h2 id="a">Status</h2><p>Ord.</p></main><h2 id="y">Sidfot</h2>Adress'
    )

    assert sections_of(page) == (PageSection("a", "Status", "Ord."),)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Målet</p><p>nås</p>", "Målet nås"),
        ("<ul><li>ett</li><li>två</li></ul>", "ett två"),
        ("<dl><dt>Nära</dt><dd>Ryms i toleransen.</dd></dl>", "Nära: Ryms i toleransen."),
        ("<dl><dt>Nära </dt><dd>Ryms.</dd></dl>", "Nära: Ryms."),
        ("<p>I <strong>fas</strong>en</p>", "I fasen"),
        ("<h3>Under</h3><p>Text</p>", "Under Text"),
        ("<p>mål &amp; medel,\n   8&nbsp;%</p>", "mål & medel, 8 %"),
        ("", ""),
    ],
)
def test_text_reads_as_it_is_seen(markup, text):
    assert sections_of(f'<main><h2 id="a">Rubrik</h2>{markup}</main>')[0].text == text


def test_heading_with_markup_is_plain_words():
    assert sections_of('<main><h2 id="a">Så <em>räknas</em>\n det</h2></main>')[0].heading == "Så räknas det"


def test_page_without_headings_has_no_sections():
    assert sections_of("<main><p>Bara text.</p></main>") == ()
