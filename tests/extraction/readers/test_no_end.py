"""Files made to take for ever, or all memory: each is read, or refused with a sentence, in a moment."""

from __future__ import annotations

import gzip
import io
import json
import time
import zipfile

import docx
import pytest

from stories.extraction import Unreadable, read_page, runs
from stories.extraction.ahead import attempt
from stories.extraction.printed import people_in
from stories.extraction.readers import boxes
from stories.extraction.readers.boxes import unpack

ADDRESS = b"http://quay.example/ferry"
BOOKMARKS = b'<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF="%s">Ferry vote</A>\n' % ADDRESS
MANY = 60_000
TABLE = b"title,url,author,tags\nFerry vote,%s," % ADDRESS
NEWS = b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">%s</newsMessage>'
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>x</title></item>%s'
MAIL = b"From: a@quay.example\nTo: b@quay.example\nSubject: Ferry\nDate: x\nContent-Type: %s\n\nThe vote was put off.\n"
SPACES = b" " * 2 * MANY
FILES = {
    "links that nobody closes": BOOKMARKS + b"<a >" * MANY,
    "links without an end": BOOKMARKS + b"<a x" * MANY,
    "folders without an end": BOOKMARKS + b"<h3 " * MANY,
    "an attribute without an end": BOOKMARKS + b"<A %s>x</A>" % (b"a" * 2 * MANY),
    "folders in folders": BOOKMARKS + b"<dl>" * 4 * MANY + b"</dl>" * 4 * MANY,
    "authors between spaces": TABLE + b'"a%sb",x\n' % SPACES,
    "tags between spaces": TABLE + b'x,"a%sb"\n' % SPACES,
    "names in BibTeX": b"@article{x,\n title={Ferry vote},\n author={a%sb},\n keywords={a%sb}\n}\n" % (SPACES, SPACES),
    "keywords in CSL": b'[{"type":"article","title":"Ferry vote","issued":{"raw":"2025"},"keyword":"a%sb"}]' % SPACES,
    "packages in packages": NEWS
    % (b"<packageItem>" * 900 + b"<itemRef><headline>a b c</headline></itemRef>" * 300 + b"</packageItem>" * 900),
    "items in items": NEWS
    % (b"<newsItem>" * 900 + b"<inlineXML>%s</inlineXML>" % (b"<p>a b</p>" * 3000) + b"</newsItem>" * 900),
    "quotation marks in the head of a mail": MAIL % (b'text/plain; a="%s' % (b'"' * MANY)),
    "parameters in the head of a mail": MAIL % (b"text/plain" + b"; a=b" * 4 * MANY),
    "a broken feed of long words": FEED % ((b"a" * 4999 + b" ") * 400),
}


@pytest.mark.parametrize("name", FILES)
def test_it_comes_to_an_end(name: str) -> None:
    began = time.process_time()
    told = attempt(FILES[name], captured_at=None, url=None, name=None)
    assert told.reading or told.reason.endswith(".")
    assert time.process_time() - began < 20


LONG_RULE = "-" * 300_000 + "a"


def test_a_line_of_dashes_that_is_no_rule_of_a_table() -> None:
    """It comes to an end: a pattern that could begin at each of the dashes would take hours."""
    assert runs.table_cells(f"| Pier | Cost |\n{LONG_RULE}\n|---|---|")[1:] == ((LONG_RULE,),)


def test_a_line_of_dashes_in_a_plain_text() -> None:
    told = "The pier stays closed for the winter, said the harbour master, and nobody was told of it.\n\n" * 4_000
    assert LONG_RULE in read_page(f"The pier is closed for the winter\n\n{told}{LONG_RULE}\n\n{told}".encode()).text


@pytest.mark.parametrize(("line", "is_one"), [("|---|:--:|", True), ("- - -", True), ("| : |", False), ("--a", False)])
def test_what_is_a_rule_of_a_table(line: str, is_one: bool) -> None:
    assert (runs._RULE.fullmatch(line) is not None) is is_one


def test_a_byline_of_spaces_without_end() -> None:
    assert people_in("Jane Doe" + " " * 1_000_000 + "and John Roe") == ("Jane Doe",)
    assert people_in("Jane Doe   and \n John Roe") == ("Jane Doe", "John Roe")


def test_an_entry_that_nobody_closed_costs_no_other() -> None:
    raw = BOOKMARKS + b'<DT><A HREF="%s/2">Lost<DT><A HREF="%s/3">Boats &lt; <b>piers</b></A>' % (ADDRESS, ADDRESS)
    assert [one.headline for one in read_page(raw).clippings] == ["Ferry vote", "Boats < piers"]


def document(inside: bytes) -> bytes:
    """A Word document with this markup in front of its text."""
    plain, out = io.BytesIO(), io.BytesIO()
    made = docx.Document()
    made.add_paragraph("The council put off its vote on the ferry until the spring of next year.")
    made.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + inside)
            new.writestr(part.filename, content)
    return out.getvalue()


SPAN = b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="%d"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'


@pytest.mark.parametrize("inside", [SPAN % 2_000_000_000, b"<w:p/>" * 3_100_000], ids=["a wide cell", "paragraphs"])
def test_a_word_document_that_would_fill_the_memory_is_refused(inside: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^This Word document unpacks to more than is read\.$"):
        read_page(document(inside))


def test_a_word_document_with_a_table_is_still_read() -> None:
    assert "vote on the ferry" in read_page(document(SPAN % 3)).text


def zipped(files: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def test_an_archive_that_names_too_many_files_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxes, "MOST_ENTRIES", 3)
    raw = zipped([(f"{number}.html", b"<p>x</p>") for number in range(4)])
    with pytest.raises(Unreadable, match=r"^This zip archive names more than 3 files; it was not opened\.$"):
        list(unpack(raw))


def test_what_was_unpacked_for_nothing_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxes, "LARGEST_UNPACKED", 5 * 2**20)
    bombs = list(unpack(zipped([(f"{number}.gz", gzip.compress(bytes(2 * 2**20))) for number in range(9)])))
    assert [member.raw for member in bombs] == [None] * 4
    assert bombs[-1].reason.endswith("the rest of it was not read.")


def test_what_an_archive_itself_says_to_be_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = zipped([("large.html", bytes(boxes.LARGEST_MEMBER + 1)), ("zeros.html", bytes(2 * 2**20))])
    opened: list[object] = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda archive, part: opened.append(part))
    assert [member.reason for member in unpack(raw)] == [
        "Unpacked, this file has more than 60 MB.",
        "This file unpacks to far more than any text does; it was not read.",
    ]
    assert opened == []


def wacz(package: bytes) -> bytes:
    return zipped([("datapackage.json", package), ("archive/data.warc", b"x")])


def test_the_table_of_contents_of_a_web_archive_is_bounded() -> None:
    with pytest.raises(Unreadable, match=r"^This web archive \(WACZ\) has no valid datapackage\.json\.$"):
        list(unpack(wacz(b"[" + b" " * 11 * 2**20 + b"]")))


def test_a_part_of_a_web_archive_is_hashed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(boxes, "_sha256", lambda archive, path, room: hashed.append(path) or "0")
    resources = [{"path": "archive/data.warc", "hash": "sha256:0"}] * 50
    assert len(list(unpack(wacz(json.dumps({"resources": resources}).encode())))) == 1
    assert hashed == ["archive/data.warc"]


def recording(entries: list[object]) -> bytes:
    return json.dumps({"log": {"entries": entries}}).encode()


def test_a_recording_with_odd_entries_gives_the_others() -> None:
    page = {"mimeType": "text/html", "text": "<p>x, [y], {z}</p>"}
    entries = [
        {"response": {"status": 200, "content": "no object"}, "request": {"url": "http://quay.example/0"}},
        {"response": {"status": 200, "content": page}, "request": "no object"},
        {"response": {"status": 200, "content": page}, "request": {"url": "http://quay.example/2"}},
    ]
    assert [member.url for member in unpack(recording(entries))] == [None, "http://quay.example/2"]


def test_a_recording_of_too_many_parts_is_refused_and_texts_are_no_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxes, "MOST_PARTS", 20)
    content = {"mimeType": "text/html", "text": 'a, "b", \\' * 40}
    assert len(list(unpack(recording([{"response": {"status": 200, "content": content}}])))) == 1
    with pytest.raises(Unreadable, match=r"of more than 20 parts; it was not read\.$"):
        list(unpack(recording([{}] * 21)))


def test_a_mail_of_too_many_parts_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"^This is an e-mail of more than 2,000 parts, more than are read\.$"):
        read_page(MAIL % b"text/plain" + b"\nContent-Type: text/plain\n" * 2_000)
