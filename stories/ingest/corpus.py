"""A synthetic newsroom: stories that nobody wrote, in the proportions of a real one, for demonstrations of scale and
benchmarks. The same number and seed give the same stories."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate

WORDS = (
    "alliance talks tariff minister export trade summit defence budget yen dollar steel market treaty border harbour "
    "visit envoy council ballot party leader coalition policy reform rate inflation wage factory supply chain chip "
    "semiconductor battery rare earth vehicle ship island strait exercise radar missile drone satellite cable port "
    "energy gas oil nuclear reactor wind grid climate flood storm quake rescue hospital school student worker union "
    "strike court ruling judge law bill debate vote majority poll survey report figure estimate forecast growth loss "
    "profit share fund bank loan debt bond investor plan project deal pact accord agreement meeting call letter "
    "statement remark question answer source official spokesperson embassy ministry cabinet office agency bureau "
    "committee panel hearing session delay schedule deadline month week morning evening region province capital city "
    "village farm rice fish food price cost tax subsidy import quota ban licence permit inspection safety standard "
    "technology research science space launch engine software network data security attack threat risk crisis response "
    "support partner ally rival neighbour history memory ceremony anniversary museum film music sport team match final"
).split()
GLUE = "the a of in on for with and to from after before while over under as its by at is was will has".split()
GIVEN = "Aiko Bruno Carla Daiki Elena Felix Goro Hana Ivan Julia Kenta Lena Mika Nils Oona Paul Rika Sota Tomas Yuna"
FAMILY = "Abrams Bellweather Carvall Dunmore Eastlake Farrow Greyling Hartmoor Ishimori Jernvall Kazehara Lindqvane"
COMMON_TAG, SECOND_TAG, RARE_OUTLET = "corpus common", "corpus second", "Corpus Rare Gazette"
OUTLETS = [f"Corpus Daily {number:02d}" for number in range(1, 41)]
TAGS = [COMMON_TAG, SECOND_TAG, *(f"corpus tag {number:02d}" for number in range(1, 31))]
START = datetime(2020, 1, 1, tzinfo=UTC)
RARE = 7
"""How many stories the rare outlet has, whatever the size: a page of them shows the same rows."""


def people() -> list[str]:
    """The names of the 240 people that the corpus is about; nobody is called so that we know of."""
    return [f"{given} {family}" for given in GIVEN.split() for family in FAMILY.split()]


def people_lines() -> Iterator[str]:
    """The people, as `import_people` reads them."""
    for name in people():
        yield json.dumps({"name": name, "aliases": [], "tenures": []})


def story_lines(stories: int, seed: int) -> Iterator[str]:
    """The stories, as `import_stories` reads them, oldest first over six years; seven of them are the rare outlet's."""
    rng = random.Random(seed)  # noqa: S311 (repeatable on purpose)
    step = timedelta(days=6 * 365) / max(stories, 1)
    words = list(accumulate(1 / (rank + 5) for rank in range(len(WORDS))))
    outlets = list(accumulate(1 / (rank + 2) for rank in range(len(OUTLETS))))
    tags = list(accumulate(1 / (rank + 2) for rank in range(len(TAGS))))
    names = people()
    rare_ones = {stories * (2 * place + 1) // (2 * RARE) for place in range(RARE)}
    for number in range(stories):
        moment = START + step * number
        rare = number in rare_ones
        body = _body(rng, words, rng.choices(names, k=3)) + (f" {' '.join(WORDS[1:3])}." if rare else "")
        yield json.dumps(
            {
                "external_id": f"corpus-{seed}-{number}",
                "headline": " ".join(rng.choices(WORDS, cum_weights=words, k=7)).capitalize(),
                "body": body,
                "published": moment.isoformat(timespec="seconds"),
                "outlet": RARE_OUTLET if rare else rng.choices(OUTLETS, cum_weights=outlets)[0],
                "byline": [rng.choice(names)],
                "url": f"https://corpus.example/{seed}/{number}",
                "language": "en",
                "tags": sorted({COMMON_TAG} if rare else set(rng.choices(TAGS, cum_weights=tags, k=2))),
            }
        )


def _body(rng: random.Random, words: list[float], named: list[str]) -> str:
    """Four paragraphs of about sixty words; each name stands in one of them."""
    paragraphs = []
    for place in range(4):
        run = rng.choices(WORDS, cum_weights=words, k=38)
        glue = rng.choices(GLUE, k=38)
        text = " ".join(f"{first} {second}" for first, second in zip(glue, run, strict=True))
        if place < len(named):
            text = f"{named[place]} {text}"
        paragraphs.append(text[0].upper() + text[1:] + ".")
    return "\n\n".join(paragraphs)
