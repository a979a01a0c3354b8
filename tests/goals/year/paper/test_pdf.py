"""The PDF: what it does with texts that a person may have pasted, and with years that lack most things."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdf
import pytest

from goals.year.content import OverallFact
from goals.year.paper.document import paper_of
from goals.year.paper.pdf import pdf_of
from tests.goals.year.factories import DAY, adoption, area, assessment, goal, indicator, points, source, summary

pytestmark = pytest.mark.slow


def made(content, **changes):
    return pdf_of(paper_of(content, made_on=DAY, **changes), DAY)


def text_of(data):
    """Return a PDF's text without breaks, blanks and hyphens."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return re.sub(r"[\s\u00ad-]", "", "".join(page.extract_text() for page in pages))


def figures_of(data):
    """Return what is read aloud for every picture."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
        return [str(each.Alt) for each in found]


def test_a_year_without_anything_is_still_a_document():
    text = text_of(made(summary()))

    assert "Ingamålärinlagda." in text
    assert "Ingavärdenharnågonkälla." in text
    assert "Allaindikatorerharettvärdeföråret." in text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Fler träd 😀 och 木", "Fler träd □ och □"),
        ("Fler\r\nträd\roch\nbuskar", "Fler träd och buskar"),
        ("Fler\x00träd\x0b", "Fler□träd□"),
        ("#strong[Fler] $x$ `träd` *nu* <a> \\n //", "#strong[Fler] $x$ `träd` *nu* <a> \\n //"),
        ("½ m² ≥ 3 ‰ – −4 § 5 …", "½ m² ≥ 3 ‰ – −4 § 5 …"),
    ],
    ids=["no glyph", "line ends", "controls", "markup", "signs"],
)
def test_pasted_text_is_set_as_it_was_written(written, shown):
    content = summary(area(goal(indicator(), gap_note=written)), vision="Grönt", vision_title=written)

    assert text_of(made(content)).count(re.sub(r"[\s-]", "", shown)) == 2


def test_a_very_long_word_is_set_whole():
    word = "trädgårdsförvaltningsverksamhetsplanering" * 8
    data = made(summary(area(goal(indicator(name=word, status_reason=word, target_text=word), title=word))))

    assert text_of(data).count(word) >= 4


def test_an_analysis_of_many_pages_is_set_whole():
    analysis = "\n\n".join(f"Mening {each} om träden." for each in range(300))
    text = text_of(made(summary(area(goal(indicator(), assessment=assessment(analysis=analysis))))))

    assert [each for each in range(300) if f"Mening{each}omträden." not in text] == []


def test_the_head_of_a_long_table_is_repeated_on_every_page():
    facts = [indicator(str(each)) for each in range(80)]
    pages = pypdf.PdfReader(io.BytesIO(made(summary(area(goal(*facts)))))).pages
    with_rows = [page.extract_text() for page in pages if "Indikator 40" in page.extract_text()]

    assert sum("Indikator " in page.extract_text() for page in pages) > 2
    assert all("Utveckling" in page for page in with_rows)


def test_every_picture_is_read_aloud_and_no_other():
    fact = indicator(name="Träd", points=points(58, 61))
    alts = figures_of(made(summary(area(goal(fact, indicator("b"), code="full")))))

    assert sorted(alt.partition(":")[0] for alt in alts) == [
        "Indikatorerna i Grönt per status", "Mål per bedömning", "Träd 2020–2021",
    ]  # fmt: skip


def test_only_a_source_with_an_address_is_a_link():
    facts = indicator("a", source=source()), indicator("b", source=source("Parken", url=""))
    pages = pypdf.PdfReader(io.BytesIO(made(summary(area(goal(*facts)))))).pages
    links = [each.get_object().get("/A", {}).get("/URI") for page in pages for each in page.get("/Annots", [])]

    assert [each for each in links if each] == ["https://scb.example/trad"]


def test_a_footer_says_where_the_year_stands():
    content = summary(area(goal(indicator())))
    adopted = replace(content, adoption=adoption())

    assert "Öppen,intefastställd" in text_of(made(content))
    assert "Öppen" not in text_of(made(adopted))
    assert f"Kontrollsumma{'f' * 16}…" in text_of(made(adopted, adopted_checksum="f" * 64))


def test_a_warning_stands_first_and_among_the_facts():
    data = made(summary(), fault="Ögonblicksbilden har ändrats.")
    first, *_, last = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]

    assert "Ögonblicksbilden har ändrats." in first
    assert "Ögonblicksbilden har ändrats." in last


def test_the_overall_assessment_is_set_in_paragraphs():
    overall = OverallFact("Ett gott år.\r\n\r\nMen dyrt.", "Kommunstyrelsen", DAY)

    assert "Ettgottår.Mendyrt.LämnadavKommunstyrelsen,3mars2025." in text_of(made(summary(overall=overall)))


def test_the_same_words_make_the_same_bytes():
    content = summary(area(goal(indicator())), vision="Samma")
    first = made(content)
    pdf_of.cache_clear()

    assert made(content) == first
