"""An editor and an import in one moment: whoever needs the import's turn takes it before anything that it waits for.
(SQLite has one writer at a time.)"""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction

from stories.editing.correcting import NewOutlet, correct_story
from stories.editing.undo import undo_batch
from stories.ingest import accept, import_page
from stories.linking.outlets import find_or_make_outlet
from stories.models import Change, Outlet, Story
from stories.models.sorting import first_key, wait_for_turn
from tests.factories import NOW, StoryFactory, UserFactory
from tests.ingest.fronts import HEADLINE, page
from tests.ingest.pages import PARAGRAPHS

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WAIT = 60
EARLIER = NOW - timedelta(days=3)
Act = Callable[[], Any]


def correcting(story: Story, **changes: Any) -> Act:
    editor = UserFactory()
    return lambda: correct_story(story, changes=changes, base_version=1, editor=editor, now=NOW)


def with_outlet_and_date(story: Story) -> Act:
    return correcting(story, outlet=NewOutlet("Isle Wire"), published_at=EARLIER)


def with_outlet(story: Story) -> Act:
    return correcting(story, outlet=NewOutlet("Isle Wire"))


def with_date(story: Story) -> Act:
    return correcting(story, published_at=EARLIER)


def taking_back(story: Story) -> Act:
    """The undoing of a date whose place in the lists went to another story meanwhile."""
    editor, stood = UserFactory(), story.published_at
    correct_story(story, changes={"published_at": EARLIER}, base_version=1, editor=editor, now=NOW)
    assert stood is not None
    StoryFactory(published_at=stood, sort_key=first_key(stood))
    batch = Change.objects.filter(kind="story", object_id=story.pk).latest("pk").batch
    return lambda: undo_batch(batch, editor=editor, now=NOW)


class Editor(threading.Thread):
    """An editor at the other connection."""

    def __init__(self, act: Act) -> None:
        super().__init__(daemon=True)
        self.act = act
        self.backend = 0
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            self.backend = connection.cursor().connection.info.backend_pid
            self.act()
        except BaseException as error:
            self.failure = error
        finally:
            connections.close_all()

    def start_and_wait(self) -> None:
        """Until the editor stands behind somebody else's lock, or is done."""
        self.start()
        end = time.monotonic() + WAIT
        while self.is_alive() and time.monotonic() < end:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_locks WHERE pid = %s AND NOT granted", [self.backend])
                if cursor.fetchone():
                    return
            time.sleep(0.01)

    def end(self) -> None:
        self.join(WAIT)
        assert not self.is_alive()
        assert self.failure is None


@pytest.mark.parametrize("moment", ["before its rows", "behind them"])
@pytest.mark.parametrize("doing", [with_outlet_and_date, with_outlet, with_date, taking_back])
def test_an_editor_holds_nothing_while_an_import_has_its_turn(doing: Callable[[Story], Act], moment: str) -> None:
    """The editor comes after an import had its turn, before or after it holds the story that both are at."""
    story = StoryFactory(published_at=NOW, sort_key=first_key(NOW))
    editor = Editor(doing(story))
    with transaction.atomic():
        wait_for_turn()
        steps: list[Act] = [editor.start_and_wait, Story.objects.select_for_update().filter(pk=story.pk).get]
        for step in steps if moment == "before its rows" else reversed(steps):
            step()
        find_or_make_outlet("Harbour Gazette", editor=None, now=NOW)
    editor.end()


def test_a_correction_with_a_new_outlet_while_a_page_of_another_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    story = StoryFactory(outlet=None, published_at=NOW, sort_key=first_key(NOW))
    editor = Editor(with_outlet_and_date(story))
    waiting = accept.wait_for_turn

    def then() -> None:
        waiting()
        editor.start_and_wait()

    monkeypatch.setattr(accept, "wait_for_turn", then)
    import_page(page(HEADLINE, PARAGRAPHS), editor=None, now=NOW, address="https://harbour-news.example/islands/ferry")
    editor.end()
    story.refresh_from_db()
    assert (str(story.outlet), story.published_at) == ("Isle Wire", EARLIER)
    assert sorted(Outlet.objects.values_list("name", flat=True)) == ["Harbour News", "Isle Wire"]
    assert Story.objects.exclude(pk=story.pk).get().outlet == Outlet.objects.get(name="Harbour News")
