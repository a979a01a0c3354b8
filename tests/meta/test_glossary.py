"""The glossary of CONTRIBUTING.md says what the models and vocabularies say."""

import pytest

from tests.meta.glossary import GUIDE, in_guide, table, words

pytestmark = pytest.mark.engine


def test_the_glossary_is_what_the_code_says():
    _, found, _ = in_guide(GUIDE.read_text(encoding="utf-8"))

    assert found == table(), "write it anew: uv run python -m tests.meta.glossary"


def test_one_english_name_has_one_swedish_noun():
    names = [name for name, _, _ in words()]

    assert len(names) == len(set(names)) > 40
