"""A file of another kind than the two that are read is told what it is, whatever it is called."""

import io
import zipfile

import docx
import pytest

from indicators.reporting.files.limits import MAX_FILE_BYTES, UnreadableFile
from indicators.reporting.files.reading import read_file
from tests.indicators.reporting.files.workbooks import OLE2, filled, packed, parts, saved, workbook

CSV = b"indikator,varde\nprov,12.5\n"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def refusal(name, data):
    with pytest.raises(UnreadableFile) as caught:
        read_file(name, data)
    return str(caught.value)


def word_document():
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


@pytest.mark.parametrize("data", [b"", b"   \r\n\t"])
def test_empty_file_is_refused(data):
    assert refusal("varden.xlsx", data) == "Filen är tom."


def test_file_of_more_than_five_megabytes_is_refused():
    assert "större än 5 MB" in refusal("varden.csv", CSV + b" " * (MAX_FILE_BYTES - len(CSV) + 1))
    assert len(read_file("varden.csv", CSV + b"\n" * 90_000).rows) == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (OLE2 + bytes(2000), "äldre format (.xls)"),
        (OLE2 + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "skyddad med lösenord"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "en PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "en bild"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "en bild"),
        (b"GIF89a" + bytes(20), "en bild"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x1f\x8b\x08" + bytes(20), "packad"),
        (b"<html><body><table><tr><td>1", "en webbsida"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML>", "en webbsida"),
        ("<table border=1>".encode("utf-16"), "en webbsida"),
        (b'<?xml version="1.0"?><html xmlns="x">', "en webbsida"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "en XML-fil"),
        (packed({}), "en tom packad fil"),
        (packed({"varden.csv": CSV}), "en zip-fil"),
        (packed({"mimetype": SPREADSHEET, "content.xml": "<x/>"}), "(.ods)"),
        (packed(parts() | {"xl/workbook.bin": b"x"}), "(.xlsb)"),
        (packed(parts() | {"xl/vbaProject.bin": b"x"}), "(.xlsm)"),
        (packed(parts() | {"[Content_Types].xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml"}), "(.xlsm)"),
        (packed({"ppt/presentation.xml": "<x/>"}), "en presentation"),
        (packed({"Index/Document.iwa": b"x"}), "Numbers"),
        (word_document(), "Word-dokument"),
    ],
)
@pytest.mark.parametrize("name", ["varden.xlsx", "varden.xls", "varden.csv", "varden"])
def test_file_of_another_kind_is_told_what_it_is(name, data, told):
    assert told in refusal(name, data)


def test_picture_that_is_called_a_workbook_is_told_both():
    assert refusal("Värden.XLSX", b"\x89PNG\r\n\x1a\n").startswith("Filen heter .xlsx men är en bild.")
    assert refusal("bild.png", b"\x89PNG\r\n\x1a\n").startswith("Filen är en bild.")


def test_web_page_named_as_workbook_is_refused_with_advice():
    told = refusal("export.xls", b"<html>")

    assert told == "Filen heter .xls men är en webbsida. Öppna den i Excel och spara den som Excel-arbetsbok (.xlsx)."


def test_content_decides_and_not_the_name():
    assert read_file("varden.csv", workbook()).rows == read_file("varden.xlsx", workbook()).rows
    assert read_file("export.xls", CSV).rows[0].value == "12,5"
    assert read_file("../../\0.txt", CSV).rows[0].value == "12,5"


@pytest.mark.parametrize("name", ["a.xlsx", "a.XLSM", "a.xlsb", "a.ods"])
def test_text_that_is_called_a_workbook_is_refused(name):
    assert "ingen arbetsbok" in refusal(name, CSV)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_workbook_that_is_cut_off_is_refused_as_damaged(share):
    whole = saved(filled(("prov", 12.5)))

    assert "skadad" in refusal("varden.xlsx", whole[: int(len(whole) * share)])


def test_package_without_a_workbook_is_refused():
    contents = parts()
    del contents["xl/workbook.xml"]
    lacking_sheets = parts() | {"xl/_rels/workbook.xml.rels": parts()["_rels/.rels"]}

    assert "ingen arbetsbok" in refusal("a.xlsx", packed(contents))
    assert "ingen arbetsbok" in refusal("a.xlsx", packed({"[Content_Types].xml": "<Types/>"}))
    assert "ingen arbetsbok" in refusal("a.xlsx", packed(lacking_sheets))


def test_package_that_is_locked_in_its_own_way_is_refused():
    data = bytearray(workbook())
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1  # encrypted, says the flag
        place = data.find(b"PK\x01\x02", place + 1)

    assert "ingen arbetsbok" in refusal("a.xlsx", bytes(data))


def test_part_that_is_packed_in_a_rare_way_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)

    assert "skadad" in refusal("a.xlsx", out.getvalue())
