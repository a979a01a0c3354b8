"""What the plan format is described in: kinds of rows with their keys, and lists of rows inside rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

type Layout = dict[str, "str | dict[str, str] | Child"]


# Equal to itself alone: the kinds are keys, and a layout cannot be hashed.
@dataclass(frozen=True, eq=False)
class RecordKind:
    """One kind of row: its model, its Swedish noun, the fields that name it and its keys in the order they are written.

    In `layout` a key stands for a field, for a group of keys (a mapping of their own) or for a list of children.
    """

    model: Any  # a model class
    one: str
    many: str
    natural: tuple[str, ...]
    layout: Layout
    neuter: bool = False
    spread: str = ""  # a field whose parts stand in further columns of a table, one for each municipality

    @cached_property
    def fields(self) -> dict[str, tuple[str, Any]]:
        """Return field name → its Swedish key and the model's field, groups unfolded and children left out."""
        return {name: (word, meta(self.model).get_field(name)) for word, name in self._words()}

    def _words(self) -> Iterator[tuple[str, str]]:
        for word, spec in self.layout.items():
            if isinstance(spec, str):
                yield word, spec
            elif isinstance(spec, dict):
                yield from spec.items()

    def word(self, name: str) -> str:
        """Return the Swedish key of a field, or "" for one that has none."""
        return self.fields[name][0] if name in self.fields else ""

    @property
    def has_position(self) -> bool:
        """Say whether the order in the plan's lists is stored with the row."""
        return any(f.name == "position" for f in meta(self.model).concrete_fields)


@dataclass(frozen=True)
class Child:
    """A list of rows inside another row, and the field that points back at it."""

    kind: RecordKind
    parent: str


def meta(model: Any) -> Any:
    """Return a model's description of itself; Django documents it, in spite of its name."""
    return model._meta  # noqa: SLF001


def must_be_given(model_field: Any) -> bool:
    """Say whether a plan has to give the field: the model neither allows it empty nor has a value to fall back on."""
    return not (model_field.blank or model_field.null or model_field.has_default())
