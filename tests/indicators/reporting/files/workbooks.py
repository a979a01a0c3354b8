"""Workbooks made by hand, part by part, so that a test can make one that no spreadsheet would."""

import io
import struct
import zipfile

import openpyxl

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADER = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>indikator</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>varde</t></is></c></row>'
)
ROW = '<row r="2"><c r="A2" t="inlineStr"><is><t>prov</t></is></c><c r="B2"><v>12.5</v></c></row>'
LINKS = {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml", "styles": "styles.xml"}
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sheet(rows=HEADER + ROW, after="", before="", space=MAIN):
    """Return the XML of a sheet with these rows, and what stands before and after them."""
    return f'<worksheet xmlns="{space}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(space=MAIN):
    """Return the parts of a small whole workbook, by name."""
    links = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>' for kind, target in LINKS.items()
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": sheet(space=space),
    }


def packed(contents, level=6):
    """Return parts, by name or in pairs, as a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in contents.items() if isinstance(contents, dict) else contents:
            archive.writestr(name, content)
    return out.getvalue()


def workbook(changes=None, level=6, **named):
    """Return a small whole workbook, with some parts changed or added: by path, or `sheet`, `strings` and `styles`."""
    paths = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
    return packed(parts() | (changes or {}) | {paths[name]: content for name, content in named.items()}, level)


def saved(book):
    """Return a workbook of openpyxl as a file."""
    out = io.BytesIO()
    book.save(out)
    book.close()
    return out.getvalue()


def filled(*rows, header=("Indikator", "Värde")):
    """Return a workbook of openpyxl with these rows below a header."""
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.worksheets[0].append(row)
    return book


def with_declared_size(data, size):
    """Return a zip file whose list of contents says that every part has `size` bytes unpacked."""
    changed = bytearray(data)
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<L", changed, place + 24, size)
        place = data.find(b"PK\x01\x02", place + 1)
    return bytes(changed)
