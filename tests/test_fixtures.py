"""The fixtures: they load, twice, and what they say is consistent. `fixtures/` is for people; no other test uses it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command

from stories.models import Event, Outlet, Person, Tenure, Topic
from stories.text.edtf import edtf_bounds
from stories.text.names import fold

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "fixtures").glob("*.json"))
LABELS = ("outlet", "outletname", "outletdomain", "person", "personname", "tenure", "event", "participation")
NAMED_IN_SEEDS = {
    "Reuters",
    "South China Morning Post",
    "Arab News",
    "Japan Times",
    "Malay Mail",
    "Daily8",
    "GZERO Media",
    "The Japan News",
    "Kyodo",
    "Financial Times",
    "FT",
    "Nikkei",
    "Jiji Press",
    "Associated Press",
}


def records(label: str) -> Iterator[dict[str, Any]]:
    """The fields of every record of one model, in all files."""
    for path in FILES:
        for record in json.loads(path.read_text()):
            if record["model"] == f"stories.{label}":
                yield record["fields"]


def load() -> None:
    """Load every fixture in the order of the files' names: none may need a later one."""
    call_command("loaddata", *[str(path) for path in FILES], verbosity=0)


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of the models that fixtures fill."""
    return {
        label: list(apps.get_model("stories", label).objects.order_by("pk").values())
        for label in (*LABELS, "topic", "tag")
    }


@pytest.mark.django_db
def test_loads_twice_and_the_second_time_changes_nothing() -> None:
    load()
    first = everything()
    load()
    assert everything() == first
    for label, rows in first.items():
        assert len(rows) == len(list(records(label))), label
        assert rows, label


def test_no_record_carries_a_primary_key() -> None:
    for path in FILES:
        assert [record for record in json.loads(path.read_text()) if "pk" in record] == []


@pytest.mark.django_db
def test_records_pass_the_models_own_checks() -> None:
    load()
    for label in (*LABELS, "topic", "tag"):
        for row in apps.get_model("stories", label).objects.order_by("pk"):
            row.full_clean()


def test_folded_names_are_what_fold_makes_of_them() -> None:
    for label in ("outletname", "personname"):
        for name in records(label):
            assert name["folded"] == fold(name["text"])


def test_each_outlet_and_person_has_its_main_name_once() -> None:
    for label, owner in (("outlet", "outlet"), ("person", "person")):
        main = defaultdict(list)
        for name in records(f"{label}name"):
            if name["source"] == "primary":
                main[name[owner][0]].append(name["text"])
        assert dict(main) == {row["slug"]: [row["name"]] for row in records(label)}


def test_no_name_belongs_to_two_people_or_two_outlets() -> None:
    for label, owner in (("outletname", "outlet"), ("personname", "person")):
        owners = defaultdict(set)
        for name in records(label):
            owners[name["folded"]].add(name[owner][0])
        assert {name: who for name, who in owners.items() if len(who) > 1} == {}


def test_days_of_tenures_and_events_follow_from_their_dates() -> None:
    for tenure in records("tenure"):
        start, end = tenure["start"], tenure["end"]
        first = edtf_bounds(start)[0] if start else None
        last = edtf_bounds(end)[1] if end not in ("", "..") else None
        assert (tenure["start_day"], tenure["end_day"]) == (first and str(first), last and str(last)), tenure
    for event in records("event"):
        assert (event["earliest"], event["latest"]) == tuple(map(str, edtf_bounds(event["date"]))), event["slug"]


def test_no_post_is_held_by_two_at_once() -> None:
    """The day of the change of office belongs to both; more than that is a mistake."""
    posts = defaultdict(list)
    for tenure in records("tenure"):
        if "Senator for" in tenure["post"]:  # a state has two
            continue
        start = date.fromisoformat(tenure["start_day"]) if tenure["start_day"] else date.min
        end = date.fromisoformat(tenure["end_day"]) if tenure["end_day"] else date.max
        posts[tenure["post"], tenure["body"]].append((start, end, tenure["person"][0]))
    for post, held in posts.items():
        for before, after in pairwise(sorted(held)):
            assert before[1] <= after[0], (post, before, after)
    assert len(posts[("Prime Minister", "Cabinet of Japan")]) == 6


HELD = (
    ("President", "United States", "2025-02-07", "donald-trump"),
    ("President", "United States", "2024-04-10", "joe-biden"),
    ("Prime Minister", "Cabinet of Japan", "2023-08-18", "fumio-kishida"),
    ("Prime Minister", "Cabinet of Japan", "2025-07-20", "shigeru-ishiba"),
    ("Prime Minister", "Cabinet of Japan", "2025-10-28", "sanae-takaichi"),
    ("Secretary of State", "Department of State", "2025-01-07", "antony-blinken"),
    ("Secretary of State", "Department of State", "2025-06-27", "marco-rubio"),
    ("Secretary of Defense", "Department of Defense", "2025-03-30", "pete-hegseth"),
    ("Minister for Foreign Affairs", "Ministry of Foreign Affairs", "2025-07-01", "takeshi-iwaya"),
    ("Minister of Defense", "Ministry of Defense", "2025-07-01", "gen-nakatani"),
    ("Ambassador to Japan", "Department of State", "2024-04-10", "rahm-emanuel"),
)


@pytest.mark.django_db
def test_who_held_the_posts_that_the_seeds_are_about() -> None:
    load()
    for post, body, day, holder in HELD:
        found = Tenure.objects.on(date.fromisoformat(day)).filter(post=post, body=body).select_related("person")
        assert [tenure.person.slug for tenure in found] == [holder], (post, day)


# Posts of the real list that ours hold too: its name of the post, and our post and body.
SAME_POSTS = {
    "Prime Minister": ("Prime Minister", "Cabinet of Japan"),
    "Minister for Foreign Affairs": ("Minister for Foreign Affairs", "Ministry of Foreign Affairs"),
    "Minister of Defence": ("Minister of Defense", "Ministry of Defense"),
    "Minister of Finance": ("Minister of Finance", "Ministry of Finance"),
}


def test_dates_of_office_agree_with_the_real_list(shared: Path) -> None:
    """Its rows with both dates are sure; Wikidata ids tell who is meant."""
    people = {person["wikidata"]: person["slug"] for person in records("person") if person["wikidata"]}
    ours = {
        (tenure["person"][0], tenure["post"], tenure["body"], tenure["start"], tenure["end"])
        for tenure in records("tenure")
    }
    compared = 0
    for line in (shared / "data/officeholders/peppercat_terms_japan.jsonl").read_text().splitlines():
        term = json.loads(line)
        if term["position"] in SAME_POSTS and term["end"] and term["wikidata"] in people:
            post, body = SAME_POSTS[term["position"]]
            assert (people[term["wikidata"]], post, body, term["start"], term["end"]) in ours
            compared += 1
    assert compared >= 5


@pytest.mark.django_db
def test_every_outlet_named_in_the_seeds_is_known() -> None:
    load()
    assert {name for name in NAMED_IN_SEEDS if Outlet.objects.named(name).count() != 1} == set()


@pytest.mark.django_db
def test_people_are_found_by_their_names_in_other_scripts() -> None:
    load()
    for name, slug in (("石破茂", "shigeru-ishiba"), ("Takaichi Sanae", "sanae-takaichi"), ("윤석열", "yoon-suk-yeol")):
        assert [person.slug for person in Person.objects.named(name)] == [slug]


@pytest.mark.django_db
def test_the_meeting_of_july_2025_is_called_off_and_the_first_topic_stands() -> None:
    load()
    called_off = Event.objects.get(slug="two-plus-two-july-2025")
    assert (called_off.status, called_off.date, called_off.people.count()) == ("cancelled", "2025-07-01", 4)
    topic = Topic.objects.get(slug="us-japan-relations")
    assert topic.broader is not None
    assert (topic.code, topic.broader.code) == (None, "medtop:20000638")
