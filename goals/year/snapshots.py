"""A frozen year read from its snapshot: what it holds, and what is wrong when it is not what was adopted."""

from dataclasses import dataclass

from goals.content.published import PublishedVersion
from goals.year.canonical import SnapshotFault, checksum, read_snapshot
from goals.year.content import YearSummary


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A year as it can be read: its content, the version it comes from and what is wrong with it, if anything."""

    content: YearSummary
    version: PublishedVersion | None  # None while the year is open
    fault: str = ""  # in Swedish: the stored snapshot is not what was adopted


class UnreadableYear(Exception):
    """A frozen year whose snapshot cannot be read; the message says why, in Swedish."""

    def __init__(self, version: PublishedVersion, fault: str) -> None:
        super().__init__(fault)
        self.version = version


def change_of(version: PublishedVersion) -> str:
    """Return in Swedish that the stored bytes are not those that were adopted, or "" when they are."""
    found = checksum(version.snapshot.encode())
    if found == version.sha256:
        return ""
    return f"Ögonblicksbilden har ändrats sedan den fastställdes: kontrollsumman är {found}."


def read_version(version: PublishedVersion) -> FoundYear:
    """Return a frozen year from its snapshot alone; a changed one is shown as it is, with what is wrong.

    Raises UnreadableYear when the snapshot is no year's summary, or one of a newer portal's.
    """
    change = change_of(version)  # of the bytes: reading them is another question, and may fail for another reason
    try:
        content = read_snapshot(version.snapshot)
    except SnapshotFault as fault:
        raise UnreadableYear(version, f"{change} Ögonblicksbilden går inte att läsa: {fault}.".strip()) from fault
    return FoundYear(content, version, change or _mismatch(content, version))


def _mismatch(content: YearSummary, version: PublishedVersion) -> str:
    if (content.year, content.round) == (version.year, version.round):
        return ""
    return f"Ögonblicksbilden gäller {content.round_word.lower()} {content.year}."


def fault_of(version: PublishedVersion) -> str:
    """Return what is wrong with a stored snapshot, in Swedish, or "" when it is what was adopted."""
    try:
        return read_version(version).fault
    except UnreadableYear as error:
        return str(error)
