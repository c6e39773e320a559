"""An edition in each format: nothing loaded, nothing unescaped, the hash that proves it."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from lxml import html as lxml_html

from stories.dossiers import add_entry, content_hash, content_of, publish, quote, submit
from stories.export import FORMATS, UnknownFormat, page_of, render
from stories.export.markdown import escape_markdown, prose_markdown
from stories.export.stylesheet import kept_rules, stylesheet_for
from stories.export.timeline import Moment, Span, draw
from stories.vocabulary import EntryKind
from tests.dossiers.builders import PASSAGE, in_state, make
from tests.factories import (
    NOW,
    CaptureFactory,
    EventFactory,
    OutletFactory,
    ReportFactory,
    SectionFactory,
    StoryFactory,
)

pytestmark = pytest.mark.django_db

NASTY = '<script>alert(1)</script> & "both" *stars* _under_ [link](http://x) `code` | # > 1. \\ ~~no~~'


def published(made):
    submit(made.dossier, editor=made.desk.owner, now=NOW)
    return publish(made.dossier, editor=made.desk.reviewer, now=NOW)


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_has_the_title_the_quote_and_the_sources(fmt):
    made = make()
    edition = published(made)
    file = render(edition.content, fmt)
    text = file.body.decode()
    for words in ("The talks", PASSAGE, made.story.headline, made.event.title, made.person.name, "What the desk says."):
        assert words in text
    assert edition.sha256 in text
    assert file.filename == f"the-talks-edition-1.{FORMATS[fmt].ending}"


def test_the_html_file_opens_without_a_network():
    made = make()
    StoryFactory(url="https://example.org/x")
    whole = render(published(made).content, "html").body.decode()
    tree = lxml_html.fromstring(whole)
    assert tree.xpath("//script | //link | //img | //iframe | //object | //embed | //base | //form | //video") == []
    assert tree.xpath("//@src | //@srcset | //@style | //@onclick") == []
    assert "url(" not in whole
    assert "@import" not in whole
    links = tree.xpath("//a/@href")
    assert {href for href in links if not href.startswith("#")} == {made.story.url, made.quoted.url}
    ids = set(tree.xpath("//@id"))
    assert {href[1:] for href in links if href.startswith("#")} <= ids
    assert len(tree.xpath("//@id")) == len(ids)
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]
    used = {name for names in tree.xpath("//@class") for name in names.split()}
    sheet = (Path(__file__).resolve().parents[2] / "stories/static/stories/newsroom.css").read_text()
    for name in used:
        rule = re.compile(rf"\.{name}(?![\w-])")
        assert bool(rule.search(tree.xpath("string(//style)"))) is bool(rule.search(sheet)), name
    assert re.search(r"\.pub__main\s*{", tree.xpath("string(//style)"))
    assert ".topbar" not in tree.xpath("string(//style)")
    assert len(tree.xpath("//h1")) == 1


def test_foreign_text_is_never_markup():
    made = make(title=f"Talks {NASTY}", note=NASTY)
    story = StoryFactory(
        headline=NASTY, body=f"Before {NASTY} after.", url="javascript:alert(1)", outlet=OutletFactory(name=NASTY)
    )
    add_entry(made.second, kind=EntryKind.STORY, story=story, editor=made.desk.owner, now=NOW)
    quote(made.second, story=story, exact=NASTY, editor=made.desk.owner, now=NOW)
    event = EventFactory(title=NASTY, place=NASTY, description=NASTY)
    ReportFactory(event=event, story=story)
    add_entry(made.second, kind=EntryKind.EVENT, event=event, editor=made.desk.owner, now=NOW)
    content = published(made).content
    tree = lxml_html.fromstring(render(content, "html").body.decode())
    assert tree.xpath("//script") == []
    assert [href for href in tree.xpath("//a/@href") if "javascript" in href] == []
    assert NASTY in tree.xpath("string(//h1)")
    text = render(content, "markdown").body.decode()
    plain = text.replace("&amp;", "&")
    note = prose_markdown(NASTY).replace("&amp;", "&")
    assert note in plain.splitlines()  # the editors' own, whose marks are meant
    for line in plain.splitlines():
        if "stars" in line and line != note:
            assert "<script>" not in line
            assert "[link](" not in line.replace("\\[link\\](", "")
            assert "\\*stars\\*" in line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. first", "1\\. first"),
        ("12) twelfth", "12\\) twelfth"),
        ("- item", "\\- item"),
        ("+ item", "\\+ item"),
        ("=== rule", "\\=== rule"),
        ("a\n\n# b", "a \\# b"),
        ("    code", "code"),
        ("<b>&amp;", "\\<b\\>&amp;amp;"),
        ("2025 was", "2025 was"),
        ("3.5 percent", "3.5 percent"),
        ("1945.", "1945\\."),
        ("it's 3.5 percent", "it's 3.5 percent"),
        ("", ""),
    ],
)
def test_markdown_is_escaped(text, expected):
    assert escape_markdown(text) == expected


def test_the_json_file_carries_the_content_and_its_hash():
    made = make()
    edition = published(made)
    document = json.loads(render(edition.content, "json").body)
    packed = json.dumps(document["content"], sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert hashlib.sha256(packed).hexdigest() == document["sha256"] == edition.sha256 == content_hash(edition.content)
    assert set(document["content"]) == {
        *("schema", "slug", "title", "standfirst", "topic", "edition", "published_at", "edited_by", "submitted_by"),
        *("reviewed_by", "sections", "sources", "events", "people", "counts", "since"),
    }


def test_the_hash_of_a_sources_text_is_that_of_its_text():
    made = make()
    content = published(made).content
    source = next(one for one in content["sources"] if one["id"] == made.story.pk)
    whole = f"{made.story.headline}\n\n{made.story.dek}\n\n{made.story.body}"
    assert source["sha256"] == hashlib.sha256(whole.encode()).hexdigest()


def test_sources_are_numbered_as_the_page_comes_to_them_and_say_what_is_weak():
    made = make()
    capture = CaptureFactory()
    weak = StoryFactory(
        outlet=None,
        via=OutletFactory(name="Daily Eight"),
        completeness="summary",
        published_basis="relative to capture",
        capture=capture,
    )
    add_entry(made.second, kind=EntryKind.STORY, story=weak, editor=made.desk.owner, now=NOW)
    page = page_of(published(made).content)
    assert [source.number for source in page.sources] == [1, 2, 3]
    assert page.sources[2].by == "outlet unknown, by way of Daily Eight"
    assert page.sources[2].care == [
        "Who published it is not known.",
        "Read at Daily Eight, not at the outlet itself.",
        "Only a summary was read.",
        "Its date was counted back from when the page was captured.",
    ]
    assert page.sources[2].capture == capture.sha256
    assert [source.number for source, _ in page.parts[1].care] == [3, 3]


@pytest.mark.parametrize("fmt", ["html", "markdown"])
def test_a_section_in_which_nothing_stands_is_no_bare_heading(fmt):
    made = make()
    SectionFactory(dossier=made.dossier, title="Voices to come")
    SectionFactory(dossier=made.dossier, title="Words alone", intro="What nobody has said yet.")
    edition = published(made)
    shown = render(edition.content, fmt).body.decode()
    assert "Words alone" in shown
    assert "Voices to come" not in shown
    # The edition itself holds what the desk arranged.
    assert "Voices to come" in [section["title"] for section in edition.content["sections"]]


def test_a_source_that_is_still_to_be_checked_says_so():
    made = make()
    sound = StoryFactory()
    doubtful = StoryFactory(state="to_check", doubts=["A note to editors that no reader is to see."])
    for story in (sound, doubtful):
        add_entry(made.second, kind=EntryKind.STORY, story=story, editor=made.desk.owner, now=NOW)
    page = page_of(published(made).content)
    assert [source.care for source in page.sources[2:]] == [
        [],
        ["What was read of it is still to be checked by an editor."],
    ]
    assert [(source.number, sentence) for source, sentence in page.parts[1].care] == [
        (4, "What was read of it is still to be checked by an editor.")
    ]


def test_a_status_on_which_reports_differ_is_not_printed_as_certain():
    made = make()
    event = EventFactory(title="The ferry talks", status="cancelled")
    for said in ("cancelled", "happened"):  # nobody looked at the second one
        ReportFactory(event=event, says_status=said, standing="confirmed" if said == "cancelled" else "suggested")
    add_entry(made.second, kind=EntryKind.EVENT, event=event, editor=made.desk.owner, now=NOW)
    content = published(made).content
    found = {one["title"]: one["disputed"] for one in content["events"]}
    assert found == {"The ferry talks": ["status"], made.event.title: []}
    for fmt in ("html", "markdown"):
        text = render(content, fmt).body.decode()
        assert text.count("Reports differ on the status.") == text.count("Reports differ") == 1
    for one in content["events"]:
        del one["disputed"]  # as editions that were frozen before have it
    assert "Reports differ" not in render(content, "html").body.decode()


def test_a_format_that_is_not_offered_is_refused_with_those_that_are():
    with pytest.raises(UnknownFormat, match="html, markdown, json"):
        render({}, "pdf")


def test_the_command_exports_the_public_edition_only_unless_asked(tmp_path, capsysbinary):
    made = make()
    slug = made.dossier.slug
    with pytest.raises(CommandError, match="no public edition") as refusal:
        call_command("export_dossier", slug, "--format", "html")
    assert refusal.value.returncode == 2
    with pytest.raises(CommandError, match="html, markdown, json") as refusal:
        call_command("export_dossier", slug, "--format", "epub")
    assert refusal.value.returncode == 2
    with pytest.raises(CommandError, match="no dossier") as refusal:
        call_command("export_dossier", "nowhere", "--format", "html")
    assert refusal.value.returncode == 2
    call_command("export_dossier", slug, "--format", "json", "--draft")
    assert json.loads(capsysbinary.readouterr().out)["content"]["title"] == "The talks"
    in_state(made, "published")
    target = tmp_path / "out.html"
    call_command("export_dossier", slug, "--format", "html", "--output", str(target))
    assert target.read_bytes().startswith(b"<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["out.html"]
    with pytest.raises(CommandError, match="cannot be written") as refusal:
        call_command("export_dossier", slug, "--format", "html", "--output", str(tmp_path / "no" / "out.html"))
    assert refusal.value.returncode == 1


def test_only_the_rules_that_a_page_uses_go_with_it():
    css = "@layer a, b;\n@layer a { p { color: red; } .x { a: b; } .y:hover, .x { c: d } .z { e: f }\n"
    css += "@media print { .z { g: h } } @media print { .x { g: h } } .x { background: url(a.png) } }"
    assert kept_rules(css, {"x"}) == (
        "@layer a, b;\n@layer a{p{color: red;}\n.x{a: b;}\n.y:hover, .x{c: d}\n@media print{.x{g: h}}}"
    )
    sheet = stylesheet_for({"pub"})
    assert ".pub{" in re.sub(r"\s*{", "{", sheet)
    assert sheet.count("{") == sheet.count("}")


def test_a_timeline_is_drawn_inside_its_frame_whatever_the_dates():
    class Event:
        def __init__(self, n):
            self.title, self.sure = f"Event number {n} with a longish title", "day"

    spans = [Span.of(f"20{n:02}-01-0{1 + n % 9}", None) for n in range(20)]
    spans += [Span.of("0001-01-01", "9999-12-31"), Span.of("2010-01-01", "2011-01-01")]
    for chosen in (spans, spans[:3], [spans[0]] * 3):
        drawn = draw([Moment(Event(n), span) for n, span in enumerate(chosen)])
        assert len(drawn.marks) == len(chosen)
        assert all(0 <= mark.x <= 860 and mark.x + mark.width <= 860 for mark in drawn.marks)
        assert all(0 <= tick.x <= 860 for tick in drawn.ticks)
    assert draw([Moment(Event(0), spans[0])]).marks == []


def test_a_working_copy_costs_the_same_number_of_queries_whatever_its_size(django_assert_num_queries):
    made = make()
    for _ in range(2):
        dossier = type(made.dossier).objects.select_related("owner", "topic").get(pk=made.dossier.pk)
        with django_assert_num_queries(11):
            content_of(dossier, number=1, at=NOW, reviewer=None)
        for _ in range(10):
            event = EventFactory()
            add_entry(made.second, kind=EntryKind.STORY, story=StoryFactory(), editor=made.desk.owner, now=NOW)
            add_entry(made.second, kind=EntryKind.EVENT, event=event, editor=made.desk.owner, now=NOW)
