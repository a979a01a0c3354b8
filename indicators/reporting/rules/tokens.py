"""Tokens: a page hands one back to tell what its reader saw."""

import hashlib
import json
from typing import Any

LENGTH = 16  # hexadecimal digits: enough that two contents of one row never share a token by chance


def short_hash(data: Any) -> str:
    """Return a short digest of plain data; equal data gives the same one."""
    # Dates and decimals as their text.
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, default=str).encode()).hexdigest()[:LENGTH]
