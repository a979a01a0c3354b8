"""Charts as pictures for files that cannot hold SVG, and the fonts that typst sets them and the PDF in."""

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    import typst


def png_of(svg: str, *, width: float, height: float) -> bytes:
    """Return a chart of ours as PNG, `width` by `height` in typographic points, sharp on paper."""
    import typst  # noqa: PLC0415

    page = f'#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    made: Any = typst.compile(page.encode(), font_paths=fonts(), sys_inputs={"svg": svg}, format="png", ppi=220)
    return bytes(made)


@cache
def fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(settings.BASE_DIR / "static" / "fonts")],
    )
