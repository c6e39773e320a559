"""Are the people of a story found, told apart, and is whoever nobody knows proposed?

Goes the way that a user goes: `import_people`, `import_stories`, `link_stories --all`, `export_stories --format jsonl`;
the mentions of the export are compared with a truth.

    .venv/bin/python bench/people.py ../shared/data/reuters21578 ../shared/data/entity_linking_news \
        ../shared/data/ner_tagged

A folder with `people_tagged.jsonl.gz` has stories with tags ("james-baker", "reagan"): the tags are loaded as names.
One with `*.jsonl.gz` of `entities` (span, wikidata, name, person) has persons to be linked by the names they have there
(`aliases` of an entity are loaded, too). One with tagged tokens (`*.txt.gz`, `*.conll.gz`) has names that nobody in the
register has. `--misses` prints what was missed and what was wrong.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LINKED = ("suggested", "confirmed")
PERSONS = ("person", "politician")
SHOWN = {"misses": False}


def manage(data: str, *arguments: str) -> str:
    """One command on a newsroom of its own; answers its standard output."""
    environment = {**os.environ, "NEWSROOM_DATA": data, "DEBUG": ""}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
    return done.stdout


def linked(people: Iterable[dict[str, Any]], stories: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The mentions of people that the newsroom finds, by the stories' external id."""
    with tempfile.TemporaryDirectory(prefix="newsroom-people-") as data:
        files = {"people": Path(data) / "people.jsonl", "stories": Path(data) / "stories.jsonl"}
        for name, rows in (("people", people), ("stories", stories)):
            files[name].write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        manage(data, "migrate", "--verbosity", "0")
        manage(data, "import_people", str(files["people"]))
        manage(data, "import_stories", str(files["stories"]))
        manage(data, "link_stories", "--all")
        exported = manage(data, "export_stories", "", "--format", "jsonl")
    rows = [json.loads(line) for line in exported.splitlines()]
    return {row["external_id"]: [one for one in row["mentions"] if one["kind"] == "person"] for row in rows}


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a packed file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def told(what: str, part: int, whole: int, aim: float | None = None) -> bool:
    """One line of the result; answers whether the aim is reached."""
    share = part / whole if whole else 1.0
    print(f"  {what:<66} {part:>5} of {whole:>5}: {share:.3f}{f' (aim {aim})' if aim is not None else ''}")
    return aim is None or share >= aim


def missed(said: str) -> None:
    """One line about a miss, where they are asked for."""
    if SHOWN["misses"]:
        print(f"    {said}")


# --- stories with people as tags


def tag_name(tag: str) -> str:
    """ "james-baker" as a name."""
    return " ".join(part.capitalize() for part in tag.split("-"))


def judge_tags(path: Path) -> bool:
    """Stories whose tagged person is linked; and bare surnames of two loaded people that are not."""
    stories = list(lines_of(path))
    tags = sorted({tag for story in stories for tag in story["people"]})
    surnames = Counter(tag.rsplit("-", 1)[-1] for tag in tags)
    shared = {name for name, count in surnames.items() if count > 1}
    people = [{"name": tag_name(tag)} for tag in tags]
    found = linked(people, ({
        "external_id": str(story["newid"]), "headline": story["title"] or "untitled", "body": story.get("body") or "",
        "outlet": "Reuters",
    } for story in stories))  # fmt: skip
    print(f"{path.name}: {len(stories)} stories, {len(tags)} people; surnames of two: {', '.join(sorted(shared))}")
    right, wanted, bare, joined = 0, 0, 0, 0
    for story in stories:
        mentions = found[str(story["newid"])]
        names = {one["name"] for one in mentions if one["state"] in LINKED}
        text = f"{story['title']} {story.get('body') or ''}".lower()
        for tag in story["people"]:
            surname = tag.rsplit("-", 1)[-1]
            if surname not in text:
                continue
            if surname in shared and " ".join(tag.split("-")) not in " ".join(text.split()):
                bare += 1
                only = [one for one in mentions if one["surface"].lower().split()[-1:] == [surname]]
                wrong = [one for one in only if one["state"] in LINKED and "only known" in one["evidence"]]
                joined += bool(wrong)
                continue
            wanted += 1
            right += tag_name(tag) in names
            if tag_name(tag) not in names:
                missed(f"{tag} in {story['newid']}: {[(one['surface'], one['state']) for one in mentions][:6]}")
    good = told("tagged people linked, where the surname stands in the story", right, wanted, 0.97)
    return told("bare surnames of two people left open", bare - joined, bare, 1.0) and good


# --- persons with a Wikidata id


def judge_entities(paths: list[Path]) -> bool:
    """Persons that are linked to the right one, over all files together."""
    texts = [(f"{path.name}:{row['id']}", row) for path in paths for row in lines_of(path)]
    people: dict[str, dict[str, Any]] = {}
    for _, row in texts:
        for one in row["entities"]:
            if one["person"] and one["wikidata"].startswith("Q"):
                held = people.setdefault(
                    one["wikidata"], {"name": one["name"], "wikidata": one["wikidata"], "aliases": []}
                )
                held["aliases"] += [alias for alias in one.get("aliases", []) if alias not in held["aliases"]]
    found = linked(
        people.values(), ({"external_id": key, "headline": "untitled", "body": row["text"]} for key, row in texts)
    )
    print(f"{', '.join(path.name.partition('.')[0] for path in paths)}: {len(texts)} texts, {len(people)} people")
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for key, row in texts:
        count_entities(key, row, [one for one in found[key] if one["field"] == "body"], tally)
    good = True
    for name, counts in [*sorted(tally.items()), ("together", sum(tally.values(), Counter()))]:
        aims = (0.95, 0.80) if name == "together" else (None, None)
        good &= told(f"{name}: linked mentions right", counts["right"], counts["linked"], aims[0])
        good &= told(f"{name}: persons found", counts["found"], counts["wanted"], aims[1])
    return good


def count_entities(
    key: str, row: dict[str, Any], mentions: list[dict[str, Any]], tally: dict[str, Counter[str]]
) -> None:
    """Compare the mentions of one text. A linked mention over words that the truth does not mark counts as wrong where
    all of the text is annotated."""
    counts = tally[key.partition(".")[0]]
    begin, stop = row["evaluation_span"]
    truth = [one for one in row["entities"] if one["person"] and one["wikidata"].startswith("Q")]
    counts["wanted"] += len(truth)
    links = [one for one in mentions if one["state"] in LINKED]
    for one in links:
        over = [other for other in row["entities"] if other["span"][0] < one["end"] and one["start"] < other["span"][1]]
        if not over and ("rss" in key or not begin <= one["start"] < stop):
            continue
        counts["linked"] += 1
        counts["right"] += any(other["wikidata"] == one["wikidata"] for other in over)
        if not any(other["wikidata"] == one["wikidata"] for other in over):
            missed(f"wrong in {key}: {one['surface']} as {one['name']} ({one['evidence']})")
    for one in truth:
        hit = [other for other in links if other["start"] < one["span"][1] and one["span"][0] < other["end"]]
        right = any(other["wikidata"] == one["wikidata"] for other in hit)
        counts["found"] += right
        if not right:
            missed(
                f"missed in {key}: {one['text']} ({one['name']}), {row['text'][max(0, one['span'][0] - 40) :][:90]!r}"
            )


# --- tagged tokens


def sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """The sentences of a file, as tokens with their tags."""
    held: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            token, _, tag = line.rstrip("\n").partition("\t")
            if token:
                held.append((token, tag))
            elif held:
                yield held
                held = []
    if held:
        yield held


def laid_out(held: list[list[tuple[str, str]]]) -> tuple[str, list[tuple[int, int, int]]]:
    """A text of some sentences, a line each, and where its persons stand with the number of their words."""
    text, persons = "", []
    for sentence in held:
        inside = False
        for number, (token, tag) in enumerate(sentence):
            text += " " if number else ""
            mark, _, kind = tag.partition("-")
            if mark == "B" and kind in PERSONS:
                persons.append((len(text), len(text) + len(token), 1))
                inside = True
            elif mark == "I" and inside:
                start, _, words = persons[-1]
                persons[-1] = (start, len(text) + len(token), words + 1)
            else:
                inside = False
            text += token
        text += "\n"
    return text, persons


def judge_tokens(paths: list[Path], *, sentences_each: int = 10) -> bool:
    """Names of two words or more as known or proposed; and whether what is proposed is a person. Every second name is
    loaded into the register."""
    texts: dict[str, tuple[str, list[tuple[int, int, int]]]] = {}
    for path in paths:
        held = list(sentences(path))
        for at in range(0, len(held), sentences_each):
            texts[f"{path.name}:{at}"] = laid_out(held[at : at + sentences_each])
    names = sorted({text[start:end] for text, people in texts.values() for start, end, words in people if words > 1})
    good = True
    for what, loaded in (("nobody known", []), ("every second known", names[::2])):
        found = linked(
            ({"name": name} for name in loaded),
            ({"external_id": key, "headline": "untitled", "body": text} for key, (text, _) in texts.items()),
        )
        print(f"{', '.join(path.name.partition('.')[0] for path in paths)}: {len(texts)} texts, {what}")
        good &= count_tokens(texts, found)
    return good


def count_tokens(
    texts: dict[str, tuple[str, list[tuple[int, int, int]]]], found: dict[str, list[dict[str, Any]]]
) -> bool:
    """Print recall and precision by file and together."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for key, (text, people) in texts.items():
        counts = tally[key.partition(".")[0]]
        mentions = [one for one in found[key] if one["field"] == "body"]
        every = {(start, end) for start, end, _ in people}
        places = {(one["start"], one["end"]) for one in mentions if one["state"] in (*LINKED, "ambiguous", "unknown")}
        for start, end, words in people:
            if words > 1:
                counts["wanted"] += 1
                counts["found"] += (start, end) in places
                if (start, end) not in places:
                    missed(f"missed: {text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 20]!r}")
        for one in mentions:
            if one["state"] == "unknown":
                counts["proposed"] += 1
                counts["right"] += (one["start"], one["end"]) in every
                if (one["start"], one["end"]) not in every:
                    missed(f"wrong: {one['surface']!r} ({one['evidence']})")
    good = True
    for name, counts in [*sorted(tally.items()), ("together", sum(tally.values(), Counter()))]:
        aim = 0.85 if name == "together" else None
        good &= told(f"{name}: names of two words or more found", counts["found"], counts["wanted"], aim)
        good &= told(f"{name}: proposals that are persons", counts["right"], counts["proposed"], aim)
    return good


def judge(folder: Path) -> bool:
    """Whatever truths a folder holds."""
    good = True
    if (folder / "people_tagged.jsonl.gz").exists():
        return judge_tags(folder / "people_tagged.jsonl.gz")
    entities = sorted(folder.glob("*.jsonl.gz"))
    tokens = sorted([*folder.glob("*.txt.gz"), *folder.glob("*.conll.gz")])
    if entities:
        good &= judge_entities(entities)
    if tokens:
        good &= judge_tokens(tokens)
    return good


def main() -> int:
    """Judge each folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true")
    wanted = parser.parse_args()
    SHOWN["misses"] = wanted.misses
    return int(sum(not judge(folder) for folder in wanted.folders) > 0)


if __name__ == "__main__":
    sys.exit(main())
