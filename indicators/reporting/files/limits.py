"""How much is read of a file, and that it is not read at all."""

MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 200
TOO_MANY_ROWS = "Tabellen har fler än 5\u00a0000 rader. Dela upp den på flera filer."
TOO_MANY_COLUMNS = "Tabellen har fler än 200 kolumner. Ta bort dem som inte hör till värdena."


class UnreadableFile(ValueError):
    """A file that is not read at all; the message says why and what to do, in Swedish."""
