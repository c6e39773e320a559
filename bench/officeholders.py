"""Who held a post on a day, and are two spellings of one name one person, on lists of real officeholders?

Goes the way that a user goes: the lists through `import_people`, the questions through what `who --json` answers with.

    .venv/bin/python bench/officeholders.py ../shared/data/officeholders

A folder holds any of: `peppercat_terms_*.jsonl` and `us_presidents_vps.jsonl` (one term a line), `archigos_*.jsonl` and
`reign_*.csv` (the same leaders by other sources, mostly by family names alone), `name_forms.jsonl` (spellings by
Wikidata id), `us_congress_names.jsonl`. Gold are terms with both dates. A question is right where the first holder
named is the one that the list has; on a day that two terms of the list share, either of them is.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LEADING = ("prime minister", "president", "secretary of state", "foreign", "chancellor", "premier", "taoiseach")
NOW = datetime(2025, 6, 28, tzinfo=UTC)
DATES = {"start": "2021-03-01", "end": "2023-04-05"}


def rows_of(folder: Path, pattern: str) -> list[dict[str, Any]]:
    """The lines of the files of a pattern."""
    found: list[dict[str, Any]] = []
    for path in sorted(folder.glob(pattern)):
        if path.suffix == ".csv":
            with path.open(newline="") as file:
                found += list(csv.DictReader(file))
        else:
            found += [json.loads(line) for line in path.open() if line.strip()]
    return found


def take(rows: Iterable[dict[str, Any]], **defaults: str) -> Any:
    """The rows through the import, as JSON lines."""
    from stories.linking.imports import import_people
    from stories.linking.roster_rows import Defaults

    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    tally = import_people(lines, editor=None, now=NOW, defaults=Defaults(**defaults))
    for number, reason in tally.failed[:5]:
        print(f"    line {number} was refused: {reason}")
    return tally


def cleared() -> None:
    """An empty register."""
    from stories.models import Person

    Person.objects.all().delete()


# --- who held what


def gold_terms(folder: Path) -> list[dict[str, Any]]:
    """Terms with both dates: post, country, name, start, end."""
    found = [
        {
            "post": row["position"],
            "country": row["country"],
            "name": row["person"],
            "start": row["start"],
            "end": row["end"],
        }
        for row in rows_of(folder, "peppercat_terms_*.jsonl")
    ]
    found += [
        {"post": row["office"], "country": "US", "name": row["person"], "start": row["start"], "end": row["end"]}
        for row in rows_of(folder, "us_presidents_vps.jsonl")
    ]
    return [row for row in found if row["start"] and row["end"]]


def questions(post: str, country: str) -> list[tuple[str, str]]:
    """Ways to ask for a post: its words and the code, or the country in words."""
    from stories.linking.countries import any_country_code, country_name

    code = any_country_code(country) or ""
    name = country_name(code)
    ways = [(post, code), (post.lower(), code)]
    if name.casefold() not in post.casefold():
        ways += [(f"{post} of {name}", ""), (f"{name}'s {post.lower()}", "")]
    else:
        ways.append((post, ""))
    return ways


def ask(folder: Path, number: int) -> None:
    """Random dates that the data covers, for the leading posts and for every post."""
    tally = take(rows_of(folder, "peppercat_terms_*.jsonl"))
    print(f"  terms: {tally.lines} lines, {len(tally.failed)} refused")
    tally = take(rows_of(folder, "us_presidents_vps.jsonl"), country="US")
    print(f"  presidents: {tally.lines} lines, {len(tally.failed)} refused")
    terms = gold_terms(folder)
    leading = [row for row in terms if any(word in row["post"].casefold() for word in LEADING)]
    for label, chosen in (("leading posts", leading), ("all posts", terms)):
        right, wrong = answered(chosen, terms, number)
        print(f"  {label}: {right} of {number} questions right")
        for one in wrong[:8]:
            print(f"    {one}")


def answered(chosen: list[dict[str, Any]], terms: list[dict[str, Any]], number: int) -> tuple[int, list[str]]:
    """How many of `number` random questions were right, and the wrong ones."""
    from stories.linking.posts import who_held

    chooser = random.Random(4)
    by_post: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in terms:
        by_post[row["country"], row["post"]].append(row)
    right, wrong = 0, []
    for _ in range(number):
        term = chooser.choice(chosen)
        first, last = date.fromisoformat(term["start"]), date.fromisoformat(term["end"])
        day = first + timedelta(days=chooser.randint(0, (last - first).days))
        truth = {
            row["name"] for row in by_post[term["country"], term["post"]] if row["start"] <= str(day) <= row["end"]
        }
        post, code = chooser.choice(questions(term["post"], term["country"]))
        holders = who_held(post, on=day, country=code)
        named = names_of(holders[0].tenure.person) if holders else set()
        if named & truth:
            right += 1
        else:
            wrong.append(f"{post} {code} on {day}: {sorted(named)}, not {sorted(truth)}")
    return right, wrong


def names_of(person: Any) -> set[str]:
    """All names of somebody."""
    return {person.name, *person.names.values_list("text", flat=True)}


# --- one person


def other_sources(folder: Path) -> None:
    """The same leaders by two more lists, mostly by family names alone: each must become whoever is there already."""
    from stories.linking.posts import who_held
    from stories.models import Person

    take(rows_of(folder, "us_presidents_vps.jsonl"), country="US")
    before = Person.objects.count()
    for gwcode, stateabb, post, code in (
        ("2.0", "USA", "President of the United States", "US"), ("740.0", "JPN", "Prime Minister", "JP"),
    ):  # fmt: skip
        keys = ("leader", "startdate", "enddate")
        archigos = [
            {key: row[key] for key in keys} for row in rows_of(folder, "archigos_*.jsonl") if row["gwcode"] == gwcode
        ]
        reign = [
            {key: row[key] for key in ("leader", "sdate", "smonth", "syear", "emonth", "eyear")}
            for row in rows_of(folder, "reign_*.csv") if row["stateabb"] == stateabb
        ]  # fmt: skip
        for source in (archigos, reign):
            tally = take(source, post=post, country=code)
            print(f"  {stateabb}: {tally.lines} leaders, {tally.new} taken for new people, {len(tally.failed)} refused")
        wrong = 0
        for row in archigos:
            middle = (
                date.fromisoformat(row["startdate"])
                + (date.fromisoformat(row["enddate"]) - date.fromisoformat(row["startdate"])) / 2
            )
            wrong += (
                len({holder.tenure.person_id for holder in who_held(post, on=middle, country=code) if holder.certain})
                != 1
            )
        print(f"  {stateabb}: {len(archigos) - wrong} of {len(archigos)} terms have one holder in their middle")
    print(f"  {Person.objects.count() - before} people more than before")


def forms_of(folder: Path) -> dict[str, list[str]]:
    """Wikidata id -> the spellings of one person."""
    return {
        row["wikidata"]: list(dict.fromkeys([*row["names"], *row["wikipedia_titles"]]))
        for row in rows_of(folder, "name_forms.jsonl")
    }


def spellings(folder: Path) -> None:
    """Spellings of one name: with the Wikidata id in every row, with a post and its dates, and by the name alone."""
    from stories.models import Person, PersonName

    forms = forms_of(folder)
    pairs = sum(len(names) - 1 for names in forms.values())
    for label, with_id, with_post in (
        ("Wikidata ids", True, False),
        ("a post and its dates", False, True),
        ("names alone", False, False),
    ):
        cleared()
        for place in range(max(map(len, forms.values()))):
            take(
                {
                    "name": names[place],
                    "wikidata": key if with_id or not place else None,
                    "tenures": [{"post": f"Minister for Matter {key}", **DATES}] if with_post else [],
                }
                for key, names in forms.items()
                if place < len(names)
            )
        one = wrong = 0
        apart: list[tuple[str, str]] = []
        for key, names in forms.items():
            person = Person.objects.get(wikidata=key)
            known = set(person.names.values_list("text", flat=True))
            one += len(known & set(names)) - 1
            wrong += len(known - set(names))
            apart += [(names[0], name) for name in names if name not in known]
        print(f"  {label}: {one} of {pairs} further spellings became the one person ({one / pairs:.3f}); "
              f"{wrong} names of others joined; {PersonName.objects.count()} names")  # fmt: skip
        for first, name in apart:
            print(f"    left apart: {first}, {name}")


# --- what an editor is offered, and who must not be joined


def everybody(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Key of a person -> lines about that person, one for each term, as the lists of the folder have them."""
    from stories.linking.countries import any_country_code

    found: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def put(key: str | None, name: str, post: str, country: str, row: dict[str, Any]) -> None:
        term = {"post": post, "country": country, "start": row["start"], "end": row["end"] or ""}
        found[key or name].append({"name": name, "tenures": [term]})

    for row in rows_of(folder, "peppercat_terms_*.jsonl"):
        put(row["wikidata"], row["person"], row["position"], any_country_code(row["country"]) or "", row)
    for row in rows_of(folder, "us_presidents_vps.jsonl"):
        put(row["bioguide"], row["person"], row["office"], "US", row)
    for row in rows_of(folder, "us_congress_names.jsonl"):
        name = row["official"] or f"{row['first']} {row['last']}"
        put(row["wikidata"], name, f"Member of Congress for {row['state']}", "US", row)
    return found


def offers(folder: Path) -> None:
    """All people of the lists and the further spellings by their names alone: which pairs an editor is offered as the
    same, and how many of them are."""
    from stories.linking.duplicates import offered
    from stories.linking.finding_pairs import find_pairs
    from stories.models import Person

    forms = forms_of(folder)
    keys: dict[str, set[str]] = defaultdict(set)
    for key, lines in everybody(folder).items():
        for line in lines:
            keys[line["name"]].add(key)
    for key, spelt in forms.items():
        for name in spelt:
            keys[name].add(key)
    cleared()
    take({"name": name} for name in sorted(keys))
    find_pairs()
    names = {person.pk: names_of(person) for person in Person.objects.all()}
    owners = {pk: set[str]().union(*(keys[name] for name in known)) for pk, known in names.items()}
    pairs = [(offer.evidence, offer.kept.pk, offer.gone.pk) for offer in offered("person")]
    right = [(low, high) for _, low, high in pairs if owners[low] & owners[high]]
    shown = met = 0
    for key, spelt in forms.items():
        told = reached(next(pk for pk, known in names.items() if spelt[0] in known), right, names)
        met += len(told & set(spelt)) - 1
        shown += len(spelt) - 1
        for name in sorted(set(spelt) - told):
            print(f"    neither joined nor offered: {spelt[0]}, {name} ({key})")
    print(f"  names alone, joined or offered: {met} of {shown} ({met / shown:.3f}); of {len(pairs)} pairs offered "
          f"among {len(names)} people {len(right)} are one person ({len(right) / max(len(pairs), 1):.3f})")  # fmt: skip
    for evidence, low, high in pairs:
        if not owners[low] & owners[high]:
            print(f"    offered, but two: {evidence}")


def reached(first: int, pairs: list[tuple[int, int]], names: dict[int, set[str]]) -> set[str]:
    """All names of somebody and of those that are joined by the pairs."""
    held, grown = {first}, True
    while grown:
        more = {pk for pair in pairs if held & set(pair) for pk in pair} - held
        held |= more
        grown = bool(more)
    return set[str]().union(*(names[pk] for pk in held))


def apart(folder: Path) -> None:
    """Who is two people by the lists: how many pairs their letters alone would join, and how many the import joins when
    each line has its term and no id."""
    from stories.linking.same_name import Likeness, likeness
    from stories.models import Person

    told = everybody(folder)
    named = {key: {line["name"] for line in lines} for key, lines in told.items()}
    for key, spelt in forms_of(folder).items():
        named.setdefault(key, set()).update(spelt)
    bearers = sorted((name, key) for key, spelt in named.items() for name in spelt)
    pairs = [(one, other) for one, other in combinations(bearers, 2) if one[1] != other[1]]
    close = [(one, other) for (one, _), (other, _) in pairs if likeness(one, other) >= Likeness.LIKELY]
    print(f"  {len(named)} people, {len(pairs)} pairs of names of two: {len(close)} are alike by their letters alone")
    for one, other in close:
        print(f"    {one}, {other}")
    cleared()
    take(line for _, lines in sorted(told.items()) for line in lines)
    wrong = []
    for person in Person.objects.all():
        known = names_of(person)
        if not any(known <= spelt for spelt in named.values()):
            wrong.append(sorted(known))
    print(f"  {len(told)} people with their terms, without ids: {Person.objects.count()}, {len(wrong)} joined wrongly")
    for known in wrong:
        print(f"    {', '.join(known)}")


def congress(folder: Path) -> None:
    """Members of one Congress: as many people as ids; then other forms of their names without an id."""
    from stories.models import Person

    cleared()
    members = [row for row in rows_of(folder, "us_congress_names.jsonl") if row["official"]]
    term = {"country": "US", "start": "2025-01-03", "end": ".."}
    posts = {"sen": "Senator for {}", "rep": "Representative for {}"}
    tenures = {row["wikidata"]: [{"post": posts[row["chamber"]].format(row["state"]), **term}] for row in members}
    take({"name": row["official"], "wikidata": row["wikidata"], "tenures": tenures[row["wikidata"]]} for row in members)
    print(f"  {len(members)} ids became {Person.objects.filter(wikidata__isnull=False).count()} people")
    joined = apart = wrong = 0
    for row in members:
        shown = (row["wikipedia"] or "").split(" (")[0]
        others = {shown, f"{row['nickname'] or row['first']} {row['last']}", f"{row['last']}, {row['first']}"} - {
            row["official"],
            "",
        }
        for name in sorted(others):
            before = set(Person.objects.values_list("pk", flat=True))
            take([{"name": name, "tenures": tenures[row["wikidata"]]}])
            new = set(Person.objects.values_list("pk", flat=True)) - before
            bearer = Person.objects.named(name).order_by("pk").first()
            if new:
                Person.objects.filter(pk__in=new).delete()
                apart += 1
            elif bearer is not None and bearer.wikidata != row["wikidata"]:
                wrong += 1
            else:
                joined += 1
    print(f"  other forms of their names without an id: {joined} joined, {apart} left apart, {wrong} joined wrongly")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared/data/officeholders")
    parser.add_argument("--questions", type=int, default=500)
    wanted = parser.parse_args()
    if not wanted.folder.is_dir():
        print(f"{wanted.folder} is not there; name a folder with lists of officeholders.")
        return
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as data:
        os.environ.update({"NEWSROOM_DATA": data, "DJANGO_SETTINGS_MODULE": "newsroom.settings"})
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        print("Who held a post on a day")
        ask(wanted.folder, wanted.questions)
        cleared()
        print("The same leaders in three lists")
        other_sources(wanted.folder)
        print("Spellings of one name")
        spellings(wanted.folder)
        offers(wanted.folder)
        print("Two people stay two")
        apart(wanted.folder)
        print("Members of one Congress")
        congress(wanted.folder)


if __name__ == "__main__":
    main()
