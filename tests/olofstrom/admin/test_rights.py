"""An account's rights in words, and what the log says when they change."""

import pytest

from indicators.models import Assignment, Unit
from olofstrom.admin.rights import changes_in, rights_in_words, roles_in_words

BEFORE = {
    "Uppdrag": "inga",
    "Får användas": "ja",
    "Får logga in i administrationen": "nej",
    "Får göra allt": "nej",
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, ""),
        ({"Uppdrag": "Samordnare"}, "Uppdrag: inga → Samordnare"),
        ({"Får användas": "nej"}, "Får användas: ja → nej"),
        (
            {"Uppdrag": "Administratör", "Får logga in i administrationen": "ja"},
            "Uppdrag: inga → Administratör. Får logga in i administrationen: nej → ja",
        ),
    ],
    ids=str,
)
def test_only_what_has_changed_is_told(change, words):
    assert changes_in(BEFORE, BEFORE | change) == words


def test_a_new_account_is_told_by_what_it_was_given():
    assert changes_in({}, BEFORE) == "Får användas: nej → ja"


@pytest.mark.django_db
def test_each_role_is_named_with_its_unit(person):
    unit = Unit.objects.create(slug="skolan", name="Skolförvaltningen")
    eva = person("eva", reporter=unit)
    assert roles_in_words(eva) == "Inmatare, Skolförvaltningen"

    Assignment.objects.create(user=eva, role="coordinator", unit=None)

    assert roles_in_words(eva) in {
        "Inmatare, Skolförvaltningen och Samordnare",
        "Samordnare och Inmatare, Skolförvaltningen",
    }


@pytest.mark.django_db
def test_an_account_without_roles_says_none(person):
    assert rights_in_words(person("ny")) == BEFORE | {"Får logga in i administrationen": "ja"}
