"""axe-core on a page: what it finds, in light and dark, on a wide window and on a phone."""

from collections.abc import Callable, Iterable
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

from tests.e2e.addresses import visit

VIEWS = ((1440, "light"), (1440, "dark"), (390, "dark"))
"""Every rule at both widths, every colour once: what is light on a phone has the colours of the wide window."""
RUN = """options => axe.run(document, options).then(result => result.violations.map(found =>
    [found.id, found.nodes.map(node => `${node.target.join(' ')}: ${node.failureSummary}`)]))"""
LOADED = "globalThis.axe !== undefined"
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that look at colours: all that other colours on the same page can break."""


def findings(page: Any, views: Iterable[tuple[int, str]] = VIEWS, *, preload: bool = True) -> list[str]:
    """Every violation of axe's rules on the page as it stands, `rule, width, colours: where and why`. The page is not
    loaded again between the views; axe comes in beside the page's own scripts, so the content policy stays in force.

    `preload` False leaves out the one rule (css-orientation-lock) for which axe reads stylesheets that stylesheets
    import: it puts them into the page, which the policy forbids. Ours import none; Django's do.
    """
    if not page.evaluate(LOADED):
        page.evaluate(AXE_SCRIPT)
    found, seen = [], set()
    for width, scheme in views:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        options = {"resultTypes": ["violations"], "preload": preload}
        if width in seen:
            options["runOnly"] = COLOURS
        seen.add(width)
        for rule, places in page.evaluate(RUN, options):
            found += [f"{rule}, {width}, {scheme}: {place}" for place in places]
    return found


def walk(
    window: Any, places: dict[str, str], *, look: Callable[[Any], list[str]] | None = None, **options: Any
) -> dict[str, list[str]]:
    """What axe finds on each of the places, and what `look` finds, where they find anything."""
    found = {}
    for name, where in places.items():
        window.set_viewport_size({"width": 1440, "height": 900})
        window.emulate_media(color_scheme="light")
        visit(window, where)
        said = look(window) if look else []
        found[f"{name} ({where})"] = [*said, *findings(window, **options)]
    return {name: list(dict.fromkeys(said)) for name, said in found.items() if said}
