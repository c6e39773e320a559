"""Stories that print a name which was corrected are linked again, a few at a time."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import OperationalError, connection, transaction

from stories.linking.book import other_spellings
from stories.linking.connecting import connect_stories, prepare_linking
from stories.linking.name_forms import family_name, kanji_families
from stories.models import NameDue, Person, PersonName, Story
from stories.search import Query, held, search_stories

PIECE = 20
"""Stories that are linked in one transaction."""
log = logging.getLogger(__name__)


def link_renamed(*, now: datetime, seconds: float | None = None) -> bool:
    """Link the stories again that print a corrected name, its family name, or name the person in any way: newest
    first, `PIECE` in a transaction, until none is left or the time is over (the piece under way is finished). Returns
    whether some are left that no other process is at. How far a name has come stands in its row, so that nothing is
    lost; safe to run twice, at once too."""
    ends = None if seconds is None else time.monotonic() + seconds
    while NameDue.objects.exists():
        prepare_linking()
        if not _link_some(now):
            return False
        if ends is not None and time.monotonic() >= ends:
            return NameDue.objects.exists()
    return False


def _link_some(now: datetime) -> bool:
    """The next few stories of the name that waits longest; False where other processes are at all that wait."""
    with held():
        skip = connection.vendor == "postgresql"
        due = NameDue.objects.select_for_update(skip_locked=skip).order_by("pk").first()
        if due is None:
            return False
        places = _places(due)
        _link(sorted(Story.objects.filter(sort_key__in=places).values_list("pk", flat=True)), now)
        if len(places) < PIECE:
            due.delete()
        else:
            NameDue.objects.filter(pk=due.pk).update(below=places[-1])
        return True


def _places(due: NameDue) -> list[int]:
    """The sort keys of the next stories of a name; none where they cannot be searched, which goes to the log: a name
    that stays first for ever would keep all others waiting."""
    try:
        with transaction.atomic():
            found = search_stories(Query(text=_asked(due)))
            return list((found if due.below is None else replace(found, below=due.below)).newest_keys(PIECE))
    except OperationalError:  # the database is busy: the name is not at fault
        raise
    except Exception:
        log.exception("Stories that print “%s” cannot be searched and are not linked again", due.text)
        return []


def _link(keys: Sequence[int], now: datetime) -> None:
    """Link some stories, together; where that fails each by itself, so that one that cannot be linked is left out, with
    a line in the log, and holds up no other."""
    if not keys:
        return
    try:
        with transaction.atomic():
            connect_stories(keys, now=now)
    except OperationalError:
        raise
    except Exception:
        if len(keys) == 1:
            log.exception("Story %s could not be linked again", keys[0])
            return
        for key in keys:
            _link([key], now)


def _asked(due: NameDue) -> str:
    """The search for the stories in question: those with the family name (which stands in the whole name), or with the
    name where it has none, and those that name the person otherwise."""
    known = PersonName.objects.filter(person=due.person, text=due.text).first()
    order = due.order or (known.order if known else "")
    family = family_name(due.text, order)
    words = {family, *other_spellings(family)} if family else {due.text, *kanji_families(due.text)[:1]}
    person = Person.objects.filter(pk=due.person).first()
    asked = [f'"{one}"' for one in sorted(word.replace('"', " ").strip() for word in words) if one]
    return " OR ".join([*asked, *([f"person:{person.slug}"] if person else [])])


def forget_renamed() -> None:
    """Whoever links all stories again need not link those of corrected names before."""
    with transaction.atomic():
        NameDue.objects.all().delete()
