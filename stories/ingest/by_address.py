"""A page by its address: fetched behind the guard, then received like any other."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from stories.ingest.fetching import Bounds, fetch
from stories.ingest.receive import receive_page
from stories.models import Capture, Outlet
from stories.policy import check_can


def receive_address(
    address: str, *, editor: Any, now: datetime, outlet: Outlet | None = None, bounds: Bounds | None = None
) -> Capture:
    """Fetch a page and keep it to be checked; its capture has the address at which it was in the end.

    Raises NotFetched with a sentence, what `receive_page` raises, and Refused before anything is asked.
    """
    check_can(editor, "import")
    fetched = fetch(address, bounds=bounds)
    return receive_page(fetched.raw, editor=editor, now=now, address=fetched.address, outlet=outlet)


__all__ = ["receive_address"]
