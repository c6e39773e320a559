"""Word documents (ECMA-376, Office Open XML), by python-docx: headings, paragraphs, captions and tables."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from stories.extraction.printed import byline_names
from stories.extraction.readers.records import Turned
from stories.extraction.reading import Meta, Unreadable

if TYPE_CHECKING:
    from docx.table import Table

LARGEST = 60 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 20_000
MOST_ELEMENTS = 1_500_000
"""Elements of the document, of which each takes memory; a book of a thousand pages has a third of them."""
WIDEST = 1_000
"""Columns that a cell may span."""
_HEAD = 10
"""Paragraphs at the top among which a byline is looked for."""
_SPAN = re.compile(rb"gridSpan[^<>]{0,200}?val\s*=\s*[\"'](\d{1,20})")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def is_docx(raw: bytes, name: str | None = None) -> bool:
    """Whether a file is a Word document: a zip archive with a document in it."""
    return raw.startswith(b"PK\x03\x04") and b"word/document.xml" in raw


def read_docx(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Turned:
    """The document as a page with headings, paragraphs, captions and tables. Raises Unreadable for one that is broken,
    or that unpacks to more than LARGEST_UNPACKED bytes."""
    from docx import Document  # when the first such file comes: it takes a while

    try:
        _check_size(raw)
        document = Document(io.BytesIO(raw))
        body = "".join(_markup(document))
        said = document.core_properties
        title, author = (said.title or "").strip(), "" if _is_signed(document) else (said.author or "").strip()
    except Unreadable:
        raise
    except Exception as error:  # python-docx lets through whatever its parser and the archive raise
        raise Unreadable("This Word document is broken and cannot be read.", media_type=_TYPE) from error
    if not body:
        raise Unreadable("There is no text in this Word document.", media_type=_TYPE)
    head = f"<title>{escape(title)}</title>" if title else ""
    named = f'<meta name="author" content="{escape(author)}">' if author else ""
    text = f"<html><head>{head}{named}</head><body><article>{body}</article></body></html>"
    return Turned(text=text, inner_type="text/html", media_type=_TYPE, meta=Meta(title=title or None))


def _is_signed(document: Any) -> bool:
    """Whether a byline is printed at the top: the author among the file's properties is whose computer it was."""
    return any(byline_names(" ".join(part.text.split())) for part in document.paragraphs[:_HEAD])


def _check_size(raw: bytes) -> None:
    """Raises Unreadable for what would take too much memory or time once it is built."""
    too_much = raw.count(b"PK\x01\x02") > MOST_PARTS
    if not too_much:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            too_much = sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED
            if not too_much:
                content = archive.read("word/document.xml")
                spans = map(int, _SPAN.findall(content))
                too_much = content.count(b"<") > 2 * MOST_ELEMENTS or any(span > WIDEST for span in spans)
    if too_much:
        raise Unreadable("This Word document unpacks to more than is read.", media_type=_TYPE)


def _markup(document: Any) -> Iterator[str]:
    """The parts of a document in order; the first heading or title is the page's h1."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    headed = False
    styles: dict[Any, str] = {}
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield _table(part)
            continue
        text = " ".join(part.text.split()) if isinstance(part, Paragraph) else ""
        if not text:
            continue
        style = styles.get(part._p.style)
        if style is None:  # python-docx goes through all styles of the document for it
            style = styles[part._p.style] = (part.style.name or "").casefold() if part.style is not None else ""
        if style == "title" or (style.startswith("heading") and not headed):
            headed = True
            yield f"<h1>{escape(text)}</h1>"
        elif style.startswith("heading"):
            yield f"<h2>{escape(text)}</h2>"
        elif style == "caption":
            yield f"<figcaption>{escape(text)}</figcaption>"
        else:
            yield f"<p>{escape(text)}</p>"


def _table(table: "Table") -> str:
    rows = ("".join(f"<td>{escape(' '.join(cell.text.split()))}</td>" for cell in row.cells) for row in table.rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
