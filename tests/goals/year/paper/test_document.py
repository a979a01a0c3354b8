"""The document that PDF and DOCX share: which words stand where, for a year that lacks one thing or another."""

from datetime import date

import pytest

from goals.year.canonical import checksum, to_canonical
from goals.year.comparison import with_comparison
from goals.year.content import ComparedWith, OverallFact
from goals.year.paper.document import paper_of
from tests.goals.year.factories import (
    DAY,
    adoption,
    area,
    assessment,
    goal,
    indicator,
    missing,
    points,
    source,
    summary,
)


def paper(*goals, **changes):
    return paper_of(summary(area(*goals), **changes), made_on=DAY)


def first_goal(*indicators, **changes):
    return paper(goal(*indicators, **changes)).areas[0].goals[0]


def row_of(fact):
    return first_goal(fact).rows[0]


# Cover and state


def test_an_open_year_says_the_day_it_was_taken_out():
    assert paper().state == (
        "Öppen: uppgifterna kan ändras till dess att året fastställs. Uttagen 3 mars 2025.",
    )  # fmt: skip


def test_an_adopted_year_says_by_which_decision():
    assert paper(adoption=adoption()).state == (
        "Fastställd 29 april 2025, version 1.",
        "Beslut: Kommunfullmäktige, 28 april 2025, §\u00a041, dnr KS 2025/12: Årsredovisning 2024.",
    )


def test_a_later_version_says_why_there_is_one():
    assert paper(adoption=adoption(2, "Ett värde var fel.")).state[-1] == (
        "Skäl till den nya versionen: Ett värde var fel."
    )


def test_only_an_adopted_year_has_its_checksum_in_the_footer():
    adopted = paper(adoption=adoption())

    assert adopted.footer == f"Kontrollsumma {adopted.checksum[:16]} …"
    assert paper().footer == "Öppen, inte fastställd"


def test_the_checksum_of_an_adopted_year_is_that_of_its_bytes():
    content = summary(adoption=adoption())

    assert paper_of(content, made_on=DAY, adopted_checksum="f" * 64).checksum == "f" * 64
    assert paper_of(content, made_on=DAY).checksum == checksum(to_canonical(content))


@pytest.mark.parametrize(
    ("changes", "words"),
    [({}, "Året är öppet."), ({"adoption": adoption()}, "uv run manage.py verifiera 2024")],
    ids=["open", "adopted"],
)
def test_the_checksum_is_explained_by_where_the_year_stands(changes, words):
    assert words in paper(**changes).checksum_text


@pytest.mark.parametrize(("is_example", "start"), [(True, "Kommunen finns inte på riktigt."), (False, "")])
def test_only_an_invented_municipality_says_that_it_is_one(is_example, start):
    assert paper(is_example=is_example).example.partition(" Alla")[0] == start


def test_a_forecast_is_called_one_wherever_it_stands():
    before = summary(area(goal(code="partly_on_way")), year=2023, round="part", round_word="Delår")
    now = summary(area(goal(code="on_way")), round="part", round_word="Delår")
    found = paper_of(with_comparison(now, before), made_on=DAY)
    told = found.areas[0].goals[0]

    assert found.headings.goals == ("Mål", "Prognos", "2023", "Indikatorer")
    assert (told.ruling.word, told.before) == ("Prognos: på väg", "Prognos: delvis på väg")
    assert told.since == "2023, prognos: delvis på väg"


def test_a_column_tells_what_others_have():
    compared = indicator(compared=ComparedWith("riket", "worse", "sämre", "70,0\u00a0%", 2024))
    older = indicator("b", compared=ComparedWith("riket", "better", "bättre", "50,0\u00a0%", 2022))
    found = paper(goal(compared, older, indicator("c")))

    assert found.headings.indicators == ("Indikator", "Utfall", "Målvärde", "Status", "Jämfört med", "Utveckling")
    assert [each.compared for each in found.areas[0].goals[0].rows] == [
        "Riket 70,0\u00a0%: sämre", "Riket 50,0\u00a0% (2022): bättre", "Saknas",
    ]  # fmt: skip
    assert paper(goal(indicator())).headings.indicators == ("Indikator", "Utfall", "Målvärde", "Status", "Utveckling")


def test_part_of_a_year_is_titled_as_such():
    found = paper(round="part", round_word="Delår")

    assert (found.title, found.subtitle) == ("Delårsuppföljning 2024", "Delår 2024")


def test_an_extended_period_says_both_its_sentences():
    found = paper(extension_sentence="År 2024 hör till förlängningen.")

    assert found.period_text == "Målen beslutades för 2022–2025. År 2024 hör till förlängningen."


# The year in short


def test_verdicts_are_the_picture_as_soon_as_one_is_given():
    found = paper(goal(indicator(), code="full"), goal())

    assert found.picture.alt == "Mål per bedömning: helt uppnått 1 och inte bedömt 1."
    assert found.sentences == ("1 är efter.",)


def test_statuses_are_the_picture_while_nobody_has_assessed():
    found = paper(goal(indicator(), missing("b")))

    assert found.picture.alt == "Indikatorer per status: efter 1 och kan inte bedömas 1."
    assert found.sentences == ()  # the sentence above them has said so already


def test_a_year_without_anything_to_count_has_no_picture():
    assert (paper().picture.svg, paper().picture.alt) == ("", "")


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Ett gott år.", ("Ett gott år.",)),
        ("Ett gott år.\n\nMen dyrt.", ("Ett gott år.", "Men dyrt.")),
        ("Ett gott år.\r\n\r\nMen dyrt.", ("Ett gott år.", "Men dyrt.")),  # as a browser sends it
        ("Ett gott\når.", ("Ett gott år.",)),
        ("Ett gott\r\når.", ("Ett gott år.",)),
        ("Ett gott år.\n\n\n\nMen dyrt.\n", ("Ett gott år.", "Men dyrt.")),
    ],
)
def test_blank_lines_part_paragraphs_and_line_ends_do_not(text, paragraphs):
    assert paper(overall=OverallFact(text, "Kommunstyrelsen", None)).overall == paragraphs


def test_the_overall_assessment_is_signed():
    found = paper(overall=OverallFact("Ett gott år.", "Kommunstyrelsen", date(2025, 3, 10)))

    assert found.overall_signed == "Lämnad av Kommunstyrelsen, 10 mars 2025."


# Goals


def test_the_table_of_goals_has_a_column_for_the_year_beside():
    now = summary(area(goal(code="full")))
    beside = with_comparison(now, summary(area(goal(code="not")), year=2022))

    assert paper_of(now, made_on=DAY).headings.goals == ("Mål", "Bedömning", "Indikatorer")
    assert paper_of(beside, made_on=DAY).headings.goals == ("Mål", "Bedömning", "2022", "Indikatorer")


@pytest.mark.parametrize(
    ("earlier", "before", "since"),
    [
        ("fler-trad", "Ej uppnått", "2022: ej uppnått"),
        ("annat", "Målet fanns inte", ""),
    ],
    ids=["had", "new"],
)
def test_a_goal_tells_its_verdict_of_then_or_that_it_is_new(earlier, before, since):
    content = with_comparison(
        summary(area(goal(code="full"))), summary(area(goal(slug=earlier, code="not")), year=2022)
    )
    found = paper_of(content, made_on=DAY).areas[0].goals[0]

    assert (found.before, found.since) == (before, since)


def test_a_goal_alone_says_nothing_of_another_year():
    assert (first_goal(code="full").before, first_goal(code="full").since) == ("", "")


@pytest.mark.parametrize(
    ("changes", "signed"),
    [
        ({"assessment": assessment()}, "Bedömt av Parknämnden, 3 februari 2025."),
        ({}, "Ansvarig: Parkförvaltningen."),
        ({"unit": ""}, ""),
    ],
    ids=["assessed", "not assessed", "nobody"],
)
def test_a_goal_says_who_has_assessed_it_or_who_is_to(changes, signed):
    assert first_goal(**changes).signed == signed


def test_a_goal_and_an_area_without_indicators_say_so():
    found = paper(goal()).areas[0]

    assert (found.spread, found.goals[0].spread) == ("Målen har inga indikatorer.", "Målet har inga indikatorer.")
    assert found.picture.svg == ""


def test_a_long_analysis_keeps_its_paragraphs():
    given = assessment(result="", analysis="Fler dör.\r\n\r\nFärre planteras.")
    (passage,) = first_goal(indicator(), assessment=given).passages

    assert (passage.heading, passage.paragraphs) == ("Analys", ("Fler dör.", "Färre planteras."))


# Indicators


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"name": "Träd", "unit_label": "%", "value_text": "61,5\u00a0%"}, "Träd"),
        ({"name": "Träd", "unit_label": "antal/1000 inv", "value_text": "5,8"}, "Träd (antal/1000 inv)"),
        ({"name": "Träd, antal", "unit_label": "antal", "value_text": "12"}, "Träd, antal"),
        ({"name": "Träd", "unit_label": "", "value_text": "12"}, "Träd"),
    ],
    ids=["in the value", "nowhere", "in the name", "no unit"],
)
def test_the_unit_stands_once(changes, name):
    assert row_of(indicator(**changes)).name == name


@pytest.mark.parametrize(
    ("fact", "value", "year", "missing_text"),
    [
        (indicator(), "61,5\u00a0%", "2024", ""),
        (indicator(is_preliminary=True), "61,5\u00a0%", "2024, preliminärt", ""),
        (missing("a", value_text="58\u00a0%", value_year=2022), "58\u00a0%", "2022", "2024: sekretess"),
        (missing("a", "Uppgift saknas"), "Uppgift saknas", "", "2024: uppgift saknas"),
    ],
    ids=["known", "preliminary", "older", "never"],
)
def test_a_value_stands_with_its_year_and_what_is_missing(fact, value, year, missing_text):
    row = row_of(fact)

    assert (row.value, row.year, row.missing) == (value, year, missing_text)


def test_an_indicator_without_a_target_says_so():
    assert row_of(indicator(target_text="")).target == "Saknas"


@pytest.mark.parametrize(("code", "kind"), [("decided", ""), ("proposed", "Föreslagen")])
def test_only_an_indicator_that_is_not_decided_says_its_kind(code, kind):
    assert row_of(indicator(kind="Föreslagen", kind_code=code)).kind == kind


def test_a_line_is_read_aloud_with_every_value_and_the_target():
    fact = indicator(name="Träd", points=points(58, None, 60, 61))

    assert row_of(fact).picture.alt == (
        "Träd 2020–2023: 58\u00a0% år 2020, 60\u00a0% år 2022 och 61\u00a0% år 2023. Målvärde: 90\u00a0% år 2024."
    )


def test_what_is_not_drawn_is_not_read_aloud():
    picture = row_of(indicator(points=points(58))).picture

    assert (picture.svg, picture.alt) == ("", "")


# Sources


def test_indicators_of_one_source_share_its_line():
    found = paper(goal(indicator("a", source=source()), indicator("b", source=source()), indicator("c")))

    assert [(each.text, [one.name for one in each.indicators]) for each in found.sources] == [
        ("SCB, hämtat 3 februari 2025 (nationell källa)", ["Indikator a", "Indikator b"])
    ]


def test_an_indicator_of_two_goals_is_sourced_once():
    shared = indicator("a", source=source())

    assert len(paper(goal(shared), goal(shared)).sources[0].indicators) == 1


def test_another_day_of_fetching_is_another_line():
    found = paper(goal(indicator("a", source=source()), indicator("b", source=source(retrieved_on=date(2024, 5, 1)))))

    assert len(found.sources) == 2


def test_sources_stand_in_order_whatever_their_capitals():
    names = ["skolverket", "Brå", "kolada"]
    found = paper(goal(*(indicator(each, source=source(each)) for each in names)))

    assert [each.text.partition(",")[0] for each in found.sources] == ["Brå", "kolada", "skolverket"]
