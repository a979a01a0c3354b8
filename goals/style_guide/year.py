"""A fictional year for the style guide: open and adopted, assessed and not, changed and corrected."""

from datetime import date
from typing import Any

from goals.year.content import NOT_ASSESSED, AssessmentFact, Count, Ruling, Spread
from indicators.shapes import StatusMark, TrendMark

_PARTLY, _NOT = StatusMark("near", "Delvis uppnått", "", ""), StatusMark("missed", "Ej uppnått", "", "")
_SPREAD = Spread(
    (Count("near", "Nära", 1), Count("unknown", "Kan inte bedömas", 1)), 2, "1 är nära och 1 kan inte bedömas"
)


def follow_up(here: str) -> dict[str, Any]:
    """Return what a year's summary is made of; every link leads to `here`."""
    content = {"round_word": "Helår", "year": 2023, "before_year": 2022, "adoption": {"reason": "Ett värde var fel."}}
    open_year = {"state": "Öppen: uppgifterna kan ändras till dess att året fastställs.", "content": {}}
    adopted = {
        "state": "Fastställd 23 april 2024, version 2.",
        "decision": "Kommunfullmäktige, 22 april 2024, § 44: Årsuppföljning 2023",
        "decision_url": here,
        "content": content,
        "newer": here,
        "older": ((1, here),),
        "checksum": "0123456789abcdef" * 4,
        "fault": "Ögonblicksbilden har ändrats sedan den fastställdes.",
    }
    return {
        "states": (open_year, adopted),
        "content": content,
        "area": {"fact": {"slug": "bygga", "name": "Bygga", "hue": "brick"}, "goals": _goals(here)},
        "remarks": (
            {"what": "Fler bostäder", "text": "från ej uppnått till delvis uppnått", "url": here, "arrow": "up"},
            {"what": "Trygga elever", "text": "från nära till efter", "url": here, "arrow": "down"},
            {"what": "Ett mål saknar indikatorer", "text": "Levande kulturliv.", "url": "", "arrow": ""},
        ),
        "corrections": (_correction(here),),
    }


def _correction(here: str) -> dict[str, Any]:
    return {
        "name": "Hushåll med fiber",
        "url": here,
        "what": "2022, kvinnor",
        "old": "61 %",
        "new": "58 %",
        "reason": "Tre hus hade räknats två gånger.",
        "day": date(2024, 11, 7),
        "unit": "Kansliet",
    }


def _goals(here: str) -> tuple[dict[str, Any], ...]:
    written = AssessmentFact(
        Ruling("partly", "Delvis uppnått"),
        "Det byggdes 109 bostäder.",
        "Räntan höll tillbaka byggandet.",
        "Fler tomter planläggs.",
        "Byggnadsnämnden",
        date(2024, 2, 14),
        "Ett kvarter blev klart dagen efter årsskiftet.",
    )
    before = {"year": 2022, "spread": _SPREAD}
    assessed = {
        "fact": {"title": "Fler bostäder", "assessment": written, "spread": _SPREAD, "before": before},
        "anchor": "mal-1",
        "url": here,
        "ruling": _PARTLY,
        "before": _NOT,
        "departure": "Alla indikatorer som kan bedömas är uppnådda.",
        "lines": _lines(here),
    }
    silent = {
        "fact": {"title": "Levande kulturliv", "assessment": None, "spread": Spread((), 0, ""), "before": None},
        "anchor": "mal-2",
        "url": here,
        "ruling": StatusMark("unknown", NOT_ASSESSED.word, "", ""),
        "before": None,
        "departure": "",
        "lines": (),
    }
    return assessed, silent


def _lines(here: str) -> tuple[dict[str, Any], ...]:
    told = {"name": "Färdigställda bostäder", "value_text": "109", "value_year": 2023, "target_text": "150 år 2024"}
    missing = {"name": "Hushåll med fiber", "value_text": "58 %", "value_year": 2022, "is_preliminary": True}
    near = (StatusMark("near", "Nära", "", ""), TrendMark("improving", "Förbättras", "up", ""))
    unknown = (
        StatusMark("unknown", "Kan inte bedömas", "målvärde saknas", ""),
        TrendMark("too_few", "För få värden", "none", ""),
    )
    return (
        {"fact": told, "url": here, "status": near[0], "trend": near[1]},
        {"fact": missing, "url": here, "status": unknown[0], "trend": unknown[1]},
    )
