"""Readers of structured formats: each knows its own files by their bytes, and reads them into records or a page.

`READERS` is asked in order before a page is decoded as text or HTML. A reader that recognises a file answers for it: it
returns a Sheet (records written as a page) or a Turned (a page in another wrapping), or raises Unreadable with a
sentence that names the format and says what is wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from stories.extraction.readers import (
    bibliographies,
    bookmarks,
    docx,
    feeds,
    json_feed,
    mail,
    mhtml,
    newsml_g2,
    ninjs,
    nitf,
    opml,
    pdf,
    read_later,
    tables,
)
from stories.extraction.readers.records import Record, Sheet, Turned, write_records

LARGEST = 20 * 1024 * 1024


class Read(Protocol):
    """How a reader is called."""

    def __call__(self, raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet | Turned:
        """Read the file. Raises Unreadable."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: `what` names it in sentences ("a feed"), `recognise` tells by the bytes (the name is only ever a
    hint between formats that look alike), `largest` is the most bytes that are read."""

    what: str
    recognise: Callable[[bytes, str | None], bool]
    read: Read
    largest: int = LARGEST


READERS: tuple[Reader, ...] = (
    Reader("a feed", feeds.is_feed, feeds.read_feed, feeds.LARGEST),
    Reader("a list of feeds (OPML)", opml.is_opml, opml.read_opml),
    Reader("a JSON Feed", json_feed.is_json_feed, json_feed.read_json_feed),
    Reader("a file in NewsML-G2", newsml_g2.is_newsml_g2, newsml_g2.read_newsml_g2),
    Reader("a story in NITF", nitf.is_nitf, nitf.read_nitf),
    Reader("a list of bookmarks", bookmarks.is_browser_json, bookmarks.read_browser_json),
    Reader("a news item in ninjs", ninjs.is_ninjs, ninjs.read_ninjs),
    Reader("a list of bookmarks", bookmarks.is_netscape, bookmarks.read_netscape),
    Reader("a bibliography (CSL-JSON)", bibliographies.is_csl, bibliographies.read_csl),
    Reader("a list of saved pages", read_later.is_read_later, read_later.read_read_later),
    Reader("a bibliography (RIS)", bibliographies.is_ris, bibliographies.read_ris),
    Reader("a bibliography (BibTeX)", bibliographies.is_bibtex, bibliographies.read_bibtex),
    Reader("a bibliography (Zotero RDF)", bibliographies.is_zotero_rdf, bibliographies.read_zotero_rdf),
    Reader("a table of stories", tables.is_table, tables.read_table),
    Reader("a PDF", pdf.is_pdf, pdf.read_pdf, pdf.LARGEST),
    Reader("a Word document", docx.is_docx, docx.read_docx, docx.LARGEST),
    Reader("a saved page (MHTML)", mhtml.is_mhtml, mhtml.read_mhtml, mhtml.LARGEST),
    Reader("a saved page", mhtml.is_single_file, mhtml.read_single_file, mhtml.LARGEST),
    Reader("an e-mail", mail.is_mail, mail.read_mail, mail.LARGEST),
)
"""Asked in this order; the first that recognises the bytes reads them."""


def reader_for(raw: bytes, name: str | None = None) -> Reader | None:
    """The reader of a file, or None for a page of text or HTML."""
    return next((reader for reader in READERS if reader.recognise(raw, name)), None)


__all__ = ["LARGEST", "READERS", "Read", "Reader", "Record", "Sheet", "Turned", "reader_for", "write_records"]
