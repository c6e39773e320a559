"""Are lists of links read whole? Exports of other tools, and for bookmark files what is known of each entry.

    .venv/bin/python bench/list_formats.py ../shared/data/bookmark_imports

Reads every file under the folder and prints how many entries came out, or the sentence that refused it. Where it has
`netscape_truth.jsonl` (`file`, `asserts`: entry `i`, `field`, `value`), the share of its assertions on title,
uri, tags and note that hold; entries are numbered in the order of the file. Exit status 1 where a reader failed.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from stories.extraction import Reading, Unreadable, read_page
from stories.text.names import fold

FIELDS = ("title", "uri", "tags", "note")


def read(path: Path) -> Reading | str:
    """The reading of a file, or why there is none."""
    raw = path.read_bytes()
    raw = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
    try:
        return read_page(raw, name=path.name)
    except Unreadable as error:
        return error.reason


def holds(found: Reading, wanted: dict[str, Any]) -> bool:
    """Whether one assertion holds: texts without case and marks, tags as a set that has at least these."""
    number, field, value = wanted["i"], wanted["field"], wanted["value"]
    if number >= len(found.clippings):
        return False
    clipping, meta = found.clippings[number], found.metas[number][1]
    if field == "tags":
        return {fold(tag) for tag in value} <= {fold(tag) for tag in meta.tags}
    said = {"title": clipping.headline, "uri": meta.url, "note": clipping.dek or clipping.body}[field]
    return fold(str(value)) == fold(said or "")


def main() -> None:
    """Read everything, and compare where there is something to compare with."""
    folder = Path(sys.argv[1])
    known = folder / "netscape_truth.jsonl"
    truths = [json.loads(line) for line in known.read_text().splitlines()] if known.exists() else []
    asserts = {one["file"]: one["asserts"] for one in truths}
    right = total = failed = 0
    for path in sorted(
        one for one in folder.rglob("*") if one.is_file() and one.name not in ("README.txt", known.name)
    ):
        try:
            found = read(path)
        except Exception as error:  # what the bench is for
            failed += 1
            print(f"{path.name}: FAILED {error!r}")
            continue
        if isinstance(found, str):
            print(f"{path.name}: {found}")
            continue
        line = f"{path.name}: {found.media_type}, {len(found.clippings)} entries"
        wanted = [one for one in asserts.get(path.name, ()) if one["field"] in FIELDS]
        if wanted:
            held = [holds(found, one) for one in wanted]
            right, total = right + sum(held), total + len(held)
            missed = [one for one, good in zip(wanted, held, strict=True) if not good]
            line += (
                f"; {sum(held)} of {len(held)} assertions hold{'; first missed: ' + str(missed[0]) if missed else ''}"
            )
        print(line[:300])
    if total:
        print(f"assertions that hold: {right} of {total}: {right / total:.3f}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
