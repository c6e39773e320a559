"""Score extraction on a folder of index pages with truth.jsonl: are exactly these stories made?

Run as `python bench/index_pages.py [FOLDER]`; the folder's truth gives, per page, the headlines in order
with outlet and date where the layout prints them. Exit status 1 where a figure is below its aim.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from stories.extraction import Clipping, Unreadable, read_page  # noqa: E402
from stories.text.names import fold  # noqa: E402

SHARED = PROJECT.parent / "shared" / "data" / "composite_index_pages"
AIMS = {
    "headline precision": 0.95,
    "headline recall": 0.95,
    "outlet right": 0.95,
    "date right": 0.95,
    "body right": 0.95,
}
AGGREGATORS = {"daily8"}


@dataclass(slots=True)
class Score:
    """Counts over a folder, and what went wrong, one line each."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The shares that are held against the aims."""
        counts = self.counts
        return {
            "headline precision": _share(counts["found"], counts["made"]),
            "headline recall": _share(counts["found"], counts["true"]),
            "outlet right": _share(counts["outlet"], counts["with outlet"]),
            "date right": _share(counts["date"], counts["with date"]),
            "body right": _share(counts["body"], counts["with body"]),
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def score_folder(folder: Path) -> Score:
    """Read every page of the folder and hold it against its truth."""
    score = Score()
    with (folder / "truth.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            try:
                clippings = read_page((folder / row["file"]).read_bytes()).clippings
            except Unreadable as problem:
                score.misses.append(f"{row['file']}: {problem.reason}")
                clippings = ()
            score_page(score, row, clippings)
    return score


def score_page(score: Score, row: dict[str, Any], clippings: tuple[Clipping, ...]) -> None:
    """Add one page to the score."""
    made = {fold(clipping.headline or ""): clipping for clipping in clippings}
    score.counts["made"] += len(clippings)
    for story in row["stories"]:
        score.counts["true"] += 1
        clipping = made.pop(fold(story["headline"]), None)
        if clipping is None:
            score.misses.append(f"{row['file']}: not found: {story['headline']}")
            continue
        score.counts["found"] += 1
        _score_fields(score, row["file"], story, clipping)
    for clipping in made.values():
        score.misses.append(f"{row['file']}: made up: {clipping.headline}")
    for clipping in clippings:
        if clipping.outlet and fold(clipping.outlet) in AGGREGATORS:
            score.counts["aggregator as outlet"] += 1
            score.misses.append(f"{row['file']}: aggregator as outlet: {clipping.headline}")


def _score_fields(score: Score, file: str, story: dict[str, Any], clipping: Clipping) -> None:
    pairs = (
        ("outlet", story["outlet"], clipping.outlet),
        ("date", story["date"], (clipping.published or "")[:10] or None),
        (
            "body",
            story["body_start"].strip(),
            (clipping.body or clipping.dek or "")[: len(story["body_start"].strip())],
        ),
    )
    for name, true, made in pairs:
        if true is None and name != "outlet":
            continue
        score.counts[f"with {name}"] += 1
        if true == made:
            score.counts[name] += 1
        else:
            score.misses.append(f"{file}: {name} of “{story['headline'][:50]}”: {made!r}, not {true!r}")


def main(arguments: list[str]) -> int:
    """Print the figures and the misses; 1 where a figure is below its aim."""
    folder = Path(arguments[0]) if arguments else SHARED
    if not (folder / "truth.jsonl").is_file():
        print(f"There is no truth.jsonl in {folder}.", file=sys.stderr)
        return 2
    score = score_folder(folder)
    for miss in score.misses:
        print(miss)
    figures = score.figures()
    for name, value in figures.items():
        print(f"{name:22} {value:.3f}   aim {AIMS[name]:.2f}")
    print(f"aggregator as outlet   {score.counts['aggregator as outlet']}")
    low = any(value < AIMS[name] for name, value in figures.items())
    return 1 if low or score.counts["aggregator as outlet"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
