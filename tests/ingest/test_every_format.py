"""Every format, whole and malformed, by both commands: told by its bytes under a name that says nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.management import CommandError, call_command

from stories.models import Capture, Story
from stories.vocabulary import CaptureState
from tests.extraction.readers import test_boxes as boxes
from tests.extraction.readers import test_documents as documents
from tests.extraction.readers import test_lists as lists
from tests.ingest import test_formats as wires

pytestmark = pytest.mark.django_db
COUNCIL, BOX = "Ferry vote put off until spring", "Ferry vote put off"
PLAIN = f"{COUNCIL}\n\n" + "\n\n".join(documents.PARAGRAPHS)
SINGLE = documents.PAGE.replace(
    "<head>", "<head><!-- Page saved with SingleFile \n url: https://harbour.example/ferry \n saved date: today -->"
)
FERRY = "渡し船の採決は春まで延期"
JAPANESE = (
    f"{FERRY}\n\n港湾評議会は火曜日の夜に会合を開き、新しい渡し船についての採決を来年の春まで延期した。"
    "委員は桟橋の費用の数字を求めていたが、まだ用意されていなかった。市長は待てると述べた。\n"
)
BOOKMARK = lists.NETSCAPE.replace("https://quay.example/boats", "place:boats")
NO_BOOKMARK = "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p></DL>"
OPML = '<opml><body><outline text="Sea Desk" xmlUrl="https://sea.example/feed"/></body></opml>'


def word() -> bytes:
    document = docx.Document()
    document.add_heading(COUNCIL, 1)
    for paragraph in documents.PARAGRAPHS:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf() -> bytes:
    lines = [line for text in documents.PARAGRAPHS for line in documents.broken_lines(text)]
    return documents.pdf([COUNCIL, "", *lines])


def wire(kind: str) -> tuple[bytes, str, bytes, str]:
    """Whole and headline, malformed and what is said of it, of a format that newsrooms and feeds send."""
    raw, sentence = wires.BROKEN["ninjs" if kind.startswith("ninjs") else kind]
    return wires.FILES[kind].encode(), wires.HEADLINE, raw.encode(), sentence


def saved(whole: str, broken: str, sentence: str) -> tuple[bytes, str, bytes, str]:
    """The same of a list of links."""
    return whole.encode(), COUNCIL, broken.encode(), sentence


ZIP = boxes.zipped({"a.html": boxes.PAGE})
LETTER = documents.letter().replace(b"To: desk", b"List-Unsubscribe: <https://harbour.example/off>\nTo: desk")
NO_LETTER = b"From: a@harbour.example\nSubject: Ferry\nDate: Tue, 24 Jun 2025 18:30 +0900\nMIME-Version: 1.0\n\n"
FORMATS: dict[str, tuple[bytes, str, bytes, str]] = {
    "plain text in UTF-8": (PLAIN.encode(), COUNCIL, b"\x00\x01\x02" * 200, "This is not text"),
    "plain text in UTF-16": (PLAIN.encode("utf-16"), COUNCIL, " \n".encode("utf-16"), "The page is empty."),
    "plain text in Shift JIS": (JAPANESE.encode("shift_jis"), FERRY, b"\x81\x00" * 50, "cannot be decoded"),
    "HTML": (documents.PAGE.encode(), COUNCIL, b"<html><head><title>x</title></head><body></body></html>", "no word"),
    "MHTML": (documents.mhtml(), COUNCIL, documents.mhtml("text/css"), "without a page in it"),
    "SingleFile": (SINGLE.encode(), COUNCIL, SINGLE[: SINGLE.index("<h1>")].encode(), "no word"),
    "RSS": wire("rss"),
    "Atom": wire("atom"),
    "RDF": wire("rdf"),
    "JSON Feed": wire("json feed"),
    "e-mail": (documents.letter(html=False), COUNCIL, NO_LETTER, "message without any text"),
    "newsletter": (LETTER, COUNCIL, LETTER[: LETTER.index(b"The harbour")], "message without any text"),
    "PDF": (pdf(), COUNCIL, pdf()[:300], "PDF"),
    "DOCX": (word(), COUNCIL, word()[:600], "broken"),
    "ZIP": (ZIP, BOX, ZIP[:60], "zip archive is broken"),
    "WARC": (boxes.warc(compressed=True), BOX, boxes.warc(compressed=True)[:90], "(WARC) is broken"),
    "WACZ": (boxes.wacz(), BOX, boxes.wacz(**{"datapackage.json": b"{"}), "no valid datapackage.json"),
    "HAR": (boxes.har(boxes.entry()), BOX, boxes.har(boxes.entry())[:90], "recording of a browser (HAR) is broken"),
    "ninjs 1": wire("ninjs 1"),
    "ninjs 2": wire("ninjs 2"),
    "ninjs 3": wire("ninjs 3"),
    "NewsML-G2": wire("newsml-g2"),
    "NITF": wire("nitf"),
    "Netscape bookmarks": saved(BOOKMARK, NO_BOOKMARK, "without a single address"),
    "Pocket": saved(lists.POCKET, "title,url,time_added,tags,status\nFerry,no,x,y,z\n", "without a single address"),
    "Instapaper": saved(lists.INSTAPAPER, "URL,Title,Selection,Folder\nnowhere,Ferry,,\n", "without a single address"),
    "Pinboard": saved(lists.PINBOARD, lists.PINBOARD[:-3], "list of saved pages that is broken"),
    "Omnivore": saved(lists.OMNIVORE, lists.OMNIVORE[:-3], "list of saved pages that is broken"),
    "wallabag": saved(lists.WALLABAG, lists.WALLABAG[:-3], "list of saved pages that is broken"),
    "RIS": saved(lists.RIS, "TY  - NEWS\r\nAU  - Testwell, Oriana\r\nER  - \r\n", "without a single address"),
    "BibTeX": saved(lists.BIBTEX, "@article{a, title = {No end", "BibTeX that is broken"),
    "CSL-JSON": saved(lists.CSL, lists.CSL[:-5], "bibliography (CSL-JSON) that is broken"),
    "Zotero RDF": saved(lists.ZOTERO, lists.ZOTERO[:-60], "Zotero RDF"),
    "CSV": saved(lists.TABLE, "title,url\nFerry vote,not an address\n", "table of stories without a single address"),
}  # fmt: skip
"""Format -> a whole file and the headline of its story; a malformed file and words of the sentence that it gets."""

Run = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Exit status and JSON lines of a command about a file of these bytes; nothing else may be printed."""

    def command(name: str, raw: bytes) -> tuple[int, list[dict[str, Any]]]:
        (tmp_path / "given").write_bytes(raw)
        out, status = io.StringIO(), 0
        try:
            call_command(name, str(tmp_path / "given"), "--json", stdout=out, stderr=io.StringIO())
        except CommandError as error:
            status = error.returncode
        except SystemExit as stopped:
            status = int(str(stopped.code))
        return status, [json.loads(line) for line in out.getvalue().splitlines()]

    return command


@pytest.mark.parametrize("kind", FORMATS)
def test_a_whole_file_is_imported(run: Run, kind: str) -> None:
    whole, headline, _, _ = FORMATS[kind]
    status, [told] = run("import_pages", whole)
    assert (status, told["new"], told["unreadable"]) == (0, 1, 0)
    story = Story.objects.order_by("pk")[0]
    assert story.headline.casefold() == headline.casefold()
    assert Capture.objects.get().state == CaptureState.ACCEPTED
    status, documents = run("read_page", whole)
    assert status == 0
    assert [one["clippings"][0]["headline"] for one in documents] == [story.headline]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_malformed_file_is_refused_with_one_sentence_and_kept(run: Run, kind: str) -> None:
    _, _, broken, sentence = FORMATS[kind]
    status, [told] = run("import_pages", broken)
    assert (status, told["new"], told["unreadable"], told["stories"]) == (1, 0, 1, 0)
    [page] = told["pages"]
    assert sentence in page["reason"]
    assert page["reason"].endswith(".")
    assert "Traceback" not in page["reason"]
    assert not Story.objects.exists()
    assert Capture.objects.get().state == CaptureState.UNREADABLE
    status, [read] = run("read_page", broken)
    assert (status, read["error"]) == (1, page["reason"])


def test_a_list_of_feeds_is_read_and_makes_no_story(run: Run) -> None:
    for whole in (OPML, OPML[:-20]):
        status, [told] = run("import_pages", whole.encode())
        assert (status, told["unreadable"]) == (1, 1)
        assert "OPML" in told["pages"][0]["reason"]
    assert not Story.objects.exists()
