"""Is an import that is killed again and again the same, in the end, as one that nobody disturbed?

Makes pages in words of its own (five shapes, exact and near copies, unreadable ones, the same page twice), imports them
undisturbed into one newsroom; imports them into another, where the process is killed with signal 9 at random moments
and started again each time. Then compares every row of every table, leaving out keys and times, and runs `check_data`.

    .venv/bin/python bench/killed_import.py                            # 200 pages, 5 kills: a quick look
    .venv/bin/python bench/killed_import.py --pages 2000 --kills 10    # the figures of the closing notes
    DATABASE_URL=postgres://postgres@127.0.0.1:5432/ .venv/bin/python bench/killed_import.py     # on PostgreSQL

Exit status 1 where anything differs. On PostgreSQL it makes two databases (killed_import_a and _b) and drops them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
CAPTURED = "2025-06-28T12:00:00+09:00"
MOVING = {"at", "received_at", "created_at", "updated_at", "replaced_at", "decided_at"}
"""Columns that hold when something was done."""
NOUNS = (
    "alliance budget harbour tariff treaty council ferry museum election bridge railway school festival hospital "
    "factory reactor satellite airport fishery library stadium pension currency shipyard embassy"
).split()
DOERS = "minister mayor spokesman governor director envoy secretary economist captain professor official".split()
VERBS = "announced postponed defended questioned welcomed described rejected revised explained supported".split()
PLACES = "Aomori Bergen Callao Dunedin Esbjerg Fukui Galway Hobart Izmir Jinju Kagoshima Lviv".split()
PEOPLE = ["Oriana Testwell", "Bram Kettlehook", "Suvi Lanternholm", "Dario Quayside", "Mika Ferrymont", "Ada Ferrymont"]
OUTLETS = ["Harbour News", "Province Post", "Island Courier", "Lantern Daily", "The Quay Times", "Morning Ledger"]
KEYED = {"reading", "link"}
"""Kinds of rows that are called by the keys of others, in the history too."""


class Writer:
    """Pages from a seed: the same number and seed give the same pages."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.bodies: list[list[str]] = []

    def page(self, number: int) -> bytes:
        """One page; which shape it has goes in turns, so that each number of pages has all of them."""
        read = (self.article, self.hashtag, self.index, self.ranked, self.long)
        shapes = (*read, self.copy, self.near_copy, self.unreadable)
        return shapes[number % len(shapes)](number).encode()

    def headline(self) -> str:
        rng = self.rng
        what = f"the {rng.choice(NOUNS)} {rng.randrange(10**6)}"
        return f"{rng.choice(PLACES)} {rng.choice(DOERS)} {rng.choice(VERBS)} {what}"

    def sentence(self) -> str:
        rng = self.rng
        return (
            f"The {rng.choice(DOERS)} of {rng.choice(PLACES)} {rng.choice(VERBS)} the {rng.choice(NOUNS)} on the "
            f"{rng.choice(['morning', 'evening'])} of day {rng.randrange(1, 10**6)}, while {rng.choice(PEOPLE)} "
            f"{rng.choice(VERBS)} the {rng.choice(NOUNS)} and the {rng.choice(NOUNS)} of {rng.choice(PLACES)}."
        )

    def paragraphs(self, many: int) -> list[str]:
        return [" ".join(self.sentence() for _ in range(3)) for _ in range(many)]

    def stamp(self) -> str:
        month, day = self.rng.choice("January February March April May June".split()), self.rng.randrange(1, 29)
        return f"{self.rng.randrange(24):02d}:{self.rng.randrange(60):02d} JST, {month} {day}, 2025"

    def article(self, number: int) -> str:
        self.bodies.append(self.paragraphs(4))
        return "\n".join([self.headline(), "", self.stamp(), *self.bodies[-1], "", "More from this page", ""])

    def hashtag(self, number: int) -> str:
        lines = ["logo", "#", "", f"Latest news with #{self.rng.choice(NOUNS).title()}", ""]
        for _ in range(self.rng.randrange(2, 6)):
            headline, outlet = self.headline(), self.rng.choice(OUTLETS)
            when = self.rng.choice(["a day ago", "3 days ago", "21-06-2025", "05-06-2025"])
            lines += [headline, headline, "", outlet, "", f"time{when}", "", "  • Politics", f"  • {outlet}", ""]
            lines += [headline, "", self.paragraphs(1)[0], ""]
        return "\n".join(lines)

    def index(self, number: int) -> str:
        lines = ["Skip to content", "Search", "", "Latest Stories", "", self.rng.choice(NOUNS), ""]
        for _ in range(self.rng.randrange(4, 9)):
            picture = f"The {self.rng.choice(NOUNS)} of {self.rng.choice(PLACES)} on {self.stamp()[11:]}."
            lines += [picture, "Analysis", "", self.headline(), "", f"{self.sentence()} {self.sentence()}", ""]
        return "\n".join(lines)

    def ranked(self, number: int) -> str:
        lines = [self.article(number), '"Politics" POPULAR ARTICLE']
        for _ in range(5):
            lines += ["-", self.headline()]
        return "\n".join([*lines, "JN ACCESS RANKING", "-", self.headline(), ""])

    def long(self, number: int) -> str:
        parts = self.paragraphs(6)
        headings = [self.headline() for _ in range(3)]
        contents = ["Table of Contents", *(f"- {place}. {heading}" for place, heading in enumerate(headings, start=1))]
        table = ["| Year | Amount |", "|---|---|", "| 2024 | 12 |", "| 2025 | 15 |"]
        asked = [f"What does the {self.rng.choice(NOUNS)} mean?", self.sentence()]
        rest = [line for place, heading in enumerate(headings) for line in (heading, *parts[2 * place : 2 * place + 2])]
        return "\n".join([self.headline(), *contents, *rest, *table, "Frequently Asked Questions", *asked, ""])

    def copy(self, number: int) -> str:
        return "\n".join([self.headline(), "", self.stamp(), *self.rng.choice(self.bodies), ""])

    def near_copy(self, number: int) -> str:
        body = [*self.rng.choice(self.bodies)]
        body[self.rng.randrange(len(body))] += " " + self.sentence()
        return "\n".join([self.headline(), "", self.stamp(), *body, ""])

    def unreadable(self, number: int) -> str:
        return self.rng.choice(["", "\x00\x01\x02" * 200 + str(number), f"Home\nAbout {number}\n", "- * -\n" * number])


def write_pages(folder: Path, pages: int, seed: int) -> None:
    """The pages as files; each tenth of them is there a second time, byte by byte."""
    writer = Writer(seed)
    folder.mkdir()
    for number in range(pages):
        raw = (folder / f"{number - 7:05d}.txt").read_bytes() if number % 10 == 9 else writer.page(number)
        (folder / f"{number:05d}.txt").write_bytes(raw)


@dataclass
class Newsroom:
    """A newsroom of its own: its data folder, and on PostgreSQL its database."""

    name: str
    data: Path
    server: str | None

    def __post_init__(self) -> None:
        self.environment = {**os.environ, "NEWSROOM_DATA": str(self.data), "DEBUG": "", "PYTHONWARNINGS": "ignore"}
        self.environment.pop("DATABASE_URL", None)
        if self.server:
            self.environment["DATABASE_URL"] = urlunsplit(urlsplit(self.server)._replace(path=f"/{self.name}"))

    def make(self) -> None:
        """An empty newsroom."""
        self.data.mkdir()
        if self.server:
            on_server(self.server, f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)", f"CREATE DATABASE {self.name}")
        self.run("migrate", "--verbosity", "0")
        people = self.data / "people.jsonl"
        people.write_text("".join(f"{json.dumps({'name': name})}\n" for name in PEOPLE), encoding="utf-8")
        self.run("import_people", str(people))

    def drop(self) -> None:
        """Leave nothing on the server."""
        if self.server:
            on_server(self.server, f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def run(self, *words: str, fine: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; stop with its words where it fails."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, text=True, capture_output=True)
        if done.returncode not in fine:
            sys.exit(
                f"manage.py {' '.join(words)}: status {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
            )
        return done

    def import_pages(self, folder: Path) -> dict[str, object]:
        """Import to the end; status 1 only says that some pages could not be read."""
        done = self.run("import_pages", str(folder), "--captured-at", CAPTURED, "--json", fine=(0, 1))
        return dict(json.loads(done.stdout))

    def import_until(self, folder: Path, page: int, wait: float) -> int:
        """Import, and kill the process `wait` seconds after it was done with `page`. Returns the pages done."""
        command = [sys.executable, "manage.py", "import_pages", str(folder), "--captured-at", CAPTURED]
        done = 0
        with subprocess.Popen(
            command, cwd=ROOT, env=self.environment, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            assert process.stderr is not None
            for line in process.stderr:
                done += line.startswith("Imported ")
                if done >= page:
                    break
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
            done += sum(line.startswith("Imported ") for line in process.stderr)
        return done

    def rows(self) -> dict[str, list[str]]:
        """Table -> its rows as text, in order, without keys and times."""
        command = [sys.executable, __file__, "--rows"]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, text=True, capture_output=True, check=True)
        return dict(json.loads(done.stdout))

    def files(self) -> list[str]:
        """The names in the store, hidden ones too."""
        return sorted(path.name for path in (self.data / "captures").rglob("*") if path.is_file())


def on_server(server: str, *statements: str) -> None:
    """Run statements on a PostgreSQL server, outside of any transaction."""
    import psycopg

    with psycopg.connect(urlunsplit(urlsplit(server)._replace(path="/postgres")), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def print_rows() -> None:
    """Print every row of the app in this process's newsroom. A key becomes its place in its table, so that gaps in
    sequences do not count; a batch becomes the place of its first row."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from django.apps import apps
    from django.core.serializers.json import DjangoJSONEncoder

    models = list(apps.get_app_config("stories").get_models(include_auto_created=True))
    places = {
        model: {key: place for place, key in enumerate(model._base_manager.order_by("pk").values_list("pk", flat=True))}
        for model in models
    }
    kinds = {model._meta.model_name: model for model in models}
    batches: dict[object, int] = {}
    tables = {}
    for model in models:
        rows = []
        related = {field.attname: field.related_model for field in model._meta.concrete_fields if field.is_relation}
        for row in model._base_manager.order_by("pk").values():
            for name, other in related.items():
                row[name] = places.get(other, {}).get(row[name], row[name])
            if model._meta.model_name == "change":
                row["object_id"] = places[kinds[row["kind"]]].get(row["object_id"])
                row["batch"] = batches.setdefault(row["batch"], len(batches))
                if row["kind"] in KEYED:
                    del row["label"]
                row["before"], row["after"] = _history(row["before"]), _history(row["after"])
            rows.append(json.dumps(_lasting(row), cls=DjangoJSONEncoder, sort_keys=True))
        tables[str(model._meta.model_name)] = rows
    json.dump(tables, sys.stdout)


def _lasting(values: dict[str, object]) -> dict[str, object]:
    """Values without the row's own key and without times."""
    return {name: value for name, value in values.items() if name != "id" and name not in MOVING}


def _history(values: dict[str, object]) -> dict[str, object]:
    """The same for what the history holds of a row, whose keys of other rows are left out too."""
    return {name: value for name, value in _lasting(values).items() if not name.endswith("_id")}


def compare(calm: Newsroom, killed: Newsroom) -> int:
    """Print a table of what is in both; returns the number of tables that differ."""
    one, other = calm.rows(), killed.rows()
    one["files in the store"], other["files in the store"] = calm.files(), killed.files()
    wrong = 0
    print(f"\n{'':<20}{'undisturbed':>12}{'killed':>10}")
    for name in sorted(one):
        here, there = Counter(one[name]), Counter(other[name])
        same = one[name] == other[name]
        wrong += not same
        if one[name] or not same:
            print(f"{name:<20}{len(one[name]):>12,}{len(other[name]):>10,}  {'same' if same else 'DIFFERENT'}")
        for row in [*(here - there)][:2]:
            print(f"    only undisturbed: {row[:300]}")
        for row in [*(there - here)][:2]:
            print(f"    only killed:      {row[:300]}")
    return wrong


def main() -> int:
    """Make, import, kill, compare; 1 where anything differs."""
    options = argparse.ArgumentParser(description="Import killed at random moments against an undisturbed one.")
    options.add_argument("--pages", type=int, default=200)
    options.add_argument("--kills", type=int, default=5)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", action="store_true", help="leave the folder and the databases")
    options.add_argument("--rows", action="store_true", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.rows:
        print_rows()
        return 0
    server = os.environ.get("DATABASE_URL") or None
    server = server if server and server.startswith("postgres") else None
    work = Path(tempfile.mkdtemp(prefix="killed-import-"))
    rooms = [Newsroom(f"killed_import_{letter}", work / letter, server) for letter in "ab"]
    try:
        return show(asked, work, *rooms)
    finally:
        if asked.keep:
            print(f"Kept: {work}")
        else:
            for room in rooms:
                room.drop()
            shutil.rmtree(work, ignore_errors=True)


def show(asked: argparse.Namespace, work: Path, calm: Newsroom, killed: Newsroom) -> int:
    """One import undisturbed, one killed again and again, and what came of both."""
    folder, rng = work / "pages", random.Random(asked.seed)
    write_pages(folder, asked.pages, asked.seed)
    calm.make()
    killed.make()
    begun = time.monotonic()
    counts = calm.import_pages(folder)
    seconds = time.monotonic() - begun
    told = ", ".join(f"{name} {value:,}" for name, value in counts.items() if isinstance(value, int))
    print(f"{asked.pages:,} pages in {seconds:.1f} s ({asked.pages / seconds:.0f} a second): {told}")
    for number, page in enumerate(sorted(rng.sample(range(1, asked.pages), asked.kills)), start=1):
        done = killed.import_until(folder, page, rng.uniform(0, 2 * seconds / asked.pages))
        print(f"killed {number} of {asked.kills} after page {done:,}")
    killed.import_pages(folder)
    again = killed.import_pages(folder)
    wrong = compare(calm, killed)
    print(f"a further import: new {again['new']}, updated {again['updated']}")
    wrong += bool(again["new"] or again["updated"])
    for room, name in ((calm, "undisturbed"), (killed, "killed")):
        checked = room.run("check_data", fine=(0, 1))
        said = checked.stdout if not checked.returncode else checked.stdout + checked.stderr
        print(f"check_data, {name}: {said.strip()}")
        wrong += checked.returncode
    print("The killed import equals the undisturbed one." if not wrong else "The killed import is NOT the same.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
