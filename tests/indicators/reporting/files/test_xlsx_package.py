"""A workbook made to do harm is refused before it has taken time or memory."""

import os
import subprocess
import sys
import textwrap
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.open_data.format import COLUMNS
from indicators.reporting.files.limits import MAX_ROWS, UnreadableFile
from indicators.reporting.files.reading import read_file
from tests.indicators.reporting.files.workbooks import (
    HEADER,
    MAIN,
    ROW,
    filled,
    packed,
    parts,
    saved,
    sheet,
    with_declared_size,
    workbook,
)

BASE_DIR = Path(__file__).resolve().parents[4]
MEGA = 1_000_000
LARGEST_ROW = ("trygga", "N15613", "9999", "Exempelby", 2024, "T", 81.4, "%", "", "", "Enkäten", "", "2025-01-01")
DOCTYPE = '<!DOCTYPE x [<!ENTITY e "x">]>'
LISTED = '<sheet name="Blad1" sheetId="1" r:id="worksheet"/>'
LAUGHS = "".join(f'<!ENTITY e{each} "{f"&e{each - 1};" * 10 if each else "ha"}">' for each in range(10))


def refusal(data):
    with pytest.raises(UnreadableFile) as caught:
        read_file("varden.xlsx", data)
    return str(caught.value)


def many(unit):
    """Return a text for each of many numbers, one after the other."""
    return "".join(unit.format(n) for n in range(2, 400_000))


@pytest.mark.slow
def test_part_that_unpacks_to_more_than_is_read_is_refused():
    assert "för stor" in refusal(workbook({"xl/media/a.bin": many("{:>170}")}))


def test_part_that_is_nearly_nothing_packed_is_refused():
    assert "för stor" in refusal(workbook({"xl/media/a.bin": bytes(2 * MEGA)}))


@pytest.mark.parametrize("size", [0, 5, 4_000_000_000])
def test_list_of_contents_that_lies_about_sizes_is_refused(size):
    assert refusal(with_declared_size(workbook(), size))


def test_more_parts_than_a_workbook_has_are_refused():
    assert "för stor" in refusal(workbook({f"xl/{each}.bin": b"" for each in range(1000)}))


def test_workbook_within_the_workbook_is_refused_by_name():
    assert "inbäddad fil (xl/embeddings/a.xlsx)" in refusal(workbook({"xl/embeddings/a.xlsx": workbook()}))


def test_two_parts_of_one_name_are_refused():
    contents = list(parts().items())
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed([*contents, contents[-1]])

    assert "skadad" in refusal(data)


def test_part_with_a_wrong_checksum_is_refused():
    data = bytearray(workbook())
    place = data.find(b"PK\x01\x02")
    data[place + 16] ^= 1

    assert "skadad" in refusal(bytes(data))


@pytest.mark.parametrize(
    "part",
    [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "docProps/core.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    ],
)
def test_declaration_in_any_part_is_refused(part):
    content = parts().get(part, f'<x xmlns="{MAIN}"/>')

    assert "DOCTYPE" in refusal(workbook({part: DOCTYPE + content}))
    assert "DOCTYPE" in refusal(workbook({part: " " * 65_530 + DOCTYPE + content}))


def test_xml_declaration_in_another_encoding_is_refused():
    for encoding in ("utf-16", "utf-16-be"):
        hidden = f"\ufeff{DOCTYPE}{sheet()}" if encoding == "utf-16-be" else DOCTYPE + sheet()

        assert "DOCTYPE" in refusal(workbook({"xl/worksheets/sheet1.xml": hidden.encode(encoding)}))


def test_entities_that_multiply_are_refused():
    assert "DOCTYPE" in refusal(workbook(sheet=f"<!DOCTYPE x [{LAUGHS}]>{sheet(HEADER + '<row>&e9;</row>')}"))


@pytest.mark.parametrize("broken", ["<worksheet", "<a></b>", "&nbsp;", "\0", "", "<a/><b/>", "\x08"])
def test_xml_that_is_broken_is_refused_as_damaged(broken):
    assert "skadad" in refusal(workbook(sheet=broken))


def test_part_that_points_outside_the_package_is_not_there():
    for target in ("../../../etc/passwd", "file:///etc/passwd", "https://exempel.se/a.xml", "/"):
        links = parts()["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", target)

        assert "skadad" in refusal(workbook({"xl/_rels/workbook.xml.rels": links}))


def test_part_may_be_named_from_the_root_or_in_other_letters():
    links = parts()["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", "/xl/Worksheets/SHEET1.xml")

    assert read_file("a.xlsx", workbook({"xl/_rels/workbook.xml.rels": links})).rows[0].value == "12,5"


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_workbook_is_read_or_refused(data):
    whole = bytearray(workbook())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    with suppress(UnreadableFile):
        assert read_file("a.xlsx", bytes(whole)).columns >= {"indikator", "varde"}


@pytest.mark.slow
@given(part=st.sampled_from(sorted(parts())), data=st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_part_is_read_or_refused(part, data):
    whole = bytearray(parts()[part].encode())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place : place + data.draw(st.integers(0, 8))] = data.draw(
        st.binary(max_size=6) | st.sampled_from([b"-1", b"99999999999", b'"', b"&#0;", b"&#x110000;", "å".encode()])
    )

    with suppress(UnreadableFile):
        assert read_file("a.xlsx", workbook({part: bytes(whole)})).columns >= {"indikator", "varde"}


HOSTILE = {  # each takes time or memory from a reader that is not prepared
    "a text without end": lambda: workbook(sheet=sheet(HEADER + f"<row><c t='str'><v>{many('{:>110}')}</v></c></row>")),
    "an attribute without end": lambda: workbook(sheet=sheet(before=f'<a b="{many("{:>140}")}"/>')),
    "attributes without end": lambda: workbook(sheet=sheet(before=f"<a {many('b{}="" ')}/>")),
    "a comment without end": lambda: workbook(sheet=sheet(before=f"<!--{many('{:>110}')}-->")),
    "elements in elements": lambda: workbook(sheet=sheet(before=many("<a{}>"))),
    "rows": lambda: workbook(sheet=sheet(HEADER + many('<row r="{0}" s="{0}"/>'))),
    "cells": lambda: workbook(sheet=sheet(HEADER + f"<row>{many('<c s="{}"/>')}</row>")),
    "merged cells": lambda: workbook(
        sheet=sheet(after=f"<mergeCells>{many('<mergeCell ref="Y{0}:Z{0}"/>')}</mergeCells>")
    ),
    "texts": lambda: workbook(strings=f'<sst xmlns="{MAIN}">{many("<si><t>{}</t></si>")}</sst>'),
    "styles": lambda: workbook(
        styles=f'<styleSheet xmlns="{MAIN}"><cellXfs>{many("<xf numFmtId='{}'/>")}</cellXfs></styleSheet>'
    ),
    "a format without end": lambda: workbook(
        sheet=sheet(after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'),
        styles=f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="200" formatCode="{"[" * 900_000}"/></numFmts>'
        '<cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>',
    ),
    "one sheet listed a hundred times": lambda: workbook(
        {"xl/workbook.xml": parts()["xl/workbook.xml"].replace(LISTED, LISTED * 100)},
        sheet=sheet(before=f"<a>{many('{:>140}')}</a>", rows=ROW),
    ),
    "parts": lambda: workbook({f"{n}": b"" for n in range(40_000)}),
    "a bomb": lambda: workbook(sheet=sheet(HEADER + " " * 100 * MEGA + ROW), level=1),
    "commas": lambda: b"indikator,varde\n" + b"," * 5 * MEGA,
    "empty lines": lambda: b"indikator,varde\n" + b"\n" * 5 * MEGA,
    "quotation marks": lambda: b"indikator,varde\n" + b'"' * 5 * MEGA,
    "a cell without end": lambda: "indikator;varde\n".encode("utf-16") + "😀".encode("utf-16-le") * MEGA,
    "lines": lambda: b"indikator,varde,ar,kon,hamtad\n" + b",,x,x,x\n" * 600_000,
}


MEASURE = """
    import resource, sys, time
    from pathlib import Path

    import django

    django.setup()
    from indicators.reporting.files.reading import read_file
    from indicators.reporting.files.limits import UnreadableFile


    def seconds(data):
        began = time.process_time()
        try:
            read_file("fil", data)
        except UnreadableFile:
            return time.process_time() - began
        raise SystemExit("read, and not refused")


    def accepted(data):
        began = time.process_time()
        read_file("fil", data)
        return time.process_time() - began


    largest, *hostile = map(Path, sys.argv[1:])
    print("largest", min(accepted(largest.read_bytes()) for _ in range(2)), sep="=")
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + 200_000_000,) * 2)
    for path in hostile:
        data = path.read_bytes()
        print(path.name, min(seconds(data) for _ in range(2)), sep="=")
"""


@pytest.mark.slow
@pytest.mark.engine
def test_hostile_files_are_refused_within_time_and_memory(tmp_path):
    largest = tmp_path / "largest.xlsx"
    largest.write_bytes(saved(filled(*[LARGEST_ROW] * MAX_ROWS, header=COLUMNS)))
    hostile = tmp_path / "hostile"
    hostile.mkdir()
    for kind, make in HOSTILE.items():
        (hostile / kind).write_bytes(make())

    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(MEASURE), largest, *hostile.iterdir()],
        cwd=BASE_DIR,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = {kind: float(least) for kind, least in (line.split("=") for line in run.stdout.splitlines())}

    assert run.returncode == 0, run.stderr
    # On a slow or busy computer a second says nothing: then it is twice the largest table that is taken.
    limit = max(1, 2 * seconds.pop("largest"))
    assert seconds.keys() == HOSTILE.keys()
    assert {kind: least for kind, least in seconds.items() if least >= limit} == {}
