"""NewsML-G2 and NITF: one file of each read, broken ones and others refused with their sentence."""

from pathlib import Path

import pytest

from stories.extraction import Unreadable, read_page
from stories.extraction.reading import check_blocks

NITF = """<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-5.dtd"><nitf><head><title>ferries-2</title>
<docdata><doc-id id-string="hw-77"/><date.issue norm="20240503T102000+0200"/>
<key-list><keyword key="shipping"/><keyword key="strike"/></key-list></docdata>
<pubdata name="Harbour Wire" position.section="Transport"/></head>
<body><body.head><hedline><hl1>Ferries stop for a second week</hl1><hl2>Crews and owners have not met</hl2></hedline>
<byline>By <person>Ada Lund</person>, <byttl>Harbour Wire</byttl></byline>
<dateline><location>Port Linden</location></dateline></body.head>
<body.content><p>No talks are <em>planned</em>&mdash;not yet.</p><block><p>The mayor waits.</p></block>
<media media-type="image"><media-reference source="a.jpg"/><media-caption>The old pier</media-caption>
<media-producer>A. Ray</media-producer></media>
<table><tr><td>Line</td><td>Ships</td></tr><tr><td>North</td><td>3</td></tr></table></body.content>
<body.end><tagline>Harbour Wire, Port Linden</tagline></body.end></body></nitf>"""
ITEM = """<newsItem guid="urn:newsml:{0}" version="2" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>
<provider><name>Harbour Wire</name></provider><versionCreated>2024-05-03T12:00:00Z</versionCreated>
<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><contentCreated>2024-05-03T10:20:00+02:00</contentCreated>
<language tag="en-GB"/><subject qcode="medtop:1"><name xml:lang="de">Schifffahrt</name>
<name xml:lang="en">shipping</name></subject><subject type="cpnat:person"><name>The mayor</name></subject>
<headline>{1}</headline>
<by>By Ada Lund and Jin Park</by><dateline>Port Linden</dateline></contentMeta><contentSet>
<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{1}</title></head>
<body><p>No talks are <b>planned</b>.</p><p>The mayor waits.</p><script>x()</script></body></html></inlineXML>
</contentSet></newsItem>"""
MESSAGE = (
    '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
    + ITEM.format("1", "Ferries stop for a second week")
    + ITEM.format("2", "Cranes arrive from abroad")
    + "</itemSet></newsMessage>"
)


def test_nitf() -> None:
    reading = read_page(NITF.encode())
    check_blocks(reading.text, reading.blocks)
    [story] = reading.clippings
    assert (reading.media_type, story.outlet, story.section) == ("application/nitf+xml", "Harbour Wire", "Transport")
    assert (story.headline, story.dek) == ("Ferries stop for a second week", "Crews and owners have not met")
    assert (story.byline, story.published) == (("Ada Lund",), "2024-05-03T10:20:00+02:00")
    assert story.body == "No talks are planned—not yet.\n\nThe mayor waits."
    assert story.captions == ({"text": "The old pier", "credit": "A. Ray"},)
    assert story.tables == ((("Line", "Ships"), ("North", "3")),)
    assert (story.tags, story.external_id) == (("shipping", "strike"), "hw-77")
    assert reading.text[reading.left_out[0].start :].startswith("Harbour Wire, Port Linden")


def test_a_message_in_newsml_g2_is_a_story_an_item() -> None:
    reading = read_page(MESSAGE.encode())
    first, second = reading.clippings
    assert (reading.kind, reading.outlet, second.headline) == ("index", "Harbour Wire", "Cranes arrive from abroad")
    assert (first.headline, first.byline) == ("Ferries stop for a second week", ("Ada Lund", "Jin Park"))
    assert (first.published, first.updated) == ("2024-05-03T10:20:00+02:00", "2024-05-03T12:00:00+00:00")
    assert (first.body, first.outlet, first.via) == (
        "No talks are planned.\n\nThe mayor waits.", "Harbour Wire", None,
    )  # fmt: skip
    assert (first.tags, first.language, first.external_id) == (("shipping",), "en", "urn:newsml:1")
    assert "x()" not in reading.text


def test_nitf_in_an_item_of_newsml_g2() -> None:
    start, end = ITEM.index("<inlineXML"), ITEM.index("</inlineXML>")
    item = ITEM[:start] + "<inlineXML>" + NITF[NITF.index("<nitf>") :] + ITEM[end:]
    raw = item.replace("<newsItem", '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"').format("3", "Ferries stop")
    [story] = read_page(raw.encode()).clippings
    assert (story.headline, story.body) == ("Ferries stop", "No talks are planned—not yet.\n\nThe mayor waits.")
    assert story.captions == ({"text": "The old pier", "credit": "A. Ray"},)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (NITF[:-20], "This is a story in NITF that is broken: "),
        ("<nitf><body><body.head/></body></nitf>", "This is NITF without a headline and a text."),
        (MESSAGE[:-20], "This is a file in NewsML-G2 that is broken: "),
        ('<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"/>', "without a news item"),
        ('<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a"/>', "without a headline and a text"),
        (
            '<planningItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a"/>',
            "This is a planning item in NewsML-G2",
        ),
        ('<!DOCTYPE nitf [<!ENTITY a "' + "x" * 100 + '"><!ENTITY b "&a;&a;">]><nitf><p>&b;</p></nitf>', "broken"),
        ("<nitf>" + "<block>" * 5_000 + "</block>" * 5_000 + "</nitf>", "nested more than"),
    ],
)
def test_what_is_wrong_is_said(raw: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_page(raw.encode())
    assert sentence in refused.value.reason


def test_the_examples_of_the_standard(shared: Path) -> None:
    found, refusals = {}, []
    for file in sorted((shared / "data" / "iptc" / "newsml_g2").glob("*.xml")):
        try:
            found[file.name] = read_page(file.read_bytes()).clippings[0]
        except Unreadable as refused:
            refusals.append(refused.reason)
    view = found["Receiver View.xml"]
    assert (view.byline, view.agency, view.language) == (("Meredith Jameson",), "Associated Press", "en")
    assert (view.published, len(view.tags)) == ("2016-11-21T15:21:06-05:00", 3)
    assert len(found) >= 9
    assert refusals == ["This is a planning item in NewsML-G2, not a story."]
    assert all(story.headline for story in found.values())
