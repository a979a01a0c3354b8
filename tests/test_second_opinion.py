"""Every verdict of both plans, in every year, is what a second and independent opinion says of the open files."""

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest

from indicators import sentences
from indicators.content.figures import current_figures
from indicators.judgement.rule import usable_targets
from indicators.series.rows import scale_of
from indicators.series.verdicts import judged
from tests import second_opinion

HOMES = {"olofstrom": "1060", "exempel": "9999"}
SCRIPT = Path(second_opinion.__file__)
pytestmark = pytest.mark.slow  # asks for two files of every indicator


@pytest.fixture
def files(client, plan):
    """Return what the open files say of each indicator, by its address."""
    return {
        slug: second_opinion.read(
            client.get(f"/indikatorer/{slug}.csv").text, client.get(f"/indikatorer/{slug}.json").text
        )
        for slug in current_figures().indicators
    }


def years_of(indicator):
    """Return every year that has something to look from, and two more for what grows old."""
    years = {row.year for row in indicator.outcomes} | {each.year for each in indicator.targets}
    return range(min(years, default=2020), max([*years, 2026]) + 3)


def told(verdict):
    earlier = verdict.earlier.status.value if verdict.earlier else ""
    return verdict.status.value, verdict.reason.value if verdict.reason else "", earlier


def test_every_status_and_trend_is_agreed_on(plan, files):
    differing = []
    for slug, indicator in current_figures().indicators.items():
        for year in years_of(indicator):
            found = judged(indicator, HOMES[plan], year)
            status = second_opinion.status(files[slug], HOMES[plan], year)
            second = (
                (status.status, status.reason, status.earlier),
                second_opinion.trend(files[slug], HOMES[plan], year),
            )
            if second != (told(found.verdict), found.trend.trend.value):
                differing.append((slug, year, told(found.verdict), found.trend.trend.value, second))

    assert differing == []


def numbers_in(text):
    """Return the numbers of a sentence, their signs left out: those of a difference are told in words."""
    return {abs(Decimal(each.replace("\N{NO-BREAK SPACE}", "").replace(",", "."))) for each in NUMBER.findall(text)}


NUMBER = re.compile(r"(?<![\w,])\d{1,3}(?:\N{NO-BREAK SPACE}\d{3})+(?:,\d+)?|\d+(?:,\d+)?")


def test_the_numbers_of_every_sentence_are_agreed_on(plan, files):
    missing = []
    for slug, indicator in current_figures().indicators.items():
        scale = scale_of(indicator)
        for year in years_of(indicator):
            found = judged(indicator, HOMES[plan], year)
            sentence = sentences.conclusion(found, scale)
            wanted = (
                set()
                if indicator.categories
                else numbers_to_tell(
                    second_opinion.opinions(files[slug], HOMES[plan], year), is_line=len(usable_targets(found.rule)) > 0
                )
            )
            if not {abs(Decimal(each.numerator) / each.denominator) for each in wanted} <= numbers_in(sentence):
                missing.append((slug, year, sentence, wanted))

    assert missing == []


def numbers_to_tell(opinions, *, is_line):
    wanted = set()
    for each in opinions.values():
        wanted |= {each.value} if each.value is not None else set()
        if is_line and each.status in {"near", "behind", "missed"} and each.gap:
            wanted.add(each.gap)
        if each.other is not None:
            wanted.add(each.other)
    return wanted


def test_the_page_says_what_is_agreed_on(client, plan, files):
    """The words are the reader's, so that only the page is asked for them."""
    words = {"reached": "Uppnått", "on_track": "I fas", "near": "Nära", "behind": "Efter", "missed": "Ej uppnått"}
    differing = []
    for slug in current_figures().indicators:
        page = client.get(f"/indikatorer/{slug}/?ar=2024").text
        found = second_opinion.status(files[slug], HOMES[plan], 2024).status
        shown = re.search(r'class="status status-(\w+)"[^>]*>(?:<[^>]*>)*([^<]+)<', page)
        if shown and (shown[1], shown[2].strip()) != (found, words.get(found, "Kan inte bedömas")):
            differing.append((slug, shown[0], found))

    assert differing == []


def test_a_second_opinion_shares_no_code_with_the_first():
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    modules = {each.module for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
    modules |= {name.name for each in ast.walk(tree) if isinstance(each, ast.Import) for name in each.names}

    assert {each.split(".")[0] for each in modules} <= {
        "csv",
        "io",
        "json",
        "sys",
        "dataclasses",
        "fractions",
        "math",
        "pathlib",
        "statistics",
    }
