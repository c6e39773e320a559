"""Feeds in XML: what each entry becomes, what a broken or hostile feed becomes, and the real cases where they lie."""

import contextlib
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stories.extraction import Clipping, Reading, Unreadable, read_page
from stories.extraction.reading import check_blocks

ROOT = Path(__file__).resolve().parents[3]
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>Sea Desk</title><link>https://sea.example.org/</link><description>News of the sea</description>
<language>en-gb</language>
<item>
<title>Ferries stop &amp;amp; wait for a &lt;i&gt;second&lt;/i&gt; week</title>
<link>https://sea.example.org/ferries?utm_source=feed&amp;id=7</link>
<guid isPermaLink="false">sea-7</guid>
<pubDate>Fri, 03 May 2024 10:20:00 +0200</pubDate>
<dc:creator>Ada Lund and Jin Park</dc:creator>
<category>Ferries</category><category>strike</category><category>ferries</category>
<description>Crews and owners have not met.</description>
<content:encoded><![CDATA[<p>No talks are <b>planned</b> this week.</p><figure><img src="/a.jpg">
<figcaption>The old pier</figcaption></figure><script>alert(1)</script><p onclick="x()">The mayor waits.</p>
<table><tr><td>Line</td><td>Ships</td></tr><tr><td>North</td><td>3</td></tr></table>
<p>The post Ferries stop appeared first on Sea Desk.</p>]]></content:encoded>
</item>
<item>
<title>Cranes arrive - Harbour Post</title><link>/cranes</link>
<source url="https://harbour.example.org/feed">Harbour Post</source>
<pubDate>2024-05-04</pubDate>
<author>desk@sea.example.org (Sea Desk)</author>
<description>&lt;p&gt;Three cranes arrived on Friday. They are the largest on the ...&lt;/p&gt;</description>
</item>
<item><title>Pier closes</title><guid>sea-9</guid><link>javascript:alert(1)</link><pubDate>soon</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://sea.example.org/a/" xml:lang="de">
<title>Seeblatt</title><link href="."/><updated>2024-05-03T08:00:00Z</updated>
<entry><title type="html">Fähren &lt;b&gt;ruhen&lt;/b&gt;</title><link href="ruhe"/><id>tag:sea.example.org,2024:1</id>
<published>2024-05-03T10:20:00+02:00</published><updated>2024-05-03T12:00:00+02:00</updated>
<author><name>Ada Lund</name></author>
<summary>Die Fähren ruhen. Niemand spricht.</summary></entry>
<entry><title>Kräne</title><id>tag:sea.example.org,2024:2</id><updated>2024-05-04T07:00:00-05:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Drei Kräne kamen.</p><p>Sie bleiben.</p></div>
</content><source><title>Hafenpost</title></source></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://sea.example.org/"><title>Sea Desk</title>
<link>https://sea.example.org/</link></channel>
<item rdf:about="https://sea.example.org/1"><title>Quay opens</title><link>https://sea.example.org/1</link>
<dc:date>2024-05-03T10:20Z</dc:date></item></rdf:RDF>"""
CDF = """<CHANNEL HREF="https://sea.example.org/"><TITLE>Sea Desk</TITLE>
<ITEM HREF="https://sea.example.org/1"><TITLE>Quay opens</TITLE><ABSTRACT>On Sunday.</ABSTRACT></ITEM></CHANNEL>"""


def read(text: str | bytes, url: str | None = None) -> Reading:
    reading = read_page(text.encode() if isinstance(text, str) else text, url=url)
    check_blocks(reading.text, reading.blocks)
    return reading


def told(clipping: Clipping) -> tuple[object, ...]:
    return clipping.published, clipping.published_precision, clipping.updated


def test_each_entry_is_a_story_of_the_feeds_outlet() -> None:
    reading = read(RSS)
    assert (reading.kind, reading.media_type, reading.outlet, len(reading.clippings)) == (
        "feed", "application/rss+xml", "Sea Desk", 3,
    )  # fmt: skip
    first = reading.clippings[0]
    assert first.headline == "Ferries stop & wait for a second week"
    assert first.url == "https://sea.example.org/ferries?utm_source=feed&id=7"
    assert (first.byline, first.outlet, first.via) == (("Ada Lund", "Jin Park"), "Sea Desk", None)
    assert (first.dek, first.body) == (
        "Crews and owners have not met.", "No talks are planned this week.\n\nThe mayor waits.",
    )  # fmt: skip
    assert first.captions == ({"text": "The old pier", "credit": None},)
    assert first.tables == ((("Line", "Ships"), ("North", "3")),)
    assert told(first) == ("2024-05-03T10:20:00+02:00", "minute", None)
    assert (first.tags, first.external_id, first.language, first.completeness) == (
        ("Ferries", "strike"), "sea-7", "en", "full",
    )  # fmt: skip
    left = [reading.text[block.start : block.end] for block in reading.left_out]
    assert left == ["The post Ferries stop appeared first on Sea Desk."]
    assert "alert(1)" not in first.body + reading.text.split("javascript:")[0]


def test_a_story_of_another_outlet_names_both() -> None:
    second = read(RSS, url="https://sea.example.org/feed.xml").clippings[1]
    assert (second.headline, second.outlet, second.via) == ("Cranes arrive", "Harbour Post", "Sea Desk")
    assert (second.url, second.published, second.published_precision) == (
        "https://sea.example.org/cranes", "2024-05-04", "day",
    )  # fmt: skip
    assert (second.byline, second.completeness, second.body) == ((), "summary", "")


def test_what_is_no_link_and_no_date_is_said_and_not_used() -> None:
    third = read(RSS).clippings[2]
    assert (third.url, third.published, third.completeness) == (None, None, "headline")
    assert any("javascript:alert(1)" in doubt for doubt in third.doubts)
    assert "“soon” is no date that can be read." in third.doubts


def test_atom_with_relative_links_and_its_language() -> None:
    first, second = read(ATOM).clippings
    assert (first.headline, first.url, first.language) == ("Fähren ruhen", "https://sea.example.org/a/ruhe", "de")
    assert told(first) == ("2024-05-03T10:20:00+02:00", "minute", "2024-05-03T12:00:00+02:00")
    assert (first.dek, first.completeness) == ("Die Fähren ruhen. Niemand spricht.", "summary")
    assert told(second) == ("2024-05-04T07:00:00-05:00", "minute", "2024-05-04T07:00:00-05:00")
    assert (second.body, second.outlet, second.via) == ("Drei Kräne kamen.\n\nSie bleiben.", "Hafenpost", "Seeblatt")


@pytest.mark.parametrize(("feed", "kind"), [(RDF, "application/rdf+xml"), (CDF, "application/x-cdf")])
def test_old_formats(feed: str, kind: str) -> None:
    reading = read(feed)
    [only] = reading.clippings
    assert (reading.media_type, only.headline, only.url) == (kind, "Quay opens", "https://sea.example.org/1")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "iso-8859-1"])
def test_any_encoding(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    feed = f'<?xml version="1.0" encoding="{declared}"?>\n{ATOM}'
    assert read(feed.encode(encoding)).clippings[0].headline == "Fähren ruhen"


def test_a_lie_about_the_charset_is_told() -> None:
    reading = read(f'<?xml version="1.0" encoding="us-ascii"?>{ATOM}'.encode())
    assert reading.clippings[0].headline == "Fähren ruhen"
    assert "not in the encoding that it names" in reading.clippings[0].doubts[0]


def test_a_broken_feed_gives_its_entries_and_says_so() -> None:
    reading = read(RSS.replace("</channel></rss>", "<item><title>Cut &nbsp; short"))
    assert len(reading.clippings) == 4
    assert reading.clippings[0].doubts[0].startswith("The feed is broken: ")
    assert not any("broken" in doubt for doubt in reading.clippings[1].doubts)


@pytest.mark.parametrize(
    ("title", "link", "outlet"),
    [
        ("NYT &gt; World News", "", "The New York Times"),
        ("World", "https://www.reuters.com/world/", "Reuters"),
        ("The Linden Letter - all posts", "https://linden.example.org/", "The Linden Letter - all posts"),
    ],
)
def test_whose_feed_it_is(title: str, link: str, outlet: str) -> None:
    feed = (
        f"<rss><channel><title>{title}</title><link>{link}</link><item><title>Quay opens</title></item></channel></rss>"
    )
    assert read(feed).clippings[0].outlet == outlet


def test_a_feed_that_the_parser_fails_on_keeps_its_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise KeyError("links")

    monkeypatch.setattr("feedparser.parse", fails)
    for feed in (RSS, ATOM):
        first = read(feed, url="https://sea.example.org/a/feed").clippings[0]
        assert (first.headline or "").startswith(("Ferries stop & wait", "Fähren ruhen"))
        assert first.published is not None
        assert (first.url or "").startswith("https://sea.example.org/")
        assert "The parser of feeds fails on this feed" in first.doubts[0]


@pytest.mark.parametrize("bad", ["&#xd800;", "&#x110000;", "&#99999999999999;", "&#0;"])
def test_a_reference_to_no_character_is_shown_as_one(bad: str) -> None:
    [only] = read(f"{TITLE}Quay {bad} opens</title>{END}").clippings
    assert (only.headline or "").startswith("Quay")
    assert "broken" in only.doubts[0]


def test_an_encoding_that_is_no_name_is_none() -> None:
    raw = b'<?xml version="1.0" encoding="\xc8tf-8"?>' + f"{TITLE}Fähren</title>{END}".encode()
    assert read(raw).clippings[0].headline == "Fähren"


def test_a_warning_before_the_feed_is_left_out() -> None:
    reading = read(f"<br /><b>Warning</b>: no quay in line 3<br />\n{RSS}")
    assert len(reading.clippings) == 3
    assert reading.clippings[0].doubts[0] == "Other text stands before the feed; it is left out."
    first = reading.left_out[0]
    assert reading.text[first.start : first.end] == "Warning: no quay in line 3"


def test_a_page_about_feeds_is_no_feed() -> None:
    text = "They begin with &lt;?xml?&gt;&lt;rss&gt;. The rest follows."
    page = f"<html><body><h1>How feeds look</h1><p>{text}</p></body></html>"
    assert read(page).kind == "article"


def test_an_empty_feed_is_a_sentence_with_its_name() -> None:
    with pytest.raises(Unreadable, match=r"The feed “Sea Desk” has no entries\."):
        read("<rss><channel><title>Sea Desk</title></channel></rss>")


def test_an_entry_without_anything_is_still_there() -> None:
    reading = read("<rss><channel><item></item><item><title>Quay opens</title></item></channel></rss>")
    assert [clipping.headline for clipping in reading.clippings] == [None, "Quay opens"]


def test_one_id_for_every_entry_is_no_id() -> None:
    items = "".join(f"<item><title>Quay {n}</title><guid>0</guid></item>" for n in range(3))
    reading = read(f"<rss><channel>{items}</channel></rss>")
    assert {clipping.external_id for clipping in reading.clippings} == {None}


def test_fifty_thousand_entries_are_read_within_bounds_and_none_is_lost() -> None:
    item = "<item><title>Quay {0} opens</title><link>https://sea.example.org/{0}</link><guid>{0}</guid></item>"
    raw = f"<rss><channel><title>Sea Desk</title>{''.join(item.format(n) for n in range(50_000))}</channel></rss>"
    start = time.perf_counter()
    reading = read(raw)
    assert time.perf_counter() - start < 20
    assert len(reading.clippings) == 2_000
    assert "50,000 entries" in reading.doubts[0]
    assert "the other 48,000" in reading.doubts[0]
    for number in (0, 1_999, 2_000, 49_999):
        assert f"https://sea.example.org/{number}" in reading.text
    assert "Quay 49999 opens https://sea.example.org/49999" in reading.text[reading.left_out[-1].start :]


NESTED = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
START, END = "<rss><channel><item>", "</item></channel></rss>"
TITLE, DECLARED = f"{START}<title>", '<?xml version="1.0" encoding="punycode"?>'
HOSTILE = {
    "a billion laughs": f'<!DOCTYPE rss [<!ENTITY a0 "ha">{NESTED}]>{TITLE}&a11;</title>{END}',
    "one long entity often": '<!DOCTYPE rss [<!ENTITY a "' + "x" * 190 + f'">]>{TITLE}' + "&a;" * 300_000,
    "tags without end": TITLE + "<a " * 300_000,
    "comments without end": TITLE + "<!--" * 300_000,
    "one element with many attributes": "<rss " + " ".join(f'a{n}="x"' for n in range(50_000)) + "><channel/></rss>",
    "one entry with many categories": START + "<category>x</category>" * 20_000 + END,
    "a name without end": f"{START}<author>{'a' * 500_000}</author>{END}",
    "a deep entry": f"{START}<description>{'<b>' * 100_000}{'</b>' * 100_000}</description>{END}",
    "a slow charset": f"{DECLARED}{TITLE}{'ab-' * 200_000}</title>{END}",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_would_take_for_ever_takes_a_moment(case: str) -> None:
    start = time.process_time()
    text = ""
    with contextlib.suppress(Unreadable):
        text = read(HOSTILE[case]).text
    assert len(text) < 2_000_000
    assert time.process_time() - start < 5  # a second on a machine that does nothing else


def test_no_entity_reads_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret of the house")
    feed = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file://{secret}">]>{TITLE}A &a;</title>{END}'
    reading = read(feed)
    assert "secret of the house" not in reading.text
    assert any("not expanded" in doubt for doubt in reading.doubts)


def test_a_harmless_entity_is_read() -> None:
    feed = (
        '<!DOCTYPE rss [<!ENTITY pub "Sea Desk">]><rss><channel><item><title>From &pub;</title></item></channel></rss>'
    )
    assert read(feed).clippings[0].headline == "From Sea Desk"


def test_a_date_without_a_zone_is_in_utc() -> None:
    reading = read("<rss><channel><item><title>A</title><pubDate>2024-05-03T10:20:00</pubDate></item></channel></rss>")
    assert datetime.fromisoformat(reading.clippings[0].published or "") == datetime(2024, 5, 3, 10, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "outlet"), [("Sea Desk - Mundo", "Sea Desk"), ("Mundo - Sea Gull", "Mundo - Sea Gull")]
)
def test_the_part_of_a_feeds_title_that_its_host_spells_is_the_outlet(title: str, outlet: str) -> None:
    feed = f"<rss><channel><title>{title}</title><link>https://seadesk.example/</link><item><title>A</title></item></channel></rss>"
    assert read(feed).clippings[0].outlet == outlet


@pytest.mark.parametrize("folder", ["feedparser_cases", "feedvalidator_cases"])
def test_the_real_cases_are_read_as_feedparser_reads_them(shared: Path, folder: str) -> None:
    command = [sys.executable, str(ROOT / "bench" / "feeds.py"), str(shared / "data" / folder), "--misses"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 crashes" in done.stdout
    for line in done.stdout.splitlines():
        what, found, numbers = line.partition(": ")
        if found and what.strip() in (
            "feeds with as many entries",
            "titles",
            "links",
            "dates",
            "broken feeds reported",
        ):
            equal, _, whole = numbers.partition(" of ")
            assert equal == whole, done.stdout
