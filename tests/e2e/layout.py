"""How a page stands on screens of any width and on paper: what sticks out, and what paper does not want."""

from typing import Any

WIDTHS = (1440, 768, 390, 360)
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return null;
    const out = [...document.body.querySelectorAll('*')].filter(el => el.getBoundingClientRect().right > room + 1
        && !el.parentElement.closest('.scroll, svg'));
    return [document.documentElement.scrollWidth, out.slice(0, 3).map(el => el.outerHTML.slice(0, 120))];
}"""
SHOWN_ON_PAPER = """() => ['.topbar', '.nav', '.pub__bar', '.btn', '.bar', '.toasts', '.skip'].filter(
    part => [...document.querySelectorAll(part)].some(el => el.checkVisibility()))"""


def misplaced(page: Any) -> list[str]:
    """What makes the page scroll sideways, from a wide window to the narrowest phone, and what of the room (bars,
    buttons) is printed. The page is left wide, on a screen."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        sticks_out = page.evaluate(TOO_WIDE)
        if sticks_out:
            found.append(f"too wide at {width}: {sticks_out}")
    page.emulate_media(media="print")
    found += [f"on paper: {part}" for part in page.evaluate(SHOWN_ON_PAPER)]
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found
