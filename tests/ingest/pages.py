"""Pages for tests, in words of our own, in shapes that extraction reads."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from stories.extraction.ahead import attempt
from stories.ingest import Outcome, import_page, store

NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)
LATER = datetime(2025, 6, 29, 3, 0, tzinfo=UTC)
ADDRESS = "https://harbour-news.example/2025/ferry"

NAMED = "Oriana Testwell stopped the ferry on Monday, and nobody asked her why she had done so."
PARAGRAPHS = (
    (
        "The ferry between the two islands stopped running on Monday, and nobody at the harbour could say for how "
        "long. Passengers who had waited since the early morning were sent home in the afternoon."
    ),
    (
        "A spokesman of the company said that the engine of the older ship had failed during the night and that parts "
        "for it would have to come from the mainland. The newer ship was already in the yard for its yearly inspection."
    ),
    (
        "The mayor called the situation a serious one for the people of the smaller island, which has no hospital of "
        "its own. She said that the coast guard would carry patients and medicine until the ferry was running again."
    ),
)
OTHERS = (
    (
        "The museum of the province opened its new wing on Saturday with a collection of maps that had never been "
        "shown. Some of them are four hundred years old and were drawn by pilots who could not read."
    ),
    (
        "Its director said that the maps had been found in the attic of a school, where they lined the drawers of a "
        "desk. It took two years to take them out, to clean them and to find out what they show."
    ),
)


def article(
    headline: str = "Ferry between the islands stops running",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    *,
    stamp: str = "14:34 JST, January 8, 2025",
) -> bytes:
    """A page with one story."""
    return "\n".join([headline, "", stamp, *paragraphs, ""]).encode()


def hashtag(*items: tuple[str, str, str, str]) -> bytes:
    """An aggregator's page: (headline, outlet, when, text) of each story."""
    lines = ["logo", "#", "", "Latest news with #Ferries", ""]
    for headline, outlet, when, text in items:
        lines += [headline, headline, "", outlet, "", f"time{when}", "", "  • Politics", f"  • {outlet}", ""]
        lines += [headline, "", text, ""]
    return "\n".join(lines).encode()


TWO = (
    ("Ferry between the islands stops running", "Harbour News", "a day ago", PARAGRAPHS[0]),
    ("Museum of maps opens a new wing", "Province Post", "21-06-2025", OTHERS[0]),
)


def bring(raw: bytes, **facts: object) -> Outcome:
    """Import a page as the command does."""
    return import_page(raw, editor=None, **{"now": NOW, **facts})  # type: ignore[arg-type]


def facts_of(raw: bytes, address: str = "", **others: Any) -> dict[str, Any]:
    """A page that was read and stored ahead."""
    read = attempt(raw, captured_at=NOW, url=address or None, name=None)
    return {
        "raw": raw,
        "address": address,
        "captured_at": NOW,
        "read": read,
        "stored": lambda: store.put(raw),
        **others,
    }


def write(folder: Path, **pages: bytes) -> list[str]:
    """Files of these bytes; returns their paths in the order of the names given."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, raw in pages.items():
        path = folder / f"{name}.txt"
        path.write_bytes(raw)
        paths.append(str(path))
    return paths
