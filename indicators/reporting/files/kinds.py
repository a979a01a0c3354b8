"""What a file is, told from its first bytes rather than from its name, and why one of another kind is not read."""

from collections.abc import Collection
from enum import StrEnum
from pathlib import PurePath

from indicators.reporting.files.limits import MAX_FILE_BYTES, UnreadableFile

SAVE_AS = "Öppna den i Excel och spara den som Excel-arbetsbok (.xlsx)."


class FileKind(StrEnum):
    TEXT = "text"
    WORKBOOK = "workbook"


_ZIP = b"PK\x03\x04"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of a protected workbook (MS-OFFCRYPTO 2.3.4.4)
_SIGNS = {
    b"%PDF-": "en PDF",
    b"{\\rtf": "ett RTF-dokument",
    b"\x89PNG": "en bild",
    b"\xff\xd8\xff": "en bild",
    b"GIF8": "en bild",
    b"II*\0": "en bild",
    b"MM\0*": "en bild",
    b"RIFF": "en bild eller ett ljud",
    b"\x1f\x8b": "en packad fil",
    b"7z\xbc\xaf": "en packad fil",
    b"Rar!": "en packad fil",
    b"PK\x05\x06": "en tom packad fil",
    b"SQLite format 3": "en databas",
}
_WEB = (b"<!doctype", b"<html", b"<head", b"<body", b"<meta", b"<table", b"<style", b"<div", b"mime-version:")
_PARTS = {  # a part that tells what a package is
    "xl/workbook.bin": f"Filen är en binär Excel-arbetsbok (.xlsb). {SAVE_AS}",
    "content.xml": "Filen är ett OpenDocument (.ods). Spara den som Excel-arbetsbok (.xlsx) eller som CSV.",
    "word/document.xml": "Filen är ett Word-dokument. Läs in en Excel-arbetsbok (.xlsx) eller en CSV-fil.",
    "ppt/presentation.xml": "Filen är en presentation. Läs in en Excel-arbetsbok (.xlsx) eller en CSV-fil.",
    "index/document.iwa": "Filen är gjord i Numbers. Exportera den som Excel-arbetsbok (.xlsx).",
}
_MACROS = f"Filen är en Excel-arbetsbok med makron (.xlsm). {SAVE_AS}"


def kind_of(name: str, data: bytes) -> FileKind:
    """Return what a file is. Raises UnreadableFile for one that is empty, too large, or of a kind that is not read."""
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFile("Filen är större än 5 MB. Dela upp den, eller ta bort bilder och blad som inte behövs.")
    if not data.strip():
        raise UnreadableFile("Filen är tom.")
    if data.startswith(_ZIP):
        return FileKind.WORKBOOK
    if data.startswith(_OLE2):
        raise UnreadableFile(_old_workbook(data))
    # By the first bytes: old systems call web pages and text .xls, and a name says nothing of who wrote it.
    for sign, what in _SIGNS.items():
        if data.startswith(sign):
            raise UnreadableFile(_other(name, what))
    _refuse_markup(name, data)
    if _suffix(name) in {".xlsx", ".xlsm", ".xlsb", ".ods"}:
        raise UnreadableFile(f"Filen heter {_suffix(name)} men är ingen arbetsbok, eller är skadad. {SAVE_AS}")
    return FileKind.TEXT


def refuse_other_package(parts: Collection[str], content_types: bytes) -> None:
    """Raise UnreadableFile for a package that is no workbook of the kind that is read; `parts` in small letters."""
    for part, why in _PARTS.items():
        if part in parts:
            raise UnreadableFile(why)
    if b"macroenabled" in content_types.lower() or "xl/vbaproject.bin" in parts:
        raise UnreadableFile(_MACROS)
    if "[content_types].xml" not in parts:
        raise UnreadableFile("Filen är en zip-fil, ingen arbetsbok. Packa upp den och läs in filerna var för sig.")


def _refuse_markup(name: str, data: bytes) -> None:
    # Without its NULs the start of a page in UTF-16 reads like any other.
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(_WEB) or (start.startswith(b"<?xml") and b"<html" in start):
        raise UnreadableFile(_other(name, "en webbsida"))
    if start.startswith(b"<?xml"):
        raise UnreadableFile(_other(name, "en XML-fil"))


def _old_workbook(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "Arbetsboken är skyddad med lösenord. Ta bort lösenordet i Excel (Arkiv, Info) och spara den igen."
    return f"Filen är i ett äldre format (.xls). {SAVE_AS}"


def _other(name: str, what: str) -> str:
    """Tell what a file is, beside what it is called when that says something else."""
    suffix = _suffix(name)
    called = f"heter {suffix} men är" if suffix in {".xlsx", ".xls", ".csv"} else "är"
    advice = f" {SAVE_AS}" if what in {"en webbsida", "en XML-fil"} else ""
    return f"Filen {called} {what}.{advice or ' Läs in en Excel-arbetsbok (.xlsx) eller en CSV-fil.'}"


def _suffix(name: str) -> str:
    return PurePath(name.replace("\\", "/")).suffix.lower()[:10]
