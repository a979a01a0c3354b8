"""The guide for those who write plans tells of every file, key and word that the reader knows."""

import re
from pathlib import Path

import pytest

from goals.plan import format as planformat
from goals.plan.format import KINDS, PLAN_LISTS, words_of

GUIDE = (Path(__file__).resolve().parents[3] / "fixtures" / "README.md").read_text(encoding="utf-8")
FILES = [planformat.PLAN, *planformat.LIST_FILES, *planformat.TABLE_FILES, *planformat.OPTIONAL_FILES]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.one)
def test_every_key_and_word_is_explained(kind):
    named = set(re.findall(r"`([^`\s]+)`", GUIDE))
    keys = {*kind.layout, *(word for word, _ in kind.fields.values())}
    words = {word for _, field in kind.fields.values() if field.choices for word in words_of(field).values()}

    assert keys - named == set()
    assert {word for word in words if not re.search(rf"\b{word}\b", GUIDE)} == set()


@pytest.mark.parametrize("file", FILES)
def test_every_file_is_explained(file):
    assert re.search(rf"^## {re.escape(file)}", GUIDE, re.MULTILINE)


def test_every_list_of_the_plan_file_is_explained():
    assert [word for word in PLAN_LISTS if f"`{word}`" not in GUIDE] == []
