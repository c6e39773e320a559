"""Are reports of one event grouped, look-alike ones left apart, and does a new story cost the same in a large newsroom?

Goes the way that a user goes: `import_stories`, `link_stories --all`, `export_stories --format jsonl`; the group of a
story is the first of its `events` (itself where it has none). Beside it, plain clustering of the same texts: TF-IDF and
agglomerative clustering of scikit-learn at the best of its thresholds, where scikit-learn can be imported.

    .venv/bin/python bench/events.py ../shared/data/basil_event_triplets ../shared/data/ecbplus_events
    .venv/bin/python bench/events.py --sizes 10000 100000          # milliseconds to place a new story at both sizes

A folder holds `articles.jsonl.gz`: `id`, `event_id`, and `title`, `body`, `date`, `source` or just `text`, whose first
line is then the headline. Exit status 1 where BCubed F1 is under 0.90 (0.93 where stories are dated), or where a story
costs more than 1.3 times as much in the larger newsroom.
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


def manage(data: str, *arguments: str) -> str:
    """One command on a newsroom of its own; answers its standard output."""
    environment = {**os.environ, "NEWSROOM_DATA": data, "DEBUG": ""}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
    return done.stdout


def articles(folder: Path) -> Iterator[dict[str, Any]]:
    """The articles of a folder as `import_stories` takes them, with their event as `truth`."""
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            first, _, rest = (one.get("text") or one.get("body") or "").partition("\n")
            yield {
                "external_id": str(one["id"]),
                "headline": (one.get("title") or first)[:500],
                "body": one.get("body") or rest,
                "published": one.get("date") or None,
                "outlet": one.get("source") or "Paper",
                "truth": one["event_id"],
            }


def bcubed(truth: Sequence[Any], groups: Sequence[Any]) -> tuple[float, float, float]:
    """Precision, recall and F1 of Bagga and Baldwin (1998), every story counting the same."""
    same_truth, same_group = defaultdict(set), defaultdict(set)
    for place, (event, group) in enumerate(zip(truth, groups, strict=True)):
        same_truth[event].add(place)
        same_group[group].add(place)
    precision = recall = 0.0
    for event, group in zip(truth, groups, strict=True):
        common = len(same_truth[event] & same_group[group])
        precision += common / len(same_group[group])
        recall += common / len(same_truth[event])
    precision, recall = precision / len(truth), recall / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def grouped(held: Sequence[dict[str, Any]]) -> list[Any]:
    """The group of each article as the newsroom finds it."""
    with tempfile.TemporaryDirectory(prefix="newsroom-events-") as data:
        lines = Path(data) / "stories.jsonl"
        with lines.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps({k: v for k, v in one.items() if k != "truth"}) + "\n" for one in held)
        manage(data, "migrate", "--verbosity", "0")
        manage(data, "import_stories", str(lines))
        manage(data, "link_stories", "--all")
        exported = manage(data, "export_stories", "", "--format", "jsonl")
    rows = {row["external_id"]: row for row in map(json.loads, exported.splitlines())}
    return [(rows[one["external_id"]]["events"] or [one["external_id"]])[0] for one in held]


def plain(held: Sequence[dict[str, Any]]) -> tuple[float, float, float] | None:
    """The best that plain clustering of all texts at once does, whatever its threshold."""
    try:
        from sklearn.cluster import AgglomerativeClustering
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError:
        return None
    texts = [f"{one['headline']}\n{one['body']}" for one in held]
    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts).toarray()
    truth = [one["truth"] for one in held]
    best = None
    for step in range(60, 98, 2):
        model = AgglomerativeClustering(
            n_clusters=None, metric="cosine", linkage="average", distance_threshold=step / 100
        )
        found = bcubed(truth, list(model.fit_predict(matrix)))
        best = found if best is None or found[2] > best[2] else best
    return best


def judge(folder: Path, *, seed: int | None) -> bool:
    """Print what was grouped, beside plain clustering; answers whether the aim is reached."""
    held = list(articles(folder))
    if seed is not None:
        random.Random(seed).shuffle(held)
    aim = 0.93 if any(one["published"] for one in held) else 0.90
    found = bcubed([one["truth"] for one in held], grouped(held))
    other = plain(held)
    beside = "scikit-learn is not installed" if other is None else "P {:.3f}, R {:.3f}, F1 {:.3f}".format(*other)
    print(
        "{}: {} stories; BCubed P {:.3f}, R {:.3f}, F1 {:.3f} (at least {}); plain clustering: {}".format(
            folder.name, len(held), *found, aim, beside
        ),
        flush=True,
    )
    return found[2] >= aim


def judged_all(folders: Sequence[Path], seed: int | None) -> bool:
    """Judge every folder, whatever the ones before came to."""
    verdicts = [judge(folder, seed=seed) for folder in folders]
    return all(verdicts)


# --- the cost of one new story

_MEASURE = """
import json, sys, time
import django
django.setup()
from django.utils import timezone
from stories.linking.connecting import group_stories
from stories.models import Story
from stories.search import held
keys = list(Story.objects.order_by("-pk").values_list("pk", flat=True)[:int(sys.argv[1])])
times = []
for key in keys:
    began = time.process_time()
    with held():
        group_stories([key], now=timezone.now())
    times.append(time.process_time() - began)
print(json.dumps(times))
"""


def cost(size: int, probes: int) -> list[float]:
    """CPU seconds of placing each of the newest stories in a newsroom of this size."""
    with tempfile.TemporaryDirectory(prefix="newsroom-events-") as data:
        manage(data, "migrate", "--verbosity", "0")
        began = time.perf_counter()
        manage(data, "make_corpus", "--stories", str(size), "--suggest")
        environment = {**os.environ, "NEWSROOM_DATA": data, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-c", _MEASURE, str(probes)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        times: list[float] = json.loads(done.stdout)
        print(
            f"{size:,} stories (made in {time.perf_counter() - began:.0f} s): "
            f"{1000 * statistics.median(times):.2f} ms a story, mean {1000 * statistics.mean(times):.2f} ms",
            flush=True,
        )
        return times


def main() -> None:
    """Judge folders, or measure sizes; exit status 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, help="shuffle the stories: the order in which they come in")
    parser.add_argument("--sizes", nargs=2, type=int, metavar=("SMALL", "LARGE"))
    parser.add_argument("--probes", type=int, default=200)
    wanted = parser.parse_args()
    good = judged_all(wanted.folders, wanted.seed)
    if wanted.sizes or not wanted.folders:
        few, many = (cost(size, wanted.probes) for size in wanted.sizes or (500, 2000))
        ratio = statistics.median(many) / statistics.median(few)
        print(f"median: ratio {ratio:.2f} (at most 1.3)")
        good &= ratio <= 1.3
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
