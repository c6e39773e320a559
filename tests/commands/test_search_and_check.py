"""`search` prints what the box finds; `check_data` names what is wrong, and mends what it says it mends."""

import os
import time
from pathlib import Path

import pytest
from django.db import connection

from stories.ingest import store
from stories.models import Capture, Mention, Person, Story
from stories.search.schema import missing
from tests.commands.conftest import Run
from tests.factories import EntryFactory, PersonFactory
from tests.ingest.pages import TWO, article, bring, hashtag

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom() -> None:
    PersonFactory(name="Oriana Testwell")
    bring(
        article(paragraphs=("Oriana Testwell stopped the ferry on Monday, and nobody asked her why she had done so.",))
    )
    bring(hashtag(*TWO))


@pytest.mark.usefixtures("newsroom")
class TestSearch:
    def test_stories_are_found_newest_first(self, run: Run) -> None:
        result = run("search", "ferry", "--json")
        newest, oldest = Story.objects.filter(headline__contains="Ferry").order_by("-sort_key")
        assert result.status == 0
        assert result.document == {
            "total": 2,
            "total_is_exact": True,
            "stories": [
                {
                    "id": newest.pk,
                    "headline": "Ferry between the islands stops running",
                    "outlet": "Harbour News",
                    "published": "2025-06-27",
                    "url": None,
                },
                {
                    "id": oldest.pk,
                    "headline": "Ferry between the islands stops running",
                    "outlet": None,
                    "published": "2025-01-08T14:34:00+09:00",
                    "url": None,
                },
            ],
        }

    def test_the_words_of_the_list(self, run: Run) -> None:
        story = Story.objects.get(headline__contains="Museum")
        result = run("search", "museum outlet:province-post")
        assert result.out == f"1 stories\n{story.pk}\t2025-06-21\tProvince Post\tMuseum of maps opens a new wing\n"

    def test_a_limit_and_an_order(self, run: Run) -> None:
        result = run("search", "ferry", "--limit", "1", "--order", "oldest", "--json")
        assert (result.document["total"], result.document["stories"][0]["published"][:4]) == (2, "2025")
        assert result.document["stories"][0]["outlet"] is None

    def test_all_dossiers_are_there_for_who_works_at_the_machine(self, run: Run) -> None:
        story = Story.objects.get(headline__contains="Museum")
        draft = EntryFactory(story=story).section.dossier
        for words in (f"in:{draft.slug}", f"museum dossier:{draft.pk}"):
            assert [row["id"] for row in run("search", words, "--json").document["stories"]] == [story.pk]
        result = run("export_stories", f"in:{draft.slug}")
        assert (result.status, result.err, result.out.count("\n")) == (0, "", 1)
        assert "There is no dossier “nowhere”." in run("search", "in:nowhere").err

    def test_a_mistyped_operator_is_named(self, run: Run) -> None:
        said = "There is no operator “outlt:”; the nearest is “outlet:”. It was looked for as words of the text.\n"
        for command in ("search", "export_stories"):
            result = run(command, "outlt:province-post")
            assert (result.status, result.err) == (0, said)
        assert run("search", "museum").err == ""

    def test_nothing_found_is_no_failure(self, run: Run) -> None:
        assert run("search", "zeppelin", "--json").document == {"total": 0, "total_is_exact": True, "stories": []}

    @pytest.mark.parametrize("words", [("(ferry",), ("ferry", "--limit", "0"), ("ferry", "--order", "random"), ()])
    def test_wrong_usage(self, run: Run, words: tuple[str, ...]) -> None:
        result = run("search", *words)
        assert (result.status, result.out) == (2, "")
        assert result.err


@pytest.mark.usefixtures("newsroom")
class TestCheckData:
    def test_a_sound_newsroom_is_clean(self, run: Run) -> None:
        result = run("check_data")
        assert (result.status, result.out) == (0, "Clean: everything that was checked holds.\n")
        assert run("check_data", "--json").document["clean"] is True

    def test_breaches_are_named_one_a_line(self, run: Run) -> None:
        capture = Capture.objects.order_by("pk")[0]
        store.path_of(capture.sha256).unlink()
        mention = Mention.objects.order_by("pk")[0]
        Mention.objects.filter(pk=mention.pk).update(start=mention.start + 1, end=mention.end + 1)
        result = run("check_data")
        assert result.status == 1
        assert [line.split(" (")[0].split(":")[0] for line in result.out.splitlines()] == [
            f"Capture {capture.pk}",
            f"Mention {mention.pk}",
        ]
        document = run("check_data", "--json").document
        assert (document["clean"], len(document["breaches"]["captures"]), document["breaches"]["index"]) == (
            False,
            1,
            [],
        )

    def test_what_points_at_somebody_merged_away_is_named(self, run: Run) -> None:
        mention = Mention.objects.filter(state="suggested", kind="person").order_by("pk")[0]
        other = PersonFactory(name="Somebody Else")
        Person.objects.filter(pk=mention.person_id).update(merged_into=other)
        found = run("check_data", "--json").document["breaches"]["mergers"]
        said = f"The mention {mention.pk} points at person {mention.person_id}, which was merged into another."
        assert said in found
        assert all(f"points at person {mention.person_id}, which" in sentence for sentence in found)

    def test_repair_writes_the_index_anew(self, run: Run) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM story_index")
        assert run("check_data").status == 1
        assert run("check_data", "--repair").status == 0
        assert run("search", "ferry", "--json").document["total"] == 2

    def test_repair_puts_triggers_up_again(self, run: Run) -> None:
        table = " ON stories_story" if connection.vendor == "postgresql" else ""
        name = "story_index_story" if connection.vendor == "postgresql" else "story_index_story_insert"
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {name}{table}")
        assert f"The trigger {name} is missing" in run("check_data").out
        assert run("check_data", "--repair").status == 0
        assert missing("default") == []

    def test_repair_removes_old_files_of_no_capture(self, run: Run, data_folder: Path) -> None:
        path = store.path_of(store.put(b"of no capture"))
        assert "belongs to no capture" in run("check_data").out
        os.utime(path, (time.time() - 2 * store.SETTLED,) * 2)
        result = run("check_data", "--repair")
        assert (result.status, path.exists()) == (0, False)
        assert "1 files of no capture were removed" in result.out

    def test_repair_does_not_hide_what_it_cannot_mend(self, run: Run) -> None:
        store.path_of(Capture.objects.order_by("pk")[0].sha256).unlink()
        assert run("check_data", "--repair").status == 1
