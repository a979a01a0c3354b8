"""What a browser sends from the sheet, read as wishes: what was written, what was pressed and what was only shown."""

import pytest
from django.http import QueryDict

from indicators.models import Entry
from indicators.reporting.sheet.forms import sent_changes, slugs_sent, text_in
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.notes import note_token


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", []),
        ("trygga__T=1&trygga__T__sett=&trygga__kommentar=x", ["trygga"]),
        ("b__K=1&a__M=2&b__T=3", ["b", "a"]),
        ("elever__i_arskurs_9__T=1", ["elever__i_arskurs_9"]),
        ("csrfmiddlewaretoken=x&gor=skicka&enhet=skolan", []),
        ("trygga__X=1&trygga=1&__T=1&trygga__Total=1", []),
        ("tr%C3%A5d__T=1", []),
    ],
)
def test_rows_are_known_by_the_names_of_their_fields(query, slugs):
    assert slugs_sent(QueryDict(query)) == slugs


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("trygga__T=12", "12"),
        ("trygga__T=12&trygga__T__valt=1 200", "1 200"),
        ("trygga__T=12&trygga__T__valt=", ""),
        ("trygga__T=12&trygga__T=13", "13"),
        ("trygga__T=12&trygga__T__valt=1&trygga__T__valt=2", "2"),
    ],
)
def test_the_latest_wish_for_a_field_is_what_it_means(query, text):
    assert text_in(QueryDict(query), "trygga__T") == text


def comment_of(year, indicator, **sent):
    query = QueryDict(mutable=True)
    for name, text in sent.items():
        query[f"trygga__kommentar{name}"] = text
    change = sent_changes([IndicatorYear(year, indicator)], query).get(indicator.pk)
    return change and change.note["comment"]


@pytest.mark.django_db
def test_a_comment_as_it_was_shown_is_no_change(year, trygga):
    assert comment_of(year, trygga, **{"": "Fler svarade.\r\n", "__sett": note_token("Fler svarade.")}) is None


@pytest.mark.django_db
def test_a_comment_written_in_another_window_is_no_conflict(year, trygga):
    """What the page sent without an answer may be what stands there by now."""
    written = comment_of(year, trygga, **{"": "Nytt", "__sett": note_token(""), "__skickat": " Fler\r\n"})

    assert written == ("Nytt", (note_token(""), note_token("Fler")))


@pytest.mark.django_db
def test_an_emptied_comment_is_a_change(year, trygga):
    assert comment_of(year, trygga, **{"": " ", "__sett": note_token("Fler")}) == ("", (note_token("Fler"),))


@pytest.mark.django_db
def test_an_endless_comment_is_cut_where_its_field_ends(year, trygga):
    longest = Entry._meta.get_field("comment").max_length

    text, _ = comment_of(year, trygga, **{"": "å" * (longest + 5), "__sett": ""})

    assert text == "å" * longest


@pytest.mark.django_db
def test_an_endless_value_is_read_no_longer_than_a_value_is(year, trygga):
    changes = sent_changes([IndicatorYear(year, trygga)], QueryDict("trygga__T=" + "9" * 100_000))

    assert len(changes[trygga.pk].cells["T"].text) == 200
    assert "för långt" in changes[trygga.pk].cells["T"].reading.fault


@pytest.mark.django_db
def test_women_and_men_are_not_read_where_there_is_a_total_only(year, make_indicator):
    plain, split = make_indicator("plain"), make_indicator("split", by_sex=True)
    sent = QueryDict("plain__T=1&plain__K=2&split__T=3&split__K=4&split__M=5")

    changes = sent_changes([IndicatorYear(year, plain), IndicatorYear(year, split)], sent)

    assert list(changes[plain.pk].cells) == ["T"]
    assert {sex: cell.text for sex, cell in changes[split.pk].cells.items()} == {"T": "3", "K": "4", "M": "5"}


@pytest.mark.django_db
def test_a_row_that_was_not_sent_has_no_change(year, trygga, make_indicator):
    other = make_indicator("annan")

    changes = sent_changes([IndicatorYear(year, trygga), IndicatorYear(year, other)], QueryDict("trygga__T=1"))

    assert list(changes) == [trygga.pk]
