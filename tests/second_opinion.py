"""A second opinion on every verdict, from the open files alone.

Written from the rules as they are told to readers, in fractions and with no code of the portal's: what is wrong in one
of the two is seen where they differ. Run by itself it tells what it thinks of two files:

    python -m tests.second_opinion trygga.csv trygga.json 1060 2024
"""

import csv
import io
import json
import sys
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from pathlib import Path
from statistics import median

SEXES = {"T": "T", "K": "K", "M": "M"}
WORST_FIRST = ("missed", "behind", "unknown", "near", "on_track", "reached")
COUNTRY = "0000"


@dataclass(frozen=True)
class Opinion:
    """A status with what it rests on; `expected`, `gap` and `other` are None where there is nothing to tell."""

    status: str
    reason: str = ""
    year: int | None = None
    value: Fraction | None = None
    expected: Fraction | None = None
    gap: Fraction | None = None
    other: Fraction | None = None
    earlier: str = ""


@dataclass(frozen=True)
class Known:
    """The two files of an indicator, read."""

    facts: dict
    rows: list

    def values(self, code, sex):
        found = {}
        for row in self.rows:
            if (row["kommun_kod"], row["kon"]) == (code, sex):
                found[int(row["ar"])] = Fraction(row["varde"]) if row["varde"] else None
        return found

    def points(self, code, scope):
        """Return what is judged by year, unrounded but for a difference, which is that of the published values."""
        if scope in SEXES:
            return {year: value for year, value in self.values(code, scope).items() if value is not None}
        women, men = ({year: self.round(value) for year, value in self.points(code, sex).items()} for sex in ("K", "M"))
        return {year: abs(women[year] - men[year]) for year in women.keys() & men.keys()}

    def round(self, value):
        step = Fraction(10) ** self.facts["decimaler"]
        half_up = floor(abs(value) * step + Fraction(1, 2)) / step
        return half_up if value >= 0 else -half_up


def read(csv_text, json_text):
    return Known(json.loads(json_text), list(csv.DictReader(io.StringIO(csv_text, newline=""))))


def number(text):
    return None if text is None else Fraction(text)


# Status


def opinions(known, home, seen_from):
    """Return the opinion of each scope that something is decided for, by scope."""
    decided = [
        each for each in known.facts["malvarden"] if not each["beslutat"] or int(each["beslutat"][:4]) <= seen_from
    ]
    scopes = [scope for scope in ("T", "K", "M", "gap") if any(each["galler"] == scope for each in decided)] or ["T"]
    return {scope: _Scope(known, home, scope, decided).opinion(seen_from) for scope in scopes}


def status(known, home, seen_from):
    """Return the opinion that decides: all that is decided is to be met."""
    return min(opinions(known, home, seen_from).values(), key=lambda each: WORST_FIRST.index(each.status))


class _Scope:
    """What is judged of one scope, and by what."""

    def __init__(self, known, home, scope, decided):
        facts = known.facts
        self.known, self.home, self.scope = known, home, scope
        self.direction = "lower" if scope == "gap" else facts["onskad_riktning"]
        start = facts["utgangsvarde"] if scope == "T" else None
        self.start = (start["ar"], number(start["varde"])) if start else None
        self.targets = sorted(
            (each for each in decided if each["galler"] == scope and self._can_be_judged(each)),
            key=lambda each: each["ar"],
        )
        for each in self.targets:
            own = self._own_start(each)
            if own:
                self.start = own
                break
        self.end = self.targets[-1] if self.targets else None
        self.breaks = [each["ar"] for each in facts["seriebrott"]]
        self.tolerance = number(facts["tolerans"]) if scope == "T" else None

    def _can_be_judged(self, target):
        return target["slag"] in {"level", "standard"} or self.direction in {"higher", "lower"}

    def _own_start(self, target):
        if target["utgangsvarde"]:
            return target["utgangsvarde"]["ar"], number(target["utgangsvarde"]["varde"])
        return self.start if target["slag"] == "change" else None

    def values(self, seen_from):
        found = self.known.points(self.home, self.scope)
        return {year: self.known.round(found[year]) for year in sorted(found) if year <= seen_from}

    def opinion(self, seen_from):
        values = self.values(seen_from)
        if not values:
            return Opinion("unknown", "no_outcome")
        year = max(values)
        is_judged = self.direction != "none" and self.end is not None
        reason = ""
        if seen_from - year > self.known.facts["langsta_alder"]:
            reason = "stale"
        elif is_judged and year < self.end["ar"] < seen_from:
            reason = "end_unmeasured"
        then = self.at(year, values[year])
        return Opinion("unknown", reason, year, values[year], earlier=then.status) if reason else then

    def at(self, year, value):
        if self.direction == "none" or self.end is None:
            return Opinion("unknown", "no_direction" if self.direction == "none" else "no_target", year, value)
        found = self.expected(year)
        if isinstance(found, str):
            is_past = self.is_past_the_end(year, value)
            return Opinion("reached", "", year, value) if is_past else Opinion("unknown", found, year, value)
        low, high, margin, other = found
        gap = self.gap(value, low, high)
        return Opinion(self.word(year, value, gap, margin), "", year, value, low, gap, other)

    def word(self, year, value, gap, margin):
        if gap >= margin:
            return "reached" if year >= self.end["ar"] or self.is_past_the_end(year, value) else "on_track"
        if self.width() > 0 and -gap <= self.width():
            return "near"
        return "missed" if year >= self.end["ar"] else "behind"

    def is_past_the_end(self, year, value):
        if self.end["slag"] not in {"level", "standard"} or (self.direction == "range" and year < self.end["ar"]):
            return False
        return self.gap(value, *self.level(self.end)) >= 0

    def level(self, target):
        value, low, high = (number(target[key]) for key in ("varde", "lagst", "hogst"))
        if value is not None:
            return value, value
        return {"higher": (low, low), "lower": (high, high)}.get(self.direction, (low, high))

    def gap(self, value, low, high):
        if self.direction == "higher":
            return value - low
        return high - value if self.direction == "lower" else min(value - low, high - value, Fraction(0))

    def width(self):
        """The tolerance: its own, else a tenth of the way from the start to the end target."""
        if self.tolerance is not None:
            return self.tolerance
        if not self.start or self.end is None or self.end["slag"] not in {"level", "standard"}:
            return Fraction(0)
        begin, first = self.start
        low, high = self.level(self.end)
        nearest = min(max(first, low), high)
        return abs(nearest - first) / 10 if begin < self.end["ar"] else Fraction(0)

    def governing(self, year):
        """The target of the year itself, else the standard that holds then, else the next, else the last."""
        for each in self.targets:
            if each["ar"] == year:
                return each
        for each in self.targets:
            if each["fran_ar"] and each["fran_ar"] <= year < each["ar"]:
                return each
        return next((each for each in self.targets if each["ar"] > year), self.end)

    def expected(self, year):
        """Return low, high, how much better it must be, and the other figure; else why nothing is expected."""
        target = self.governing(year)
        if target["slag"] == "relative":
            return self.beside_others(target, year)
        if target["slag"] == "change":
            start = self._own_start(target)
            if start is None:
                return "no_baseline"
            if start[0] < year and any(start[0] < each <= year for each in self.breaks):
                return "method_changed"
            return (start[1], start[1], self.step(), None) if start[0] < year else "not_begun"
        low, high = self.level(target)
        if self.direction == "range" or year >= (target["fran_ar"] or target["ar"]):
            return low, high, Fraction(0), None
        return self.on_the_line(year)

    def step(self):
        return Fraction(1, 10 ** self.known.facts["decimaler"])

    def beside_others(self, target, year):
        other = _other_figure(self, target, year)
        if other is None:
            return "no_reference"
        other = self.known.round(other)
        is_share = target["jamfort_med"] in {"group_best", "nation_best"}
        apart = Fraction(0) if is_share else number(target["varde"]) or Fraction(0)
        expected = other + apart if self.direction == "higher" else other - apart
        return expected, expected, self.step() if target["ska_vara_battre"] else Fraction(0), other

    def on_the_line(self, year):
        points = {}
        if self.start and self.start[0] < self.end["ar"]:
            points[self.start[0]] = self.start[1]
        for each in self.targets:
            if each["slag"] in {"level", "standard"}:
                if each["fran_ar"]:
                    points.setdefault(each["fran_ar"], self.level(each)[0])
                points[each["ar"]] = self.level(each)[0]
        before, after = [each for each in points if each <= year], [each for each in points if each > year]
        begins = bool(self.start) and year <= self.start[0] < self.end["ar"]
        if not before or not after:
            return "not_begun" if begins and not before else "no_baseline"
        begin, end = max(before), min(after)
        if any(begin < each <= year for each in self.breaks):
            return "method_changed"
        value = points[begin] + (points[end] - points[begin]) * Fraction(year - begin, end - begin)
        value = self.round_as_decided(value, points[begin], points[end])
        from_start = self.start and begin == self.start[0] and all(each["ar"] != begin for each in self.targets)
        if from_start:
            value = min(value, points[end]) if self.direction == "higher" else max(value, points[end])
        return value, value, Fraction(0), None

    def round_as_decided(self, value, *ends):
        """Round half up to the published decimals, or to those of what the line runs between."""
        places = self.known.facts["decimaler"]
        while any(each * 10**places % 1 for each in ends):
            places += 1
        step = 10**places
        rounded = Fraction(floor(abs(value) * step + Fraction(1, 2)), step)
        return rounded if value >= 0 else -rounded


def _other_figure(scope, target, year):
    """Return what a relative target follows, from the same year; None where it cannot be known."""
    known, reference = scope.known, target["jamfort_med"]
    if reference == "country":
        return known.points(COUNTRY, scope.scope).get(year)
    others = [known.points(code, scope.scope).get(year) for code in target["kommuner"]]
    others = [each for each in others if each is not None]
    if reference == "group_best":
        own = known.points(scope.home, scope.scope).get(year)
        ranked = sorted([*others, *([] if own is None else [own])], reverse=scope.direction == "higher")
        places = len(ranked) * Fraction(target["varde"]) / 100
        return ranked[-floor(-places) - 1] if len(ranked) >= 5 else None
    if len(others) < 2 or reference == "nation_best":  # the whole country is not in the files
        return None
    return median(others) if reference == "group_median" else sum(others) / len(others)


# Trend


def trend(known, home, seen_from):
    """Return the word for where the totals are heading."""
    decided = [
        each for each in known.facts["malvarden"] if not each["beslutat"] or int(each["beslutat"][:4]) <= seen_from
    ]
    scope = _Scope(known, home, "T", decided)
    values = scope.values(seen_from)
    broken = max((each for each in scope.breaks if each <= seen_from), default=0)
    window = [(year, value) for year, value in values.items() if year >= broken][-5:]
    if len(window) < 3:
        return "too_few"
    years, found = [Fraction(year) for year, _ in window], [value for _, value in window]
    count, mid, mean = len(window), sum(years) / len(window), sum(found) / len(window)
    wide = sum((year - mid) ** 2 for year in years)
    slope = sum((year - mid) * (value - mean) for year, value in window) / wide
    change = slope * (years[-1] - years[0])
    rest = sum((value - mean - slope * (year - mid)) ** 2 for year, value in window)
    first = mean + slope * (years[0] - mid)
    better = _towards_better(scope, change, first)
    if abs(better if scope.direction == "range" and scope.targets else change) <= _band(scope, mean):
        return "unchanged"
    if change**2 <= rest / (count - 2):
        return "swinging"
    up, down = ("improving", "worsening") if _has_better_end(scope) else ("rising", "falling")
    return up if better > 0 else down


def _has_better_end(scope):
    return scope.direction in {"higher", "lower"} or (scope.direction == "range" and bool(scope.targets))


def _towards_better(scope, change, first):
    """Return the change so that more is better; in a range it is how much nearer the range the line has come."""
    if scope.direction == "lower":
        return -change
    if scope.direction != "range" or not scope.targets:
        return change
    low, high = scope.level(scope.end)
    distances = [max(low - value, value - high, Fraction(0)) for value in (first, first + change)]
    return distances[0] - distances[1]


def _band(scope, mean):
    own = scope.known.facts["band"]
    if own is not None:
        return Fraction(own)
    return scope.width() / 2 or abs(mean) / 50


if __name__ == "__main__":
    table, facts, code, year = sys.argv[1:]
    files = read(Path(table).read_text(encoding="utf-8"), Path(facts).read_text(encoding="utf-8"))
    sys.stdout.write(f"{status(files, code, int(year))} {trend(files, code, int(year))}\n")
