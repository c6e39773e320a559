"""Pictures of a page as it stands: light and dark, wide and on a phone. Taken where NEWSROOM_SCREENSHOTS is set."""

import os
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent.parent / "build" / "screenshots"
WIDE, PHONE = 1440, 390
HEIGHT = 900


def take(page: Any, name: str) -> None:
    """`build/screenshots/NAME-WIDTH-SCHEME.png`, four of them; the window is left as it was found. The page is not
    loaded again: what is opened or selected on it stays so."""
    if not os.environ.get("NEWSROOM_SCREENSHOTS"):
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for width in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True, caret="initial")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)
