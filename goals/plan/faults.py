"""What is wrong in a plan folder, said so that the one who wrote it can find and mend it."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 50  # faults that are printed; all are counted
OF_THE_DISK = {
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.ENOSPC: "disken är full",
    errno.EROFS: "disken är skrivskyddad",
    errno.ENOTDIR: "en fil ligger i vägen",
    errno.EEXIST: "en fil ligger i vägen",
    errno.EISDIR: "en mapp ligger i vägen",
}


@dataclass(frozen=True, order=True, slots=True)
class FileFault:
    """One fault: the file's name, its line (0 = the whole file), the key or column ("" = none) and why, in Swedish."""

    file: str
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        """Return "utfall.csv rad 17, varde: skriv decimalpunkt"."""
        where = f"{self.file} rad {self.line}" if self.line else self.file
        return f"{where}, {self.field}: {self.reason}" if self.field else f"{where}: {self.reason}"


class PlanFault(Exception):
    """A plan that cannot be read or stored; nothing has been changed. `faults` holds them all, in reading order."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        """Take the faults in any order; the same fault is kept once."""
        self.faults = sorted(set(faults))
        super().__init__(self.text)

    @property
    def text(self) -> str:
        """Return the faults as lines to print, the first fifty of them."""
        count = len(self.faults)
        lines = [f"Planen lästes inte in och inget ändrades. {count} fel:"]
        lines += [f"  {fault}" for fault in self.faults[:SHOWN]]
        if count > SHOWN:
            lines.append(f"  … och {count - SHOWN} fel till.")
        return "\n".join(lines)


def disk_reason(error: OSError) -> str:
    """Return why a file or folder could not be reached, in Swedish where the reason is a common one."""
    return OF_THE_DISK.get(error.errno or 0, str(error.strerror))
