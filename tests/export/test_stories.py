"""Stories out as JSON lines and CSV."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from stories.export import story_lines
from stories.export.stories import COLUMNS
from stories.ingest.bulk import import_stories
from stories.models import Story
from stories.search import Query, search_stories
from stories.vocabulary import LinkKind
from tests.factories import (
    NOW,
    LinkFactory,
    MentionFactory,
    OutletFactory,
    ReportFactory,
    StoryFactory,
    StoryTagFactory,
)

pytestmark = pytest.mark.django_db


def lines(fmt="jsonl", query=""):
    return list(story_lines(search_stories(Query(query)), fmt))


def test_a_line_has_the_fields_of_the_contract():
    story = StoryFactory(
        external_id="x-1",
        agency=OutletFactory(),
        published_at=NOW,
        published_precision="day",
        revised_at=NOW,
        revised_precision="year",
        dateline="TOKYO",
    )
    copy = StoryFactory(external_id="x-2")
    LinkFactory(source=copy, target=story, kind=LinkKind.REPRINTS, copy_kind="exact")
    LinkFactory(source=copy, target=story, kind=LinkKind.UPDATES)
    mention = MentionFactory(story=story, state="confirmed")
    report = ReportFactory(story=story)
    tag = StoryTagFactory(story=story).tag
    rows = {row["external_id"]: row for row in map(json.loads, lines())}
    assert set(rows) == {"x-1", "x-2"}
    row = rows["x-1"]
    assert row["mentions"] == [
        {
            "kind": "person",
            "name": mention.person.name,
            "wikidata": None,
            "field": "body",
            "start": 0,
            "end": 9,
            "surface": "Ministers",
            "state": "confirmed",
            "evidence": "the full name",
        }
    ]
    assert row["copies"] == [{"external_id": "x-2", "id": copy.pk, "kind": "exact", "state": "confirmed"}]
    assert rows["x-2"]["copies"] == [{"external_id": "x-1", "id": story.pk, "kind": "exact", "state": "confirmed"}]
    assert row["events"] == [report.event_id]
    assert (row["updated"], row["updated_precision"], row["updated_basis"]) == (f"{NOW:%Y}", "year", None)
    assert (row["dateline"], rows["x-2"]["updated"], rows["x-2"]["dateline"]) == ("TOKYO", None, None)
    assert row["tags"] == [tag.name]
    assert (row["outlet"], row["agency"]) == (story.outlet.name, story.agency.name)
    assert row["published"] == "2025-06-28"
    assert row["body"] == story.body


def test_what_was_exported_can_be_imported_again_without_a_change():
    for n in range(3):
        StoryFactory(external_id=f"x-{n}")
    out = lines()
    before = list(Story.objects.order_by("external_id").values_list("external_id", "headline", "body", "url"))
    Story.objects.all().delete()
    tally = import_stories(out, editor=None, now=NOW)
    assert (tally.new, tally.failed) == (3, [])
    assert list(Story.objects.order_by("external_id").values_list("external_id", "headline", "body", "url")) == before


def test_a_spreadsheet_runs_nothing():
    StoryFactory(headline='=HYPERLINK("http://x")', body="a,b\n\n“c”", byline=["-1+1"])
    rows = list(csv.DictReader(io.StringIO("".join(lines("csv")))))
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["headline"] == '\'=HYPERLINK("http://x")'
    assert rows[0]["byline"] == "'-1+1"
    assert rows[0]["body"] == "a,b\n\n“c”"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@sum",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff20x",
        " =1",
        "\u3000\uff1d1",
        "\ufeff=1",
        "\tx",
    ],
)
def test_no_spelling_of_a_formula_gets_past(text):
    StoryFactory(section=text)
    assert next(csv.DictReader(io.StringIO("".join(lines("csv")))))["section"] == f"'{text}"


@pytest.mark.parametrize("text", [" Trade", "a = b", "\u2013 a dash", "7-1", ""])
def test_ordinary_text_stays_as_it_is(text):
    StoryFactory(section=text)
    assert next(csv.DictReader(io.StringIO("".join(lines("csv")))))["section"] == text


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_piece_costs_the_same_number_of_queries(django_assert_num_queries, number):
    for _ in range(number):
        MentionFactory()
    found = search_stories(Query())
    with django_assert_num_queries(9):
        assert len(list(story_lines(found, "jsonl"))) == number


def test_the_command_writes_what_the_query_finds(tmp_path, capsys):
    StoryFactory(headline="Tariffs again")
    StoryFactory(headline="Rare earths")
    call_command("export_stories", "tariffs", "--format", "jsonl")
    assert [json.loads(line)["headline"] for line in capsys.readouterr().out.splitlines()] == ["Tariffs again"]
    target = tmp_path / "out.csv"
    call_command("export_stories", "", "--format", "csv", "--output", str(target))
    assert len(list(csv.reader(io.StringIO(target.read_text())))) == 3
    for wrong in (["tariffs", "--format", "ris"], ["(tariffs", "--format", "jsonl"]):
        with pytest.raises(CommandError) as refusal:
            call_command("export_stories", *wrong)
        assert refusal.value.returncode == 2
