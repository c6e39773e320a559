"""What `demo` shows: accounts, the fixtures, the seed pages through the real pipeline, and one curated dossier.

Every step goes through the functions that editors use; each looks first whether it was done, so that a second run finds
nothing to do. Which passages the dossier quotes is said by what they are about, not by their place in the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction

from stories.dossiers import add_entry, add_section, create_dossier, publish, quote, submit
from stories.editing.columns import set_state
from stories.editing.event_states import decide_report
from stories.editing.reports import add_report
from stories.editing.tagging import add_topics, tag_stories
from stories.ingest import import_page
from stories.linking.deciding import confirm_mentions
from stories.models import Dossier, Event, Mention, Outlet, Person, Section, Story, Topic
from stories.vocabulary import EntryKind, MentionState, Role, Standing

ROOT = Path(settings.BASE_DIR)
TITLE, SLUG = "The talks that did not happen", "the-talks-that-did-not-happen"
STANDFIRST = (
    "In the summer of 2025 the yearly meeting of the American and Japanese foreign and defence ministers was called "
    "off. Reports agree on the day that had been set and disagree on nearly everything else: who asked for how much, "
    "and whether the meeting was cancelled or put off."
)


@dataclass(frozen=True)
class Account:
    """A user of the demonstration. The password is public: the demo serves this machine only."""

    username: str
    password: str
    first_name: str
    last_name: str
    role: Role


ACCOUNTS = (
    Account("editor", "editor-demo", "Demo", "Editor", Role.EDITOR),
    Account("reviewer", "reviewer-demo", "Demo", "Reviewer", Role.REVIEWER),
)


def make_accounts() -> int:
    """The demo's users; returns how many were made. One that is there keeps its password."""
    made = 0
    for account in ACCOUNTS:
        user, new = get_user_model().objects.get_or_create(
            username=account.username,
            defaults={"first_name": account.first_name, "last_name": account.last_name, "is_staff": True},
        )
        if new:
            user.set_password(account.password)
            user.save()
            user.groups.add(Group.objects.get(name=account.role.value))
        made += new
    return made


def load_fixtures() -> int:
    """Outlets, people, events, tags and topics, into an empty newsroom only: `loaddata` would overwrite corrections.
    Returns how many files were loaded."""
    if Outlet.objects.exists() or Person.objects.exists():
        return 0
    files = sorted(str(path) for path in (ROOT / "fixtures").glob("*.json"))
    with transaction.atomic():
        call_command("loaddata", *files, verbosity=0)
    return len(files)


def import_seeds(*, editor: Any, now: datetime) -> int:
    """The five seed pages; returns how many stories were made."""
    made = 0
    facts = json.loads((ROOT / "seeds" / "captures.json").read_text(encoding="utf-8"))
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        about = facts.get(path.name, {})
        captured_at = datetime.fromisoformat(about["captured_at"]) if about.get("captured_at") else None
        outcome = import_page(
            path.read_bytes(),
            editor=editor,
            now=now,
            captured_at=captured_at,
            address=about.get("url") or "",
            name=path.name,
        )
        made += len(outcome.made)
    return made


def curate(*, editor: Any, reviewer: Any, now: datetime) -> Dossier | None:
    """One dossier from its first note to its first edition; None where it is there already."""
    if Dossier.objects.filter(slug=SLUG).exists():
        return None
    with transaction.atomic():
        stories = _stories()
        _prepare(stories, editor=editor, now=now)
        dossier = create_dossier(
            title=TITLE,
            slug=SLUG,
            editor=editor,
            now=now,
            standfirst=STANDFIRST,
            topic=Topic.objects.filter(slug="us-japan-relations").first(),
        )
        _Curator(editor, now, stories).fill(dossier)
        dossier.refresh_from_db()
        dossier = submit(dossier, editor=editor, now=now)
        publish(dossier, editor=reviewer, now=now)
    return dossier


def _stories() -> dict[str, Story]:
    """The stories that the dossier rests on, by the slug of their outlet."""
    wanted = ("arab-news", "south-china-morning-post", "malay-mail", "reuters")
    rows = Story.objects.filter(outlet__slug__in=wanted, via__slug="daily8").select_related("outlet").order_by("pk")
    return {story.outlet.slug: story for story in rows if story.outlet}


def _prepare(stories: dict[str, Story], *, editor: Any, now: datetime) -> None:
    """What an editor does before curating: confirm who is meant, tag, set the topic, say what the reports say."""
    keys = [story.pk for story in stories.values()]
    sure = Mention.objects.filter(story__in=keys, state=MentionState.SUGGESTED)
    confirm_mentions(sure, editor=editor, now=now)
    tag_stories([stories[slug].pk for slug in ("arab-news", "south-china-morning-post") if slug in stories],
                ["defence spending", "2+2"], editor=editor, now=now)  # fmt: skip
    if "malay-mail" in stories:
        tag_stories([stories["malay-mail"].pk], ["tariffs", "rare earths"], editor=editor, now=now)
    topic = Topic.objects.filter(slug="us-japan-relations").first()
    if topic:
        add_topics(Story.objects.filter(capture__isnull=False), [topic], editor=editor, now=now)
    set_state(keys, state="checked", editor=editor, now=now)
    _report(stories, editor=editor, now=now)


def _report(stories: dict[str, Story], *, editor: Any, now: datetime) -> None:
    """What the two reports of the called-off talks say, with the words they say it in."""
    event = Event.objects.filter(slug="two-plus-two-july-2025").first()
    if event is None:
        return
    claims: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("arab-news", r"\bcancel", {"says_status": "cancelled", "cites": "Financial Times"}),
        (
            "arab-news",
            r"\bpostponed\b",
            {"says_status": "postponed", "cites": "a US official who asked not to be named, to Reuters"},
        ),
        (
            "arab-news",
            r"3\.5 percent",
            {"says_figure": "3.5 percent of GDP", "says_date": "2025-07-01", "cites": "Financial Times"},
        ),
        (
            "south-china-morning-post",
            r"3\.5 per cent",
            {"says_status": "cancelled", "says_figure": "3.5 per cent of GDP", "cites": "Financial Times"},
        ),
        ("south-china-morning-post", r"\b5 per cent", {"says_figure": "5 per cent of GDP", "cites": "Nikkei"}),
    )
    said: dict[tuple[Story, int, int], dict[str, str]] = {}
    for slug, pattern, values in claims:
        passage = _sentence(stories.get(slug), pattern)
        if passage:  # one sentence may make several claims
            said[passage] = {**values, **said.get(passage, {})}
    for (story, start, end), values in said.items():
        add_report(story, event=event, start=start, end=end, values=values, editor=editor, now=now)


def _sentence(story: Story | None, pattern: str) -> tuple[Story, int, int] | None:
    """The first sentence of a story that matches, with its place in the body."""
    if story is None:
        return None
    for match in re.finditer(r"[^.!?\n]+(?:\.\d[^.!?\n]*)*[.!?]", story.body):
        if re.search(pattern, match[0]):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            return story, start, match.end()
    return None


class _Curator:
    """Fills a dossier as an editor would, leaving out what the newsroom does not hold."""

    def __init__(self, editor: Any, now: datetime, stories: dict[str, Story]) -> None:
        self.facts = {"editor": editor, "now": now}
        self.stories = stories

    def fill(self, dossier: Dossier) -> None:
        steps: tuple[tuple[str, Callable[[Section], None]], ...] = (
            ("What was planned", self._planned),
            ("Called off", self._called_off),
            ("Tariffs in the background", self._background),
            ("What came next", self._next),
        )
        for title, fill in steps:
            fill(add_section(dossier, title=title, **self.facts))

    def _planned(self, section: Section) -> None:
        self._event(section, "two-plus-two-july-2025", "Two ministers a side, once a year; the place was Washington.")
        for slug in ("marco-rubio", "pete-hegseth", "takeshi-iwaya", "gen-nakatani"):
            person = Person.objects.filter(slug=slug).first()
            if person:
                add_entry(section, kind=EntryKind.PERSON, person=person, **self.facts)

    def _called_off(self, section: Section) -> None:
        self._story(section, "arab-news", "Carries the Financial Times report and an official's word to Reuters.")
        self._quote(section, "arab-news", r"\bpostponed\b", "The only voice that speaks of a postponement.")
        self._quote(section, "south-china-morning-post", r"3\.5 per cent", "The chain goes back to unnamed sources.")
        add_entry(
            section,
            kind=EntryKind.NOTE,
            note="Three figures are in circulation, and they do not measure the same thing: 3 and 3.5 percent of "
            "output were asked of Japan; 5 percent is said of the Asian allies as a group.",
            **self.facts,
        )

    def _background(self, section: Section) -> None:
        self._event(section, "tariff-talks-fifth-round", "")
        self._story(section, "malay-mail", "A Reuters text; cites Nikkei and Jiji Press.")
        self._event(section, "upper-house-election-2025", "Given as a reason for the withdrawal in both reports.")

    def _next(self, section: Section) -> None:
        self._story(section, "reuters", "Rests on one report of Kyodo.")
        self._event(section, "rubio-visit-to-japan-2025", "")
        self._event(section, "trump-takaichi-summit-2025", "The next meeting at the top, under another prime minister.")

    def _event(self, section: Section, slug: str, note: str) -> None:
        event = Event.objects.filter(slug=slug).first()
        if event and self._is_reported(event):
            add_entry(section, kind=EntryKind.EVENT, event=event, note=note, **self.facts)

    def _is_reported(self, event: Event) -> bool:
        """Whether a report of the event is confirmed, after confirming those that rules found where none is."""
        if not event.reports.filter(standing=Standing.CONFIRMED).exists():
            for report in event.reports.filter(standing=Standing.SUGGESTED).order_by("pk"):
                decide_report(report, standing=Standing.CONFIRMED, **self.facts)
        return event.reports.filter(standing=Standing.CONFIRMED).exists()

    def _story(self, section: Section, slug: str, note: str) -> None:
        if slug in self.stories:
            add_entry(section, kind=EntryKind.STORY, story=self.stories[slug], note=note, **self.facts)

    def _quote(self, section: Section, slug: str, pattern: str, note: str) -> None:
        passage = _sentence(self.stories.get(slug), pattern)
        if passage:
            story, start, end = passage
            quote(section, story=story, exact=story.body[start:end], start=start, end=end, note=note, **self.facts)


__all__ = ["ACCOUNTS", "curate", "import_seeds", "load_fixtures", "make_accounts"]
