"""The docs of dossiers and editions, held to what the code does."""

import re
from pathlib import Path

import pytest

from stories.dossiers import TRANSITIONS, add_entry, content_of
from stories.vocabulary import EntryKind
from tests.dossiers.builders import make
from tests.factories import NOW, CaptureFactory, StoryFactory, TopicFactory

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"


def test_the_table_of_transitions_is_the_code_s():
    rows = re.findall(
        r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|", (DOCS / "dossiers.md").read_text(), re.MULTILINE
    )
    assert [(act, source, target) for act, source, target, _ in rows] == [
        (act, ", ".join(state.label for state in step.sources), step.target.label) for act, step in TRANSITIONS.items()
    ]
    assert {act: ("a reviewer" in who, "whoever works" in who) for act, _, _, who in rows} == {
        act: ("review_dossier" in step.acts, "move_dossier" in step.acts) for act, step in TRANSITIONS.items()
    }


@pytest.mark.django_db
def test_every_field_of_an_edition_is_described():
    made = make()
    made.dossier.topic = TopicFactory()
    story = StoryFactory(capture=CaptureFactory())
    add_entry(made.second, kind=EntryKind.STORY, story=story, editor=made.desk.owner, now=NOW)
    content = content_of(made.dossier, number=1, at=NOW, reviewer=made.desk.reviewer)
    page = (DOCS / "edition.md").read_text()
    titles, texts = re.findall(r"^## (.+)$", page, re.MULTILINE), re.split(r"^## .+$", page, flags=re.MULTILINE)[1:]
    parts = dict(zip(titles, texts, strict=True))
    rows = lambda part: re.findall(r"^\| `(\w+)` \|", parts[part], re.MULTILINE)  # noqa: E731
    words = lambda part: set(re.findall(r"`(\w+)`", parts[part]))  # noqa: E731
    assert rows("content") == [*content, "since"]
    assert rows("A source") == list(content["sources"][0])
    assert set(content["events"][0]) | set(content["events"][0]["reports"][0]) <= words("An event")
    assert set(content["people"][0]) <= words("A person")
    assert {"post", "body", "country", "start", "end"} <= words("A person")
    entries = [entry for section in content["sections"] for entry in section["entries"]]
    assert set(content["sections"][0]).union(*entries) <= words("A section")
