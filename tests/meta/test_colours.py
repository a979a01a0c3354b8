"""The colours of the stylesheet hold for every reader: enough contrast, and statuses told apart without colour too.

Formulas: contrast from WCAG 2.2 (relative luminance); colour-vision deficiency from Machado, Oliveira and Fernandes
(2009), severity 1.0, applied to linear light; difference as distance in OKLab (Ottosson 2020).
"""

import itertools
import math
import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

pytestmark = pytest.mark.engine

BASE_DIR = Path(__file__).resolve().parents[2]
CSS = (BASE_DIR / "static/css/site.css").read_text(encoding="utf-8")
SPRITE = (BASE_DIR / "templates/components/sprite.html").read_text(encoding="utf-8")
MAX_CSS_BYTES = 33_000  # bytes, which are 7 kB as sent; what a first view weighs is held where it is fetched
AFTER_LOGIN = {"account.css", "admin.css", "reporting.css", "rounds.css", "style_guide.css"}

PAIR = re.compile(r"--([a-z]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
SCHEMES = {"light": 0, "dark": 1}
TOKENS = {name: shades for name, *shades in PAIR.findall(CSS)}

SURFACES = ("paper", "sheet")
STATUSES = ("reached", "track", "near", "behind", "missed", "unknown")
HUES = ("lake", "berry", "iron", "forest", "heather", "sky", "brick", "slate")
TEXTS = ("ink", "soft", *STATUSES, *HUES)
GRAPHICS = ("edge", "target")
TEXT_CONTRAST, GRAPHIC_CONTRAST = 4.5, 3.0

MACHADO = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}
CLEARLY_APART = 0.03  # in OKLab; two patches side by side are just told apart at about 0.02


def linear(colour):
    """Return red, green and blue as linear light, 0 to 1."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]


def luminance(colour):
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def seen_by(colour, deficiency):
    """Return a colour's linear light as someone with a colour-vision deficiency sees it."""
    light = linear(colour)
    rows = MACHADO[deficiency]
    return [min(1, max(0, sum(part * share for part, share in zip(row, light, strict=True)))) for row in rows]


def oklab(light):
    red, green, blue = light
    cones = (
        0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue,
        0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue,
        0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue,
    )
    long, medium, short = (math.cbrt(cone) for cone in cones)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def difference(one, other, deficiency):
    return math.dist(oklab(seen_by(one, deficiency)), oklab(seen_by(other, deficiency)))


def test_the_formulas_give_the_published_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert oklab(linear("#ffffff")) == pytest.approx((1, 0, 0), abs=1e-3)
    assert oklab(linear("#ff0000")) == pytest.approx((0.628, 0.225, 0.126), abs=1e-3)
    for rows in MACHADO.values():
        assert [sum(row) for row in rows] == pytest.approx([1, 1, 1], abs=1e-4), "grey stays grey"


def test_every_token_that_is_judged_is_in_the_stylesheet():
    judged = {*SURFACES, *TEXTS, *GRAPHICS, "line", "band"}

    assert judged == set(TOKENS)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_of_text_is_read_on_every_surface(scheme):
    at = SCHEMES[scheme]
    low = {
        f"{text} on {surface}": round(ratio, 2)
        for text, surface in itertools.product(TEXTS, SURFACES)
        if (ratio := contrast(TOKENS[text][at], TOKENS[surface][at])) < TEXT_CONTRAST
    }

    assert low == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_on_coloured_ground_is_read(scheme):
    at = SCHEMES[scheme]
    paper = TOKENS["paper"][at]
    grounds = {
        name: TOKENS[name][at] for name in ("ink", *HUES)
    }  # buttons: paper on ink, and on the hue when pointed at

    assert {name: ground for name, ground in grounds.items() if contrast(paper, ground) < TEXT_CONTRAST} == {}
    assert contrast("#ffffff", TOKENS["band"][at]) >= TEXT_CONTRAST  # the band of the example data


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_graphic_is_seen_on_every_surface(scheme):
    at = SCHEMES[scheme]
    low = {
        f"{graphic} on {surface}": round(ratio, 2)
        for graphic, surface in itertools.product((*GRAPHICS, *STATUSES, *HUES), SURFACES)
        if (ratio := contrast(TOKENS[graphic][at], TOKENS[surface][at])) < GRAPHIC_CONTRAST
    }

    assert low == {}


@pytest.mark.parametrize("deficiency", MACHADO)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_status_colours_differ_whatever_colours_one_sees(scheme, deficiency):
    # In greyscale some are alike: there, as everywhere, shape and word tell them apart.
    at = SCHEMES[scheme]
    close = {
        f"{one} and {other}": round(apart, 3)
        for one, other in itertools.combinations(STATUSES, 2)
        if (apart := difference(TOKENS[one][at], TOKENS[other][at], deficiency)) < CLEARLY_APART
    }

    assert close == {}


def shape_of(symbol):
    """Return what is drawn, without colour: the elements with their measures and whether they are filled or lines."""
    drawn = []
    for part in symbol:
        measures = tuple(sorted((name, value) for name, value in part.attrib.items() if name != "class"))
        drawn.append((part.tag, part.get("class", "filled"), measures))
    return tuple(drawn)


def test_every_status_and_trend_has_a_shape_of_its_own():
    drawing = re.sub(r"\{#.*?#\}", "", SPRITE, flags=re.DOTALL)
    sprite = fromstring(drawing)  # noqa: S314  our own file
    symbols = {symbol.get("id"): shape_of(symbol) for symbol in sprite.iter("symbol")}

    marks = {name for name in symbols if name.startswith("mark-")}
    assert len(marks) == len(STATUSES)
    assert all(symbols.values()), "an empty mark"
    assert len(set(symbols.values())) == len(symbols), "two marks alike"


def test_all_styles_of_the_public_pages_are_small():
    (site,) = (path for path in (BASE_DIR / "static/css").glob("*.css") if path.name not in AFTER_LOGIN)

    assert site.stat().st_size < MAX_CSS_BYTES
