"""Bibliographies: RIS, BibTeX, CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html) and the RDF
that Zotero writes."""

import logging
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from stories.extraction.decoding import decode
from stories.extraction.readers.feed_dates import iso_moment
from stories.extraction.readers.records import Sheet
from stories.extraction.readers.safe_json import load
from stories.extraction.readers.safe_xml import parse
from stories.extraction.readers.saved_links import Entry, sheet_of, turned_name
from stories.extraction.readers.sniffing import head_of, root_of
from stories.extraction.reading import Unreadable
from stories.text.dates import find_date

_BIBTEX = re.compile(r"(?:^|\n)\s*@(?:\w{3,20})\s*[{(]\s*[^\s,={}]{0,200}\s*,\s*\w+\s*=", re.IGNORECASE)
_CSL = re.compile(r'"(?:container-title|issued|itemData|citation-key|DOI|publisher-place|accessed)"\s*:')
_NUMBERS = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?")
_BRACES = re.compile(r"[{}]|\\[`'^\"~=.]")
_NS = {
    "bib": "http://purl.org/net/biblio#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
}
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


def is_ris(raw: bytes, name: str | None = None) -> bool:
    """Whether a file is in RIS: it opens with a type of reference."""
    return re.match(r"\s*TY  - [A-Z]{3,6}\s", head_of(raw)) is not None


def read_ris(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The references of a RIS file. Raises Unreadable."""
    import rispy  # when the first such file comes: it takes a while

    decoded = decode(raw)
    try:
        found = rispy.loads(_closed(decoded.text), skip_unknown_tags=True)
    except Exception as error:  # rispy lets through whatever its parser meets
        raise Unreadable("This is a bibliography in RIS that is broken and cannot be read.") from error
    return sheet_of(map(_ris, found), what="a bibliography (RIS)", media_type="application/x-research-info-systems")


def _closed(text: str) -> str:
    """The text with an end to each reference: one that the next or the end of the file cut short would be dropped
    without a word by the parser."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("TY  - "):
            lines += ["ER  - "] if inside else []
            inside = True
        elif line.startswith("ER  -"):
            inside = False
        lines.append(line)
    return "\n".join([*lines, "ER  - ", ""] if inside else lines)


def _ris(one: dict[str, Any]) -> Entry:
    urls = one.get("urls") or [one.get("url") or ""]
    printed = str(one.get("date") or one.get("publication_year") or one.get("year") or "")
    people = one.get("authors") or one.get("first_authors") or []
    outlet = (
        one.get("secondary_title") or one.get("journal_name") or one.get("alternate_title3") or one.get("publisher")
    )
    return Entry(
        title=str(one.get("title") or one.get("primary_title") or ""),
        url=str(urls[0] or ""),
        tags=tuple(map(str, one.get("keywords") or ())),
        note=str(one.get("abstract") or one.get("notes_abstract") or ""),
        outlet=str(outlet or ""),
        people=tuple(map(turned_name, people)),
        published=_day(printed.rstrip("/")),
        printed_date=printed,
        language=str(one.get("language") or ""),
        needs_address=False,
    )


def _day(printed: str) -> tuple[str, str] | None:
    """ "2025", "2025/05" or "2025-05-04" with its precision; or a day in words."""
    match = _NUMBERS.match(printed.strip())
    if match is None:
        found = find_date(printed)
        return (found.value, found.precision) if found and found.value and found.precision else None
    parts = [match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)]
    try:
        datetime.fromisoformat("-".join([*parts, "01", "01"][:3]))
    except ValueError:
        return None
    return "-".join(parts), ("year", "month", "day")[len(parts) - 1]


def is_bibtex(raw: bytes, name: str | None = None) -> bool:
    """Whether a file has an entry of BibTeX in its beginning, and nothing of a page before it."""
    head = head_of(raw)
    found = _BIBTEX.search(head)
    return found is not None and "<" not in head[: found.start()]


def read_bibtex(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The entries of a BibTeX file; what cannot be parsed is named. Raises Unreadable."""
    from bibtexparser.entrypoint import parse_string  # when the first such file comes: it takes a while

    decoded = decode(raw)
    try:
        library = parse_string(decoded.text)
    except Exception as error:  # bibtexparser lets through whatever its parser meets
        raise Unreadable("This is a bibliography in BibTeX that is broken and cannot be read.") from error
    broken = [f"An entry of the bibliography is broken, from line {(block.start_line or 0) + 1} on, and was not read."
              for block in library.failed_blocks]  # fmt: skip
    if not library.entries:
        raise Unreadable("This is a bibliography in BibTeX that is broken: no entry of it can be read.")
    entries = ({field.key.lower(): str(field.value) for field in entry.fields} for entry in library.entries)
    return sheet_of(
        map(_bibtex, entries),
        what="a bibliography (BibTeX)",
        media_type="application/x-bibtex",
        doubts=tuple(broken[:20]),
    )


def _bibtex(one: dict[str, str]) -> Entry:
    printed = one.get("date") or "-".join(part for part in (one.get("year", ""), _month(one.get("month", ""))) if part)
    outlet = one.get("journal") or one.get("journaltitle") or one.get("booktitle") or one.get("publisher") or ""
    address = one.get("url") or next(iter(re.findall(r"https?://[^\s{}\\]+", one.get("howpublished", ""))), "")
    return Entry(
        title=_BRACES.sub("", one.get("title", "")),
        url=address.replace("\\", ""),
        tags=_words(one.get("keywords", "")),
        note=_BRACES.sub("", one.get("abstract", "")),
        outlet=_BRACES.sub("", outlet),
        people=tuple(_BRACES.sub("", turned_name(name)) for name in re.split(r"\sand\s", one.get("author", ""))),
        published=_day(printed),
        printed_date=printed,
        language=one.get("langid") or one.get("language") or "",
        needs_address=False,
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in re.split(r"[,;]", text))


def _month(text: str) -> str:
    if text.isascii() and text.isdigit() and len(text) < 3:
        return f"{int(text):02}"
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    return f"{months.index(text[:3].lower()) + 1:02}" if text[:3].lower() in months else ""


def is_csl(raw: bytes, name: str | None = None) -> bool:
    """Whether a file is a JSON list of references: objects with a type and a field that only CSL has."""
    head = head_of(raw).lstrip()
    return head.startswith("[") and '"type"' in head and _CSL.search(head) is not None


def read_csl(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The references of a CSL-JSON file. Raises Unreadable."""
    found = load(raw, "a bibliography (CSL-JSON)")
    entries = [_csl(one) if isinstance(one, dict) else Entry(title=str(one)[:200]) for one in found]
    return sheet_of(entries, what="a bibliography (CSL-JSON)", media_type="application/vnd.citationstyles.csl+json")


def _csl(one: dict[str, Any]) -> Entry:
    def text(key: str) -> str:
        value = one.get(key)
        return value if isinstance(value, str) else ""

    authors = one.get("author")
    people = [person for person in authors if isinstance(person, dict)] if isinstance(authors, list) else []
    names = (f"{person.get('given') or ''} {person.get('family') or ''}".strip() for person in people)
    published = _parts(one.get("issued"))
    return Entry(
        title=text("title"),
        url=text("URL"),
        tags=_words(text("keyword")),
        note=text("abstract"),
        outlet=text("container-title") or text("publisher"),
        people=tuple(name for name in names if name),
        published=published,
        printed_date=published[0] if published else "",
        language=text("language"),
        needs_address=False,
    )


def _parts(issued: Any) -> tuple[str, str] | None:
    """A date of CSL: {"date-parts": [[2025, 5, 4]]}, or a text under "raw" or "literal"."""
    if not isinstance(issued, dict):
        return None
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return _day("-".join(str(part) for part in parts[0][:3]))
    return _day(str(issued.get("raw") or issued.get("literal") or ""))


def is_zotero_rdf(raw: bytes, name: str | None = None) -> bool:
    """Whether a file is RDF with Zotero's own names in it."""
    root = root_of(raw)
    return root is not None and root.name == "RDF" and bool({_NS["z"], _NS["bib"]} & root.namespaces)


def read_zotero_rdf(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Sheet:
    """The items of an RDF file of Zotero. Raises Unreadable."""
    root = parse(raw, "a bibliography (Zotero RDF)")
    return sheet_of(_rdf(root), what="a bibliography (Zotero RDF)", media_type="application/rdf+xml")


def _rdf(root: "etree._Element") -> Iterator[Entry]:
    """The items: elements with a title and a type of Zotero's, but not its attachments, notes and collections."""
    for item in root:
        if not isinstance(item.tag, str) or etree.QName(item).localname in ("Collection", "Memo", "Attachment"):
            continue
        if item.find("z:itemType", _NS) is None or item.findtext("z:itemType", "", _NS) in ("attachment", "note"):
            continue
        printed = item.findtext("dc:date", "", _NS)
        people = item.findall("bib:authors//foaf:Person", _NS)
        names = [
            " ".join(
                part.strip()
                for part in (
                    person.findtext("foaf:givenName", "", _NS) or person.findtext("foaf:givenname", "", _NS),
                    person.findtext("foaf:surname", "", _NS),
                )
                if part.strip()
            )
            for person in people
        ]
        yield Entry(
            title=item.findtext("dc:title", "", _NS),
            url=item.findtext("dc:identifier//rdf:value", "", _NS) or item.get(f"{{{_NS['rdf']}}}about") or "",
            tags=tuple(tag for tag in ((one.text or "") for one in item.findall("dc:subject", _NS)) if tag),
            note=item.findtext("dcterms:abstract", "", _NS),
            outlet=item.findtext("dcterms:isPartOf//dc:title", "", _NS),
            people=tuple(names),
            published=iso_moment(printed) or _day(printed),
            printed_date=printed,
            language=item.findtext("z:language", "", _NS),
        )
