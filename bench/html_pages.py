"""How well are HTML articles read? Headline, byline, day and body against a truth, beside trafilatura and htmldate.

    .venv/bin/python bench/html_pages.py ../shared/data/fundus_pages ../shared/data/trafilatura_eval
    .venv/bin/python bench/html_pages.py --misses --only byline ../shared/data/fundus_pages

A folder holds pages (`html/`, plain or gzip) and `truth.jsonl` or `truth.jsonl.gz`, one page a line. What a line has is
measured: `title`; `authors` (list) or `author` (names between semicolons or commas); `publishing_date` or `date`;
`body` or `articleBody`; `with` and `without` (texts that must, or must not, stand in the body); `html` (the file; else
the name is the field `id`) and `url`. A page whose truth lacks a field does not count for it.

Headlines and names are compared without case, accents and punctuation. Bodies: F1 over runs of four words, as the
article extraction benchmark does it (github.com/scrapinghub/article-extraction-benchmark).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import htmldate
import trafilatura

from stories.extraction import Unreadable, read_page
from stories.text.names import fold


@dataclass(frozen=True)
class Read:
    """What was read from a page: by us, or by a plain tool."""

    headline: str = ""
    byline: tuple[str, ...] = ()
    day: str = ""
    body: str = ""


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """The truth of a folder, page by page."""
    plain, packed = path / "truth.jsonl", path / "truth.jsonl.gz"
    with plain.open("rb") if plain.exists() else gzip.open(packed, "rb") as lines:
        for line in lines:
            yield json.loads(line)


def raw_of(folder: Path, truth: dict[str, Any]) -> bytes | None:
    """The bytes of a page, or None where the file is not there."""
    named = folder / str(truth.get("html") or f"html/{truth.get('id')}.html.gz")
    for path in (named, named.with_name(named.name + ".gz")):
        if path.is_file():
            raw = path.read_bytes()
            return gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
    return None


def ours(raw: bytes, url: str | None) -> Read:
    """The first story that newsroom reads on the page."""
    try:
        reading = read_page(raw, url=url)
    except Unreadable:
        return Read()
    found = reading.clippings[0]
    texts = [found.dek or "", found.body, *(f"{one['question']}\n{one['answer']}" for one in found.questions)]
    rows = ["\n".join(" ".join(row) for row in table) for table in found.tables]
    return Read(found.headline or "", found.byline, (found.published or "")[:10], "\n".join([*texts[1:], *rows]))


def plain(raw: bytes, url: str | None) -> Read:
    """What trafilatura and htmldate say, as a user has it without us."""
    found = trafilatura.bare_extraction(raw, url=url, with_metadata=True, include_comments=False)
    day = htmldate.find_date(raw.decode("utf-8", "replace"), url=url, original_date=True) or ""
    if found is None:
        return Read(day=day)
    names = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return Read(found.title or "", names, day, found.text or "")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with how often they occur."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def f1(wanted: str, found: str) -> float:
    """F1 over runs of four words."""
    if not found.strip():
        return 0.0
    one, other = shingles(wanted), shingles(found)
    both = sum((one & other).values())
    return 2 * both / (sum(one.values()) + sum(other.values()))


def names_of(truth: dict[str, Any]) -> set[str] | None:
    """The authors that the truth names, folded; None where it says nothing."""
    if "authors" in truth:
        given = truth["authors"]
    else:
        given = re.split(r"[;,]\s*", truth["author"]) if truth.get("author") else None
    return None if given is None else {fold(name) for name in given if fold(name)}


def measure(truth: dict[str, Any], read: Read, tally: dict[str, list[float]]) -> list[str]:
    """Add a page to the tally; answers the fields that were missed."""
    missed = []

    def add(name: str, value: float, good: bool) -> None:
        tally[name].append(value)
        if not good:
            missed.append(name)

    if truth.get("title"):
        same = fold(truth["title"]) == fold(read.headline)
        add("headline", same, same)
    names = names_of(truth)
    if names is not None:
        same = names == {fold(name) for name in read.byline}
        add("byline", same, same)
    day = str(truth.get("publishing_date") or truth.get("date") or "")[:10]
    if day[:4].isdigit():
        add("day", day == read.day, day == read.day)
    body = truth.get("body") or truth.get("articleBody")
    if body:
        score = f1(body, read.body)
        add("body", score, score >= 0.9)
    text = fold(read.body)
    for kind in ("with", "without"):
        for part in truth.get(kind) or ():
            held = fold(part) in text
            tally[kind].append(held)
            if held != (kind == "with"):
                missed.append(f"{kind}: {part[:60]}")
    return missed


def show(name: str, tally: dict[str, list[float]], seconds: float, pages: int) -> None:
    """One line of figures."""
    parts = []
    for field in ("headline", "byline", "day", "body", "with", "without"):
        values = tally.get(field)
        if values:
            parts.append(f"{field} {statistics.mean(values):.3f} of {len(values)}")
            if field == "body":
                parts.append(f"worst {min(values):.2f}")
    print(f"  {name:<12} {' · '.join(parts)} · {1000 * seconds / max(pages, 1):.0f} ms a page")


def run(folder: Path, *, misses: bool, only: str) -> None:
    """Measure a folder: ours and the plain tools, in one run."""
    readers = {"newsroom": ours, "plain tools": plain}
    tallies: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in readers}
    spent = dict.fromkeys(readers, 0.0)
    pages = 0
    told = []
    for truth in lines_of(folder):
        raw = raw_of(folder, truth)
        if raw is None:
            continue
        pages += 1
        for name, reader in readers.items():
            began = time.process_time()
            read = reader(raw, truth.get("url"))
            spent[name] += time.process_time() - began
            missed = measure(truth, read, tallies[name])
            if name == "newsroom" and missed:
                told += [(one, truth, read) for one in missed]
    print(f"{folder.name}: {pages} pages")
    for name in readers:
        show(name, tallies[name], spent[name], pages)
    for field, truth, read in told if misses else ():
        if field.startswith(only):
            print(f"    {field} · {truth.get('html') or truth.get('id')}")
            print(
                f"      truth {[truth.get(key) for key in ('title', 'authors', 'author', 'publishing_date', 'date')]}"
            )
            body = truth.get("body") or truth.get("articleBody") or ""
            print(f"      read  {[read.headline, read.byline, read.day]} · body {len(read.body)} for {len(body)}")


def main() -> None:
    """Measure every folder named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what newsroom missed")
    parser.add_argument("--only", default="", help="of one field only: headline, byline, day, body, with, without")
    wanted = parser.parse_args()
    for folder in wanted.folders:
        run(folder, misses=wanted.misses, only=wanted.only)


if __name__ == "__main__":
    main()
