"""ninjs: one item of each generation read, what is wrong with the others said by the name of the field."""

import json
from pathlib import Path
from typing import Any

import pytest

from stories.extraction import Reading, Unreadable, read_page
from stories.extraction.readers.ninjs_check import check_ninjs, looks_like_ninjs

OLD = {
    "uri": "https://wire.example.org/2024/ferries", "type": "composite", "versioncreated": "2024-05-03T12:00:00Z",
    "firstcreated": "2024-05-03T10:20:00+02:00", "headline": "Ferries stop for a second week", "language": "en-GB",
    "byline": "By Ada Lund and Jin Park", "located": "Port Linden", "copyrightholder": "Harbour Wire",
    "description_text": "Crews and owners have not met.", "body_text": "No talks.",
    "body_xhtml": "<p>No talks are <b>planned</b>.</p><p>The mayor waits.</p><script>x()</script>",
    "subject": [{"name": "shipping"}, {"name": "strike"}], "embargoed": "2024-05-04T00:00:00Z",
    "associations": {
        "pic": {"uri": "urn:pic", "type": "picture", "description_text": "The old pier", "byline": "A. Ray"},
    },
}  # fmt: skip
NEW = {
    "uri": "urn:wire:ferries", "type": "text", "versionCreated": "2024-05-03T12:00:00Z", "pubStatus": "canceled",
    "headlines": [{"role": "short", "value": "Ferries"}, {"role": "main", "value": "Ferries stop for a second week"}],
    "bodies": [{"contentType": "text/plain", "value": "No talks are planned.\nThe mayor waits."}], "by": "Ada Lund",
    "subjects": [{"name": "shipping", "relevance": 90}],
}  # fmt: skip


DEEP = b'{"uri": "urn:a", "associations": {"a": '


def read(item: dict[str, Any]) -> Reading:
    return read_page(json.dumps(item).encode())


def test_an_item_of_the_first_generation() -> None:
    reading = read(OLD)
    [story] = reading.clippings
    assert (reading.kind, reading.media_type, reading.outlet) == ("article", "application/ninjs+json", "Harbour Wire")
    assert (story.headline, story.dek) == ("Ferries stop for a second week", "Crews and owners have not met.")
    assert story.body == "No talks are planned.\n\nThe mayor waits."
    assert (story.byline, story.language, story.tags) == (("Ada Lund", "Jin Park"), "en", ("shipping", "strike"))
    assert (story.published, story.updated) == ("2024-05-03T10:20:00+02:00", "2024-05-03T12:00:00+00:00")
    assert (story.url, story.external_id) == (OLD["uri"], OLD["uri"])
    assert story.captions == ({"text": "The old pier", "credit": "Photo: A. Ray"},)
    assert "The item is embargoed until 2024-05-04T00:00:00Z." in story.doubts


def test_an_item_of_the_third_generation() -> None:
    [story] = read(NEW).clippings
    assert (story.headline, story.body) == (
        "Ferries stop for a second week", "No talks are planned.\n\nThe mayor waits.",
    )  # fmt: skip
    assert (story.byline, story.url, story.external_id) == (("Ada Lund",), None, "urn:wire:ferries")
    assert "Its provider has canceled this item." in story.doubts


def test_a_story_among_the_associations_is_a_story_of_its_own() -> None:
    inner = {**NEW, "uri": "urn:wire:cranes", "name": "more", "headlines": [{"value": "Cranes arrive from abroad"}]}
    stories = read({**NEW, "associations": [inner]}).clippings
    assert [story.headline for story in stories] == ["Ferries stop for a second week", "Cranes arrive from abroad"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"headline": 7}, "“headline” must be a text, not a number"),
        ({"colour": "blue"}, "it has no field “colour”"),
        ({"pubstatus": "lost"}, "“pubstatus” is “lost”, which is none of usable, withheld, canceled"),
        ({"subject": {"name": "x"}}, "“subject” must be a list, not an object"),
        ({"subject": [{"relevance": 101}]}, "“subject[0].relevance” is 101, which is not between 0 and 100"),
        ({"associations": {"a": {"headline": "x"}}}, "“associations.a.uri” is missing"),
        ({"rightsinfo": {}}, "“rightsinfo” must have exactly one of linkedrights and encodedrights"),
        ({"$standard": {"version": "1.1"}}, "is not known before version 1."),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read({**OLD, **change})
    assert sentence in refused.value.reason


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"uri": "no address"}, "“uri” is “no address”, which is not an absolute URI"),
        ({"urgency": 11}, "“urgency” is 11, which is not between 1 and 9"),
        ({"places": [{"geoJSON": {"type": "Foo"}}]}, "“places[0].geoJSON” has no type that GeoJSON knows"),
        ({"eventDetails": {"dates": {"expectedStartDate": "May"}}}, "which is not a year, month, day or moment"),
        ({"eventDetails": {"dates": {}}}, "must say either when it starts or when it is expected to start"),
        ({"bodies": [{"role": "main"}]}, "“bodies[0].value” is missing"),
    ],
)
def test_what_is_wrong_with_the_third_generation_is_named(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read({**NEW, **change})
    assert sentence in refused.value.reason


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b'{"uri": "urn:a", "headline": "x",', "This is a news item in ninjs that is broken: "),
        (b'{"uri": "urn:a", "headline": "x", "urgency": NaN}', "“urgency” is nan, which is no number"),
        (b'{"uri": "urn:a", "headline": "x", "charcount": 1e999}', "“charcount” is inf, which is no number"),
        (DEEP * 400 + b"1" + b"}}" * 400, "nested too deep"),
    ],
)
def test_broken_json_is_a_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_page(raw)
    assert sentence in refused.value.reason


def test_other_json_is_not_taken_for_ninjs() -> None:
    assert not looks_like_ninjs({"uri": "urn:a", "guid": "b", "children": [], "root": "x", "index": 1, "id": 2})
    assert not looks_like_ninjs({"headline": "x"})
    assert not looks_like_ninjs([{"uri": "urn:a"}])


def test_the_suite_of_the_standard(shared: Path) -> None:
    files = sorted((shared / "data" / "iptc" / "ninjs_suite").glob("*/*/*.json"))
    wrong = []
    for file in files:
        try:
            check_ninjs(json.loads(file.read_bytes()), version=float(file.parts[-3]))
            sound = True
        except (Unreadable, ValueError):
            sound = False
        if sound != (file.parts[-2] == "should_pass"):
            wrong.append(file)
    assert len(files) > 50
    assert wrong == []


def test_the_suite_as_pages(shared: Path) -> None:
    """Without being told the version. Two documents that state none are sound by a later version than the one whose
    suite they fail, and nothing in them says which it is."""
    wrong, reasons = [], []
    for file in sorted((shared / "data" / "iptc" / "ninjs_suite").glob("*/*/*.json")):
        try:
            sound = bool(read_page(file.read_bytes()).clippings)
        except Unreadable as refused:
            sound = False
            reasons.append(refused.reason)
        if sound != (file.parts[-2] == "should_pass"):
            wrong.append(file.name)
    assert [name for name in wrong if "infosource" not in name] == []
    assert [reason for reason in reasons if "ninjs" not in reason] == []


def test_real_items(shared: Path) -> None:
    for file in sorted((shared / "data" / "iptc" / "ninjs").glob("*.json")):
        assert read_page(file.read_bytes()).clippings[0].external_id
