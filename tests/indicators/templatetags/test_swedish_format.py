"""Filters of the templates, which lay out answers that are ready."""

from datetime import date

import pytest
from django.utils.functional import lazystr

from indicators.shapes import Part
from indicators.templatetags.swedish_format import after, capital, digits, figures, long_date, spans

HARD, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("sentence", "bold"),
    [
        (f"96,7{HARD}% år 2022.", [f"96,7{HARD}%"]),
        (f"Det skiljer 2,1{HARD}procentenheter.", [f"2,1{HARD}procentenheter"]),
        (f"Det skiljer 1{HARD}procentenhet.", [f"1{HARD}procentenhet"]),
        (f"Vi var 12{HARD}844{HARD}invånare.", [f"12{HARD}844"]),
        (f"Vi var 12{NARROW}844{HARD}invånare.", [f"12{NARROW}844"]),
        (f"Balansen är −1{HARD}083,3.", [f"−1{HARD}083,3"]),
        ("Det gick från 5,2 till 5,6.", ["5,2", "5,6"]),
        (f"Kommunen är på plats{HARD}187 av 290.", [f"plats{HARD}187"]),
        (f"Det är 219{HARD}poäng.", ["219"]),
        ("Läget 2024 i åk 8, av 9 möjliga.", []),
        ("Mål 2020–2023 § 12", []),
        ("Inga siffror alls.", []),
    ],
)
def test_numbers_that_a_sentence_rests_on_are_bold(sentence, bold):
    marked = figures(sentence)

    assert [part.split("</b>")[0] for part in marked.split('<b class="number">')[1:]] == bold
    assert marked.replace('<b class="number">', "").replace("</b>", "") == sentence


def test_markup_in_a_sentence_is_shown_and_never_obeyed():
    assert figures(f"<b>5{HARD}%</b> & mer") == f'&lt;b&gt;<b class="number">5{HARD}%</b>&lt;/b&gt; &amp; mer'


def test_parts_of_a_bar_lie_side_by_side_and_fill_it():
    parts = [Part("reached", "Uppnått", 1), Part("near", "Nära", 2), Part("unknown", "Kan inte bedömas", 1)]

    assert [(each.code, each.start, each.width) for each in spans(parts)] == [
        ("reached", "0.000%", "25.000%"),
        ("near", "25.000%", "50.000%"),
        ("unknown", "75.000%", "25.000%"),
    ]


def test_bar_of_nothing_has_no_parts():
    assert list(spans([])) == []


@pytest.mark.parametrize(("day", "text"), [(date(2026, 11, 3), "3 november 2026"), (None, "")])
def test_date_that_may_be_missing_is_written_or_left_out(day, text):
    assert long_date(day) == text


def test_large_count_has_a_hard_thousand_space():
    assert digits(2737) == f"2{HARD}737"


@pytest.mark.parametrize(
    ("text", "opening", "rest"),
    [
        ("Riket: 96 procent", "Riket:", "96 procent"),
        ("Olofström: 96 procent", "Riket:", "Olofström: 96 procent"),
        ("Riket:", "Riket:", ""),
    ],
)
def test_words_of_the_heading_are_not_said_twice(text, opening, rest):
    assert after(text, opening) == rest


def test_first_letter_is_large_also_in_a_text_that_waits():
    assert capital(lazystr("åk 8 på Holje")) == "Åk 8 på Holje"
