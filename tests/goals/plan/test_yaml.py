"""YAML as bare text with line numbers: what YAML would have guessed stays as it was typed."""

import pytest

from goals.plan.yaml import DEEPEST, Mapping, Scalar, Sequence, YamlFault, read_yaml


@pytest.mark.parametrize(
    "typed",
    ["1e3", "010", "0x1F", "no", "yes", "null", "~", "2024-02-30", "12:30:00", "1_000", ".inf", "=", "T"],
)
def test_word_that_yaml_would_guess_about_is_a_text(typed):
    node = read_yaml(f"nyckel: {typed}\n")

    assert node.entries["nyckel"] == (1, Scalar(1, typed, plain=True))


@pytest.mark.parametrize(
    ("typed", "text", "is_plain"),
    [
        ("text", "text", True),
        ("'010'", "010", False),
        ('"rad\\nrad"', "rad\nrad", False),
        ("|-\n  en rad\n\n  en till", "en rad\n\nen till", False),
        (">-\n  vikt\n  text", "vikt text", False),
        ("''", "", False),
        ("", "", True),
        ("text # inte med", "text", True),
    ],
)
def test_text_is_what_was_meant_and_whether_it_was_quoted(typed, text, is_plain):
    _, node = read_yaml(f"nyckel: {typed}\n").entries["nyckel"]

    assert (node.text, node.plain) == (text, is_plain)


def test_every_node_knows_its_line():
    node = read_yaml("# först en kommentar\nett: a\nlista:\n  - b\n  - djup:\n      c: d\n")

    assert isinstance(node, Mapping)
    assert {key: line for key, (line, _) in node.entries.items()} == {"ett": 2, "lista": 3}
    _, items = node.entries["lista"]
    assert isinstance(items, Sequence)
    assert [each.line for each in items.items] == [4, 5]
    _, deep = items.items[1].entries["djup"]
    assert deep.entries["c"][0] == 6


def test_key_that_stands_twice_is_remembered_with_its_line():
    node = read_yaml("namn: Ett\nadress: a\nnamn: Två\n")

    assert node.repeated == [(3, "namn")]


@pytest.mark.parametrize("text", ["", "\n\n", "# bara en kommentar\n"])
def test_file_without_content_is_nothing(text):
    assert read_yaml(text) is None


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: 1\nb: x: y\n", 2, "kolon med mellanslag"),
        ("a: 1\nb: 'text\nc: 3\n", 2, "citattecken som börjar här"),
        ("a: 1\nb\n", 3, "saknar kolon"),
        ("a: 1\n\tb: 2\n", 2, "tabb"),
        ("a: @b\n", 1, "ett tecken som YAML inte tillåter"),
        ("a: 1\n   b: 2\n", 2, "kolon"),
        ("- a\nb: 1\n", 2, "indraget stämmer inte"),
        ("a: {b: 1\n", 2, "klammerparentes"),
        ("a: &x 1\n", 1, "ankare"),
        ("a: !!str 1\n", 1, "taggar"),
        ("a: 1\n---\nb: 2\n", 3, "flera dokument"),
        ("{a: 1}: b\n", 1, "en nyckel ska vara ett ord"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_line(text, line, reason):
    with pytest.raises(YamlFault) as caught:
        read_yaml(text)

    assert reason in caught.value.reason
    assert caught.value.line == line


def test_nesting_has_an_end():
    read_yaml("[" * (DEEPEST - 1) + "]" * (DEEPEST - 1))

    with pytest.raises(YamlFault, match="för många nivåer"):
        read_yaml("[" * 2000 + "]" * 2000)
