"""axe on a page as it stands.

The script is given to the page by the browser's debugger, which the content security policy does not concern:
the pages are tested under the very policy that readers have.
"""

from itertools import product
from pathlib import Path

SCRIPT = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
WIDTHS = (320, 1440)
SCHEMES = ("light", "dark")
HEIGHT = 900
# What a scheme can change; everything else is asked once for each width.
OF_COLOUR = ("color-contrast", "link-in-text-block")
EVERYTHING = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async rules => {
  const only = rules.length ? {runOnly: rules} : {};
  const {violations} = await axe.run({...only, resultTypes: ['violations'], elementRef: false});
  return violations.flatMap(({id, nodes}) => nodes.map(each => `${id}: ${each.target.join(' ')} – ${each.failureSummary}`));
}"""
UNFOLD = "document.querySelectorAll('main details').forEach(each => { each.open = true; })"


def violations(page, rules=()):
    """Return what axe finds by some rules or sets of rules, or by those that it has switched on itself."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SCRIPT)
    return page.evaluate(RUN, list(rules))


def faults(page, in_dark=OF_COLOUR):
    """Return what axe finds with everything unfolded, in both widths and schemes."""
    page.evaluate(UNFOLD)
    found = {}
    for width, scheme in product(WIDTHS, SCHEMES):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        if complaints := violations(page, EVERYTHING if scheme == "light" else in_dark):
            found[f"{page.url} {width} {scheme}"] = complaints
    return found
