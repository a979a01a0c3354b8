"""A component of a ready answer that does not change is drawn once."""

import gc
from dataclasses import replace
from weakref import ref

import pytest
from django.template import engines

from tests.indicators.cards import make_card

CARD = '{% include_kept "components/indicator_card.html" card=card %}'


@pytest.fixture
def drawn(monkeypatch):
    """Count the components that are drawn."""
    from indicators.templatetags import kept  # noqa: PLC0415  Django is not ready when the module is collected

    found = []
    plain = kept.render_to_string

    def counted(component, needs):
        found.append(component)
        return plain(component, needs)

    monkeypatch.setattr(kept, "render_to_string", counted)
    return found


def page(template=CARD, **context):
    return engines["django"].from_string(template).render(context)


def test_the_same_answer_is_drawn_once_and_another_anew(drawn):
    card = make_card("trygga")
    other = replace(card, name="Nöjda <elever>")

    assert page(card=card) == page(card=card)
    assert "Nöjda &lt;elever&gt;" in page(card=other)
    assert len(drawn) == 2


def test_it_is_drawn_as_an_ordinary_include(drawn):
    card = make_card("trygga")

    kept = page(card=card)

    assert kept == page('{% include "components/indicator_card.html" with card=card only %}', card=card)
    assert "<article" in kept


def test_choices_beside_the_answer_have_drawings_of_their_own(drawn):
    card = replace(make_card("trygga"), note="Valt 2020.")
    with_notes = '{% include_kept "components/indicator_card.html" card=card notes=True %}'

    assert "Valt 2020." not in page(card=card)
    assert "Valt 2020." in page(with_notes, card=card)
    assert "Valt 2020." not in page(card=card)


def test_what_can_be_equal_to_another_is_drawn_each_time(drawn):
    header = '{% include_kept "components/site_header.html" portal=portal here="start" %}'

    assert "Målportalen" in page(header, portal=None)
    page(header, portal=None)

    assert len(drawn) == 2


def test_nothing_is_kept_while_templates_are_written(drawn, settings):
    settings.DEBUG = True
    card = make_card("trygga")

    page(card=card)
    page(card=card)

    assert len(drawn) == 2


def test_what_is_drawn_is_forgotten_with_its_answer(drawn):
    card = make_card("trygga")
    gone = ref(card)
    page(card=card)

    del card
    gc.collect()

    assert gone() is None
