"""How long linking takes: N names, M stories, on SQLite in a folder of its own.

    .venv/bin/python bench/linking.py --names 100000 --stories 1000

Prints, in seconds of the processor (other programs do not count), the time to import the names, to read them into
memory, to find mentions of a story (in memory, with whom they mean and the names that nobody has; stored with their
history and the index; again with nothing to change). Beside it: one pass of the matcher alone over the same texts (the
words of a text looked up among the names, nothing decided), and one of pyahocorasick with the same names, which finds
letters rather than words.

    .venv/bin/python bench/linking.py --names 20000 --sizes 1000 5000    # a new story in newsrooms made for this
    .venv/bin/python bench/linking.py --names 20000 --newsrooms DIR DIR  # in those that bench/lists.py made

The newsrooms of the last form are left as they were: what is stored there is taken back at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
SYLLABLES = "ka ki ku ta to no mi ra shi ha mo ne ru ri sa so ya yu yo be da go len mar ton vel sor din".split()
FILLER = (
    "the talks on trade went on for days while both sides weighed what had been said about tariffs and ships".split()
)


def word(chooser: random.Random, syllables: int) -> str:
    """A made-up name of so many syllables."""
    return "".join(chooser.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def made_names(count: int) -> list[str]:
    """Distinct made-up full names; family names repeat, as real ones do."""
    chooser = random.Random(1)
    families = [word(chooser, chooser.randint(2, 4)) for _ in range(max(count // 4, 1))]
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"{word(chooser, chooser.randint(2, 3))} {chooser.choice(families)}"] = None
    return list(names)


def made_text(chooser: random.Random, names: list[str]) -> str:
    """About 450 words with a dozen names, some of them again by the family name."""
    words = [chooser.choice(FILLER) for _ in range(420)]
    for name in chooser.sample(names, 8):
        words.insert(chooser.randrange(200), name)
        words.insert(chooser.randrange(200, 400), name.split()[-1])
    return " ".join(words) + "."


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--stories", type=int, default=1_000)
    parser.add_argument("--sizes", type=int, nargs="*", default=[])
    parser.add_argument("--newsrooms", type=Path, nargs="*", default=[], help="folders (NEWSROOM_DATA) to measure in")
    wanted = parser.parse_args()
    if len(wanted.newsrooms) > 1:
        for one in wanted.newsrooms:
            command = [sys.executable, __file__, "--names", str(wanted.names), "--newsrooms", str(one)]
            subprocess.run(command, check=True)
        return
    if wanted.newsrooms:
        set_up(str(wanted.newsrooms[0]))
        measure_newsroom(wanted.names)
        return
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        set_up(folder)
        if wanted.sizes:
            measure_sizes(wanted.names, wanted.sizes)
        else:
            measure(wanted.names, wanted.stories)


def set_up(folder: str) -> None:
    """Django, for the newsroom in a folder."""
    os.environ.update({"NEWSROOM_DATA": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings"})
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()


def measure(count: int, stories: int) -> None:
    """All figures, one a line."""
    import ahocorasick
    from django.core.management import call_command

    from stories.linking.given_names import known_names
    from stories.linking.imports import import_people
    from stories.linking.mentions import link_stories
    from stories.linking.passages import passages
    from stories.linking.resolving import Facts, resolve
    from stories.linking.shelf import books
    from stories.linking.unknown import unknown_names
    from stories.linking.words import Field
    from stories.models import Mention, Story
    from stories.models.sorting import first_key
    from stories.search import held

    call_command("migrate", verbosity=0)
    now = datetime(2025, 6, 28, tzinfo=UTC)
    names = made_names(count)
    chooser = random.Random(2)

    begun = time.process_time()
    import_people((json.dumps({"name": name}) for name in names), editor=None, now=now)
    say(f"import of {count:,} names", time.process_time() - begun, "s")

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    shelf = books()
    say("reading the names into memory", time.process_time() - begun, "s")
    say("memory for them", (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, "MB")

    texts = [made_text(chooser, names) for _ in range(stories)]
    rows = [
        Story(headline=f"Story {number}", body=text, published_at=now, published_precision="day",
              sort_key=first_key(now) + number)
        for number, text in enumerate(texts)
    ]  # fmt: skip
    with held():
        Story.objects.bulk_create(rows, batch_size=200)

    matcher = ahocorasick.Automaton()
    for name in names:
        matcher.add_word(name.casefold(), name)
    matcher.make_automaton()
    begun = time.process_time()
    hits = sum(len(list(matcher.iter(text.casefold()))) for text in texts)
    alone = (time.process_time() - begun) / stories * 1000
    say(f"pyahocorasick alone ({hits:,} hits), a story", alone, "ms")

    known_names()
    begun = time.process_time()
    spots = sum(
        sum(1 for book in shelf.values() for _ in book.spots(field))
        for field in (Field("body", text) for text in texts)
    )
    regular = (time.process_time() - begun) / stories * 1000
    say(f"the matcher alone ({spots:,} places), a story", regular, "ms")

    facts = Facts()
    begun = time.process_time()
    found = unknown = 0
    for text in texts:
        fields = [Field("body", text)]
        known = resolve(passages(fields, shelf), shelf, facts)
        found += len(known)
        unknown += len(unknown_names(fields, [(one.field, one.start, one.end) for one in known]))
    all_of_it = (time.process_time() - begun) / stories * 1000
    say(f"found, resolved ({found:,}), unknown names ({unknown:,}), a story", all_of_it, "ms")
    say("that is, passes of the matcher", all_of_it / regular, "")

    for what in ("mentions found and stored", "the same again"):
        begun = time.process_time()
        with held():
            link_stories(rows, now=now)
        say(f"{what}, a story", (time.process_time() - begun) / stories * 1000, "ms")
    say("mentions", Mention.objects.count(), "")


def measure_sizes(count: int, sizes: list[int]) -> None:
    """What a new story costs when so many stand there already, all of them linked and naming the same people."""
    from django.core.management import call_command

    from stories.linking.imports import import_people
    from stories.linking.mentions import link_stories
    from stories.models import Story
    from stories.models.sorting import first_key
    from stories.search import held

    call_command("migrate", verbosity=0)
    now = datetime(2025, 6, 28, tzinfo=UTC)
    names = made_names(count)
    import_people((json.dumps({"name": name}) for name in names[::2]), editor=None, now=now)
    chooser, standing = random.Random(3), 0

    def more(number: int) -> list[Story]:
        nonlocal standing
        rows = [
            Story(headline=f"Story {standing + at}", body=made_text(chooser, names), published_at=now,
                  published_precision="day", sort_key=first_key(now) + standing + at)
            for at in range(number)
        ]  # fmt: skip
        standing += number
        with held():
            Story.objects.bulk_create(rows, batch_size=200)
        return rows

    for size in sorted(sizes):
        while standing < size:
            rows = more(min(1_000, size - standing))
            with held():
                link_stories(rows, now=now)
        rows = more(200)
        begun = time.process_time()
        for row in rows:
            with held():
                link_stories([row], now=now)
        say(f"a new story beside {size:,}, found and stored", (time.process_time() - begun) / 200 * 1000, "ms")


def measure_newsroom(count: int) -> None:
    """What a new story costs in a newsroom that is there, with so many names more. All is taken back."""
    from django.db import transaction

    from stories.linking.imports import import_people
    from stories.linking.mentions import link_stories
    from stories.models import Story
    from stories.models.sorting import first_key
    from stories.search import held

    now = datetime(2031, 6, 28, tzinfo=UTC)
    names, chooser = made_names(count), random.Random(3)
    with transaction.atomic():
        standing = Story.objects.count()
        import_people((json.dumps({"name": name}) for name in names[::2]), editor=None, now=now)
        rows = [
            Story(headline=f"Story {at}", body=made_text(chooser, names), published_at=now,
                  published_precision="day", sort_key=first_key(now) + at)
            for at in range(220)
        ]  # fmt: skip
        with held():
            Story.objects.bulk_create(rows, batch_size=200)
        times = []
        for row in rows:
            begun = time.process_time()
            with held():
                link_stories([row], now=now)
            times.append(time.process_time() - begun)
        transaction.set_rollback(True)
    times = times[20:]  # the first read the names
    say(f"a new story beside {standing:,}, found and stored, mean", sum(times) / len(times) * 1000, "ms")
    say("  median", sorted(times)[len(times) // 2] * 1000, "ms")


def say(what: str, figure: float, unit: str) -> None:
    """One line."""
    print(f"{what:<60} {figure:>10.2f} {unit}".rstrip())


if __name__ == "__main__":
    main()
