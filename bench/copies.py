"""Are copies found, reports that only look alike left apart, and does a new story cost the same in a large newsroom?

Goes the way that a user goes: `import_stories`, `link_stories`, `export_stories --format jsonl`; the pairs of the
export's `copies` are compared with a truth.

    .venv/bin/python bench/copies.py ../shared/data/reuters21578 ../shared/data/allsides_articles
    .venv/bin/python bench/copies.py --sizes 10000 200000          # milliseconds for a new story at both sizes
    .venv/bin/python bench/copies.py --sizes 10000 200000 --data build/copies  # and kept for the next run

Both sizes are measured by turns, and of each new story the quickest of the rounds counts: what else the machine does
meanwhile slows single rounds, and never both sizes alike. A story with a copy costs twice as much as one without, since
there are a text to compare and a link to write; so stories are compared with those of the other newsroom that have as
many copies. (About half have none: the median of all falls to one side or the other of that step by a few stories of
chance, and says nothing about size.)

A folder holds `dup_docs.jsonl.gz` (one text a line: `newid` or `ID`, `title`, `body`, `date`, `source`) and
`dup_pairs.jsonl` (`a`, `b`, `label`). Labels that begin with dup_ or copy_ are copies; not_, shared_ and
same_event_ ones are not; others are not scored. Or it holds `items.jsonl.gz` with `canonical_url`, `title`,
`body_text` and `story_gt_id`: items of one id are one story, or copies of each other.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FEWEST = 10  # stories of a kind that have a median
COPIES, APART = ("dup_", "copy_"), ("not_", "shared_", "same_event_")


def manage(data: str, *arguments: str) -> str:
    """One command on a newsroom of its own; answers its standard output."""
    environment = {**os.environ, "NEWSROOM_DATA": data, "DEBUG": ""}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
    return done.stdout


def documents(folder: Path) -> Iterator[dict[str, Any]]:
    """The texts of a folder as `import_stories` takes them."""
    with gzip.open(folder / "dup_docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            yield {
                "external_id": str(one.get("newid") or one.get("ID")),
                "headline": one.get("title") or "",
                "body": one.get("body") or "",
                "published": one.get("date") or None,
                "outlet": one.get("source") or "Reuters",
            }


def items(folder: Path) -> Iterator[dict[str, Any]]:
    """The items of a folder as `import_stories` takes them, known by their address."""
    with gzip.open(folder / "items.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            yield {
                "url": one["canonical_url"],
                "headline": one["title"],
                "body": one.get("body_text") or "",
                "published": one.get("published_at"),
                "outlet": one.get("source_domain") or one["source"],
                "truth": one["story_gt_id"],
            }


def judge_items(folder: Path, *, misses: bool) -> bool:
    """Print how many of the pairs that are one story come out as one row, or as copies."""
    held = list(items(folder))
    rows = taken_in({key: value for key, value in one.items() if key != "truth"} for one in held)
    row_of = {}
    for row in rows:
        row_of[row["url"]] = row["id"]
    same = {frozenset((row["id"], copy["id"])) for row in rows for copy in row["copies"]}
    counts = {"right": 0, "missed": 0, "wrong": 0}
    from stories.text.addresses import normalize_address
    from stories.text.story_addresses import twins

    places = [
        next((row_of[url] for url in twins(normalize_address(one["url"])) if url in row_of), None) for one in held
    ]
    for at, one in enumerate(held):
        for other in range(at):
            together = places[at] == places[other] or frozenset((places[at], places[other])) in same
            wanted = one["truth"] == held[other]["truth"]
            if misses and together != wanted:
                print(f"  {'wrong' if together else 'missed'}: {one} | {held[other]}")
            if together or wanted:
                counts["right" if together and wanted else "missed" if wanted else "wrong"] += 1
    print(f"{folder.name}: {len(held)} items, {len(rows)} stories; pairs right {counts['right']}, "
          f"missed {counts['missed']}, wrong {counts['wrong']}")  # fmt: skip
    return counts["wrong"] <= 0.01 * (counts["right"] + counts["wrong"])


def taken_in(stories: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stories imported into a newsroom of their own, linked, and exported again."""
    with tempfile.TemporaryDirectory(prefix="newsroom-copies-") as data:
        lines = Path(data) / "stories.jsonl"
        with lines.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(one) + "\n" for one in stories)
        manage(data, "migrate", "--verbosity", "0")
        manage(data, "import_stories", str(lines))
        manage(data, "link_stories", "--all")
        exported = manage(data, "export_stories", "", "--format", "jsonl")
    return [json.loads(line) for line in exported.splitlines()]


def found_pairs(folder: Path) -> dict[frozenset[str], str]:
    """The pairs of copies that the newsroom finds among a folder's texts, with their kind."""
    pairs = {}
    for story in taken_in(documents(folder)):
        for copy in story["copies"]:
            pairs[frozenset((story["external_id"], copy["external_id"]))] = copy["kind"]
    return pairs


def judge(folder: Path, *, misses: bool) -> bool:
    """Print what was found of each label; answers whether the aims are reached."""
    found = found_pairs(folder)
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    with (folder / "dup_pairs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            held = found.get(frozenset((str(pair["a"]), str(pair["b"]))))
            tally[pair["label"]][0] += held is not None
            tally[pair["label"]][1] += 1
            if misses and (held is None) == pair["label"].startswith(COPIES):
                print(f"  {pair['label']}: {pair['a']} {pair['b']} found as {held}; {pair}")
    print(f"{folder.name}: {len(found)} pairs found")
    good = True
    for label, (hits, total) in sorted(tally.items()):
        aim = "" if not label.startswith((*COPIES, *APART)) else "all" if label.endswith("exact") else ""
        share = hits / total
        if label.startswith(COPIES):
            good &= share >= (1.0 if label.endswith("exact") else 0.93)
            print(f"  {label:<26} found {hits} of {total}: {share:.3f} {aim}")
        else:
            print(f"  {label:<26} wrongly merged {hits} of {total}: {share:.3f}")
    apart = [tally[label] for label in tally if label.startswith(APART)]
    wrong, total = sum(one[0] for one in apart), sum(one[1] for one in apart)
    if total:
        print(f"  false merges                {wrong} of {total}: {wrong / total:.4f} (at most 0.01)")
        good &= wrong <= 0.01 * total
    return good


# --- the cost of one new story

# Events and claims have no bearing on copies, and finding them is most of the time of an import.
_MAKE = """
import sys
import django
django.setup()
from django.utils import timezone
from stories.ingest.bulk import import_stories
with open(sys.argv[1], encoding="utf-8") as lines:
    tally = import_stories(lines, editor=None, now=timezone.now(), suggest=False)
if tally.failed:
    raise SystemExit(tally.failed[:3])
"""
_MEASURE = """
import json, sys, time
from collections import Counter
import django
django.setup()
from django.utils import timezone
from stories.linking.copies import find_copies_of_many
from stories.models import Link, Story
from stories.search import held
keys = json.loads(sys.argv[1])
Link.objects.filter(source__in=keys).exclude(copy_kind="").delete()
times = []
for key in keys:
    began = time.process_time()
    with held():
        find_copies_of_many([key], now=timezone.now())
    times.append(time.process_time() - began)
links = Link.objects.exclude(copy_kind="")
copies = Counter(links.filter(source__in=keys).values_list("source", flat=True))
copies.update(links.filter(target__in=keys).values_list("target", flat=True))
print(json.dumps({"times": times, "copies": [copies[key] for key in keys]}))
"""


def corpus(path: Path, size: int, probes: int) -> None:
    """Texts of a newsroom of `size` stories and, last, `probes` new ones of which a third are copies.

    A sixth of all texts are near copies of an earlier one, and each outlet ends its texts with the same sentence:
    what real newsrooms hold, and what makes lists of candidates grow where they are not bounded.
    """
    chooser = random.Random(7)
    words = ["".join(chooser.choice("bcdfglmnprstv") + chooser.choice("aeiou") for _ in range(3)) for _ in range(9000)]
    closings = [" ".join(chooser.choices(words, k=12)) + "." for _ in range(60)]
    kept: list[list[str]] = []
    with path.open("w", encoding="utf-8") as out:
        for number in range(size + probes):
            at = number % 60
            near = number >= size and number % 3 == 0
            if kept and (near or chooser.random() < 1 / 6):
                text = list(chooser.choice(kept[-400:] if near else kept))
                text[chooser.randrange(len(text))] = " ".join(chooser.choices(words, k=18)) + "."
            else:
                text = [" ".join(chooser.choices(words, k=18)) + "." for _ in range(9)]
            if number % 29 == 0 or number > size - 2000:
                kept.append(text)
            # The newest came within a day or two, as copies do; further apart they would be recurring reports.
            date = "2025-12-30" if number > size - 2000 else f"2025-{1 + number % 11:02}-{1 + number % 28:02}"
            day = f"{date}T{number % 24:02}:{number % 60:02}:00+00:00"
            line = {"external_id": f"s{number}", "headline": " ".join(chooser.choices(words, k=7)).capitalize(),
                    "body": " ".join([*text, closings[at]]), "published": day, "outlet": f"Outlet {at}"}  # fmt: skip
            out.write(json.dumps(line) + "\n")


def _run(data: Path, code: str, argument: str) -> str:
    """Run a piece of code on a newsroom; answers what it prints."""
    environment = {**os.environ, "NEWSROOM_DATA": str(data), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", code, argument]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def made(data: Path, size: int, probes: int) -> None:
    """A newsroom of this size and its new stories; the one that is there, where it was made to its end."""
    done = data / f"made-{size}-{probes}"
    if done.exists():
        return
    data.mkdir(parents=True)
    corpus(data / "stories.jsonl", size, probes)
    manage(str(data), "migrate", "--verbosity", "0")
    began = time.perf_counter()
    _run(data, _MAKE, str(data / "stories.jsonl"))
    done.touch()
    print(f"{size:,} stories made in {time.perf_counter() - began:.0f} s", flush=True)


def compared(small: Path, large: Path, sizes: Sequence[int], probes: int, rounds: int) -> bool:
    """Print the CPU milliseconds of finding the copies of the newest stories in both newsrooms, by how many copies a
    story has; whether the larger one takes no more than 1.3 of the time, for each such number and in the mean."""
    best: dict[int, list[float]] = {}
    copies: dict[int, list[int]] = {}
    for _ in range(rounds):
        for data, size in zip((small, large), sizes, strict=True):
            told = json.loads(_run(data, _MEASURE, json.dumps(list(range(size + 1, size + probes + 1)))))
            best[size] = list(map(min, best.get(size, told["times"]), told["times"]))
            copies[size] = told["copies"]
    one, other = ({"all": best[size], **_by_copies(best[size], copies[size])} for size in sizes)
    print("copies of a story: stories and milliseconds a new story at " + " and ".join(f"{size:,}" for size in sizes))
    good = True
    for kind in sorted(one.keys() & other.keys()):
        middle = statistics.mean if kind == "all" else statistics.median
        before, after = (middle(times[kind]) for times in (one, other))
        ratio = after / before
        print(f"  {kind:<10} {len(one[kind]):>4} {1000 * before:>6.2f}   {len(other[kind]):>4} {1000 * after:>6.2f}"
              f"   {middle.__name__} ratio {ratio:.2f} (at most 1.3)")  # fmt: skip
        good &= ratio <= 1.3
    return good


def _by_copies(times: Sequence[float], copies: Sequence[int]) -> dict[str, list[float]]:
    """The times of the stories that have none, one, two ... copies; numbers that few stories have are left out."""
    groups: dict[str, list[float]] = defaultdict(list)
    for taken, number in zip(times, copies, strict=True):
        groups[f"{number or 'no'} {'copy' if number == 1 else 'copies'}"].append(taken)
    return {kind: held for kind, held in groups.items() if len(held) >= FEWEST}


def main() -> None:
    """Judge folders, or measure sizes; exit status 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true", help="name the pairs that were missed or wrongly merged")
    parser.add_argument("--sizes", nargs=2, type=int, metavar=("SMALL", "LARGE"))
    parser.add_argument("--probes", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, help="a folder in which the newsrooms of --sizes are kept")
    wanted = parser.parse_args()
    good = True
    for folder in wanted.folders:
        good &= (
            judge_items(folder, misses=wanted.misses)
            if (folder / "items.jsonl.gz").exists()
            else judge(folder, misses=wanted.misses)
        )
    if wanted.sizes or not wanted.folders:
        sizes = wanted.sizes or (500, 2000)
        with tempfile.TemporaryDirectory(prefix="newsroom-copies-") as own:
            places = [(wanted.data or Path(own)).resolve() / f"{size}" for size in sizes]
            for place, size in zip(places, sizes, strict=True):
                made(place, size, wanted.probes)
            good &= compared(*places, sizes, wanted.probes, wanted.rounds)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
