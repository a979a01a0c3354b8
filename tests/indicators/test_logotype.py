"""A logotype is a drawing and nothing else."""

import pytest

from indicators.logotype import MAX_LOGOTYPE_BYTES, logotype_faults

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 8 8">\n'

FINE = {
    "paths": '<path d="M0 0h8"/>',
    "own gradient": '<linearGradient id="g"/><path fill="url(#g)" d="M0 0"/><path fill="url(\'#g\')" d="M0 0"/>',
    "own copy": '<g id="a"/><use href="#a"/><use xlink:href="#a"/>',
    "style sheet": "<style>.a{fill:red}</style>",
    "words": "<title>Provinge</title><desc>on &amp; off</desc>",
    "declaration": "",
}
HOSTILE = {
    "script": ("<script>alert(1)</script>", "elementet script är inte tillåtet"),
    "script in capitals": ("<SCRIPT/>", "elementet SCRIPT är inte tillåtet"),
    "script with prefix": ('<s:script xmlns:s="http://www.w3.org/2000/svg"/>', "elementet script är inte tillåtet"),
    "foreignObject": ("<foreignObject/>", "elementet foreignObject är inte tillåtet"),
    "html": ('<p xmlns="http://www.w3.org/1999/xhtml">Hej</p>', "elementet p hör inte till SVG"),
    "no namespace": ('<a xmlns="">Hej</a>', "hör inte till SVG"),
    "event": ('<path onload="alert(1)"/>', "attributet onload är inte tillåtet"),
    "event in capitals": ('<path ONCLICK="alert(1)"/>', "attributet ONCLICK är inte tillåtet"),
    "picture": ('<image href="#a"/>', "elementet image är inte tillåtet"),
    "link out": ('<a href="https://example.org/">Hej</a>', "attributet href pekar utanför filen"),
    "code as link": ('<a href=" javascript:alert(1)">Hej</a>', "attributet href pekar utanför filen"),
    "old link out": ('<use xlink:href="//example.org/a.svg#a"/>', "attributet href pekar utanför filen"),
    "data": ('<use href="data:image/svg+xml,%3Csvg/%3E#a"/>', "attributet href pekar utanför filen"),
    "base": ('<use xml:base="https://example.org/" href="#a"/>', "attributet xml:base är inte tillåtet"),
    "animated link": ('<a><set attributeName="href" to="https://example.org"/></a>', "elementet set är inte tillåtet"),
    "fetching fill": ('<path fill="url(https://example.org/a#b)"/>', "attributet fill hämtar något"),
    "fetching style": ("<path style=\"fill:url( '//example.org/a')\"/>", "attributet style hämtar något"),
    "masked style": ('<path style="fill:u\\72l(//example.org/a)"/>', "attributet style hämtar något"),
    "import": ("<style>@import '//example.org/a.css';</style>", "stilmallen hämtar något"),
    "split import": ("<style>@im<g/>port '//example.org/a.css';</style>", "stilmallen hämtar något"),
    "import in CDATA": ("<style><![CDATA[@import '//example.org/a.css';]]></style>", "stilmallen hämtar något"),
    "instruction": ('<?xml-stylesheet href="https://example.org/a.css"?>', "bearbetningsinstruktioner"),
    "unclosed": ("<g>", "filen är inte välformad XML"),
    "unknown entity": ("<title>&nbsp;</title>", "filen är inte välformad XML"),
}


@pytest.mark.parametrize("inside", FINE.values(), ids=FINE.keys())
def test_a_drawing_is_fine(inside):
    assert logotype_faults(f'<?xml version="1.0" encoding="UTF-8"?>\n{OPEN}{inside}</svg>') == []


@pytest.mark.parametrize(("inside", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_could_run_or_fetch_is_refused_with_its_line(inside, reason):
    faults = logotype_faults(f"{OPEN}\n{inside}</svg>")

    assert [line for line, said in faults if reason in said] == [3]


def test_a_document_type_stops_the_parser_before_it_expands():
    bomb = '<!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;">]>\n'

    assert logotype_faults(f"{bomb}{OPEN}<title>&b;</title></svg>") == [(1, "DOCTYPE och entiteter är inte tillåtna")]


@pytest.mark.parametrize("text", ["<html/>", "<svg/>", "<g xmlns='http://www.w3.org/2000/svg'/>"])
def test_another_root_is_refused(text):
    assert logotype_faults(text) == [(1, 'det yttersta elementet ska vara <svg xmlns="http://www.w3.org/2000/svg">')]


@pytest.mark.parametrize("text", ["", "Hej", "<svg"])
def test_what_is_not_xml_is_refused(text):
    assert [reason for _, reason in logotype_faults(text)] == ["filen är inte välformad XML"]


def test_another_encoding_than_utf_8_is_refused():
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?>{OPEN}</svg>'

    assert logotype_faults(text) == [(1, "filen säger sig vara ISO-8859-1; spara den som UTF-8")]


def test_a_large_file_is_refused():
    text = f"{OPEN}<title>{'å' * (MAX_LOGOTYPE_BYTES // 2)}</title></svg>"

    assert "högst 60000 går an" in logotype_faults(text)[0][1]
