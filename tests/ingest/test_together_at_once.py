"""An import of several pages and an editor who holds the same stories in another order: the import gives way. (SQLite
has one writer at a time.)"""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from stories.ingest import accept, import_together
from stories.models import Story
from tests.ingest.pages import ADDRESS, LATER, OTHERS, PARAGRAPHS, article, bring, facts_of

WAIT = 60
MUSEUM = "https://province-post.example/museum"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_holds_two_stories_the_other_way_round_is_not_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    ferry = bring(article(), address=ADDRESS).made[0]
    museum = bring(article("Museum of maps opens", OTHERS), address=MUSEUM).made[0]
    changed = [
        facts_of(article("Museum of maps opens", (*OTHERS, PARAGRAPHS[2])), MUSEUM),
        facts_of(article(paragraphs=(*PARAGRAPHS, OTHERS[1])), ADDRESS),
    ]
    first_held, editor_waits = threading.Event(), threading.Event()
    raised: list[BaseException] = []
    known = accept.known_stories

    def then_the_editor(*args: object, **told: object) -> dict[str, Story]:
        """The import holds the museum's story; then the editor takes the ferry's and asks for that one."""
        found = known(*args, **told)  # type: ignore[arg-type]
        if not first_held.is_set():
            first_held.set()
            assert editor_waits.wait(WAIT)
        return found

    def edit() -> None:
        try:
            assert first_held.wait(WAIT)
            with transaction.atomic():
                Story.objects.select_for_update().get(pk=ferry.pk)
                editor_waits.set()
                Story.objects.select_for_update().get(pk=museum.pk)
                Story.objects.filter(pk__in=[ferry.pk, museum.pk]).update(kicker="Mine")
        except BaseException as error:
            raised.append(error)
        finally:
            editor_waits.set()
            connection.close()

    monkeypatch.setattr(accept, "known_stories", then_the_editor)
    editor = threading.Thread(target=edit)
    editor.start()
    with pytest.raises(DatabaseError, match="lock timeout"):
        import_together(changed, editor=None, now=LATER)
    editor.join(WAIT)
    assert raised == []
    assert set(Story.objects.values_list("kicker", "version")) == {("Mine", 1)}
    # Nothing of the import is there, and nobody's waiting is shortened from then on: one by one they come in.
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)
    assert [bring(facts["raw"], address=facts["address"], now=LATER).outcome for facts in changed] == ["updated"] * 2
