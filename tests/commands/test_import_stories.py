"""`import_stories` and `make_corpus`: JSON lines in, stories out."""

import json
from pathlib import Path

import pytest

from stories.models import Change, Mention, Person, Report, Story, StoryWords
from tests.commands.conftest import Run

pytestmark = pytest.mark.django_db
GOOD = {"external_id": "ferry-1", "headline": "Ferry stops", "published": "2025-06-21", "outlet": "Harbour News"}


def file_of(tmp_path: Path, *rows: object) -> str:
    path = tmp_path / "stories.jsonl"
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return str(path)


def test_a_file_is_imported_updated_and_then_left_alone(run: Run, tmp_path: Path) -> None:
    path = file_of(tmp_path, GOOD, GOOD | {"external_id": "ferry-2"})
    first = run("import_stories", path, "--json")
    assert (first.status, first.document) == (
        0,
        {"lines": 2, "new": 2, "updated": 0, "unchanged": 0, "repeated": 0, "failed": []},
    )
    assert run("import_stories", path, "--json").document["unchanged"] == 2
    path = file_of(tmp_path, GOOD | {"headline": "Ferry runs again"})
    assert run("import_stories", path, "--json").document["updated"] == 1
    assert Story.objects.get(external_id="ferry-1").headline == "Ferry runs again"


def test_the_words_of_the_summary(run: Run, tmp_path: Path) -> None:
    result = run("import_stories", file_of(tmp_path, GOOD))
    assert result.out == "lines 1, new 1, updated 0, unchanged 0, repeated 0\n"
    assert result.err == "Lines 1\n"


def test_bad_lines_are_named_and_the_rest_is_done(run: Run, tmp_path: Path) -> None:
    path = file_of(tmp_path, GOOD, "nonsense", {"headline": "x", "published": "2025-02-31"}, {"headline": "Another"})
    result = run("import_stories", path, "--json")
    assert (result.status, result.document["new"]) == (1, 2)
    assert [failed["line"] for failed in result.document["failed"]] == [2, 3]
    assert "line 2: This is not JSON" in result.err
    assert "line 3: “2025-02-31” is no date" in result.err


def test_many_bad_lines_are_not_all_printed(run: Run, tmp_path: Path) -> None:
    result = run("import_stories", file_of(tmp_path, *["nonsense"] * 250))
    assert result.status == 1
    assert "250 lines could not be imported" in result.err
    assert result.err.endswith("and 50 more\n")
    assert result.err.count("This is not JSON") == 200


def test_standard_input(run: Run) -> None:
    assert run("import_stories", "-", "--json", stdin=json.dumps(GOOD).encode()).document["new"] == 1


@pytest.mark.parametrize("name", ["not-there.jsonl", ".", "not-\udcff-there"])
def test_a_file_that_cannot_be_read_is_wrong_usage(run: Run, tmp_path: Path, name: str) -> None:
    result = run("import_stories", str(tmp_path / name))
    assert (result.status, result.out) == (2, "")
    assert "cannot be read" in result.err


def test_a_file_that_is_no_text_at_all(run: Run, tmp_path: Path) -> None:
    (tmp_path / "picture.jsonl").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    result = run("import_stories", str(tmp_path / "picture.jsonl"))
    assert result.status == 1
    assert Story.objects.count() == 0


def test_a_corpus_is_made_once(run: Run) -> None:
    first = run("make_corpus", "--stories", "40", "--seed", "5", "--json")
    assert (first.status, first.document["new"], Story.objects.count(), Person.objects.count()) == (0, 40, 40, 240)
    told = list(Story.objects.order_by("pk").values_list("external_id", "headline", "body", "sort_key"))
    rows = Change.objects.count()
    second = run("make_corpus", "--stories", "40", "--seed", "5", "--json")
    assert (second.document["new"], second.document["unchanged"]) == (0, 40)
    assert list(Story.objects.order_by("pk").values_list("external_id", "headline", "body", "sort_key")) == told
    assert Change.objects.count() == rows
    assert run("check_data", "--json").document["clean"] is True


def test_a_corpus_puts_questions_to_editors_only_where_asked_to(run: Run) -> None:
    run("make_corpus", "--stories", "40", "--json")
    assert Mention.objects.exists()
    assert (StoryWords.objects.count(), Report.objects.count()) == (0, 0)
    run("make_corpus", "--stories", "80", "--seed", "2", "--suggest", "--json")
    assert StoryWords.objects.count() == 80


@pytest.mark.parametrize("words", [(), ("--stories", "0"), ("--stories", "many")])
def test_a_corpus_of_no_size_is_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    assert run("make_corpus", *words).status == 2
    assert Story.objects.count() == 0
