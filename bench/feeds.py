"""How well are feeds read? Every case of a folder through our reader, beside feedparser on the same bytes.

    .venv/bin/python bench/feeds.py FOLDER... [--misses]

FOLDER holds cases.tar.gz (feeds as they are) and truth.jsonl.gz (`file`, `expect`), as ../shared/data/feedparser_cases
and ../shared/data/feedvalidator_cases do. Printed for each folder: crashes (anything but a reading or a sentence); of
the feeds that feedparser finds entries in, how many have as many here; of the titles, links, dates and authors that
feedparser gets, how many are equal (titles as text: tags and character references read, spaces left away; links of the
web; dates as moments, a time without a zone in UTC; authors that are names); of the feeds that are expected to be
broken, how many are reported so; time.
Exit status 1 where anything crashed.
"""

from __future__ import annotations

import argparse
import gzip
import html
import io
import json
import re
import sys
import tarfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import feedparser  # noqa: E402

from stories.extraction import Clipping, Reading, Unreadable, read_page  # noqa: E402


@dataclass
class Score:
    """What was counted over a folder."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    seconds: float = 0.0
    theirs: float = 0.0

    def compare(self, what: str, file: str, ours: object, theirs: object) -> None:
        """Count one value that feedparser has."""
        self.counts[what] += 1
        if ours == theirs:
            self.counts[f"{what} equal"] += 1
        else:
            self.misses.append(f"{what}: {file}: ours {str(ours)[:90]!r} theirs {str(theirs)[:90]!r}")


def main() -> int:
    """Score each folder, print."""
    parser = argparse.ArgumentParser(description="Feeds read, beside feedparser.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true", help="name every value that differs")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    crashes = 0
    for folder in options.folders:
        score = Score()
        for file, expect, raw in cases(folder):
            one_case(score, file, expect, raw)
        show(folder, score, misses=options.misses)
        crashes += score.counts["crashes"]
    return int(crashes > 0)


def cases(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """Every file of the folder's archive with what is expected of it."""
    with gzip.open(folder / "truth.jsonl.gz", "rt") as file:
        expected = {row["file"]: str(row.get("expect") or "") for row in map(json.loads, file)}
    with tarfile.open(folder / "cases.tar.gz") as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None:
                name = member.name.removeprefix("./")
                yield name, expected.get(name, ""), stream.read()


def one_case(score: Score, file: str, expect: str, raw: bytes) -> None:
    """Read one file both ways and compare."""
    score.counts["files"] += 1
    start = time.perf_counter()
    reading, reason = ours(raw, score, file)
    score.seconds += time.perf_counter() - start
    start = time.perf_counter()
    entries = theirs(raw)
    score.theirs += time.perf_counter() - start
    clippings = reading.clippings if reading else ()
    if reading is None:
        score.counts["refused with a sentence"] += 1
    if "SAXError" in expect and not expect.startswith("!"):
        told = " ".join((*(reading.doubts if reading else ()), reason))
        score.compare("broken feeds reported", file, "broken" in told.lower(), True)
    if entries:
        score.compare("feeds with as many entries", file, len(clippings), len(entries))
        if len(clippings) == len(entries):
            for clipping, entry in zip(clippings, entries, strict=True):
                compare_entry(score, file, clipping, entry)


def ours(raw: bytes, score: Score, file: str) -> tuple[Reading | None, str]:
    """Our reading, or the reason why there is none."""
    try:
        return read_page(raw), ""
    except Unreadable as error:
        return None, error.reason
    except Exception as error:
        score.counts["crashes"] += 1
        score.misses.append(f"CRASH: {file}: {error!r}")
        return None, ""


def theirs(raw: bytes) -> list[Any]:
    """feedparser's entries."""
    try:
        found: list[Any] = feedparser.parse(io.BytesIO(raw)).entries
    except Exception:
        return []
    return found


def compare_entry(score: Score, file: str, clipping: Clipping, entry: Any) -> None:
    """The title, link and date of an entry, where feedparser has one."""
    title = as_text(entry.get("title") or "", entry.get("title_detail") or {})
    if title:
        score.compare("titles", file, "".join((clipping.headline or "").split()), title)
    link = entry.get("link") or ""
    if link.startswith(("http://", "https://")):
        score.compare("links", file, clipping.url, link)
    names = names_of(entry)
    if names:
        score.compare("authors", file, list(clipping.byline), names)
    moment = entry.get("published_parsed") or (entry.updated_parsed if "updated_parsed" in entry else None)
    if moment:
        score.compare("dates", file, moment_of(clipping.published), in_utc(moment))


def as_text(value: str, detail: Any) -> str:
    """A title without tags and character references (unless it is plain text) and without any space."""
    if detail.get("type") != "text/plain":
        value = html.unescape(re.sub(r"</?[a-zA-Z!][^<>]*>", " ", value))
    return "".join(value.split())


def names_of(entry: Any) -> list[str]:
    """The authors that are names, not addresses."""
    listed = [one.get("name") or "" for one in entry.get("authors") or []]
    names = [name for name in listed if name] or [entry.get("author") or ""]
    return [" ".join(name.split()) for name in names if name and "@" not in name]


def in_utc(parts: Any) -> datetime:
    """feedparser's struct_time, which is in UTC."""
    year, month, day, hour, minute, second = parts[:6]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def moment_of(published: str | None) -> datetime | None:
    """A clipping's date as a moment: the beginning of the day, month or year where that is all that is known."""
    if not published:
        return None
    moment = datetime.fromisoformat((published + "-01-01")[:10] if len(published) < 10 else published)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def show(folder: Path, score: Score, *, misses: bool) -> None:
    """Print what was counted."""
    counts = score.counts
    print(f"{folder.name}: {counts['files']} files, {counts['crashes']} crashes, "
          f"{counts['refused with a sentence']} refused with a sentence")  # fmt: skip
    for what in ("feeds with as many entries", "titles", "links", "dates", "authors", "broken feeds reported"):
        if counts[what]:
            print(f"  {what}: {counts[f'{what} equal']} of {counts[what]}")
    print(f"  {score.seconds:.1f} s, feedparser alone {score.theirs:.1f} s")
    if misses:
        print("\n".join(f"    {miss}" for miss in score.misses))


if __name__ == "__main__":
    sys.exit(main())
