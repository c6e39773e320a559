"""From bytes to text: what kind of page the bytes are, and in which encoding."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from stories.extraction.east_asian import east_asian
from stories.extraction.reading import Unreadable

LARGEST = 20 * 1024 * 1024
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9_.:-]{2,40})""")
_SIGNATURES = (
    (b"%PDF-", "a PDF file"), (b"PK\x03\x04", "a zip archive or office document"), (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"SQLite format 3", "a database"), (b"RIFF", "a media file"),
)  # fmt: skip
_ON_THE_WEB = (
    "utf_8 utf_16_le utf_16_be cp866 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_10 "
    "iso8859_13 iso8859_14 iso8859_15 iso8859_16 koi8_r koi8_u mac_roman mac_cyrillic cp874 cp1250 cp1251 cp1252 "
    "cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 gbk gb18030 big5 big5hkscs euc_jp iso2022_jp shift_jis cp932 euc_kr "
    "cp949"
).split()
"""The encodings that pages come in (https://encoding.spec.whatwg.org/#names-and-labels): no DOS code pages to guess."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f\x80-\x84\x86-\x9f\ufffd]")
_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|meta|title|span|table|h1|section)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the encoding it came in, and its media type: text/plain, text/html or application/xml."""

    text: str
    encoding: str
    media_type: str


def decode(raw: bytes) -> Decoded:
    """Decode a page: byte order mark, then UTF-8, then the declared charset, then what is plainly a language of
    East Asia, then charset-normalizer's best guess.

    Raises Unreadable for bytes that are empty, over 20 MB, a known binary format, or not text in any encoding.
    """
    if len(raw) > LARGEST:
        raise Unreadable(f"The page is larger than {LARGEST // 1048576} MB, the most that is read.")
    if not raw.strip():
        raise Unreadable("The page is empty.", text="")
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            raise Unreadable(f"This is {what}, not a page of text.")
    text, encoding = _text_of(raw)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise Unreadable("The page is empty.", text="")
    if "\x00" in text or len(_CONTROL.findall(text)) * 20 > len(text):
        raise Unreadable("This is not text: it is full of control characters.")
    return Decoded(text, encoding, _media_type(text))


def _text_of(raw: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            text = _try(raw, encoding)
            if text is not None:
                return text, encoding.removesuffix("-sig")
    text = _try(raw, "utf-8")
    if text is not None and "\x1b$" not in text:
        return text, "utf-8"
    declared = _DECLARED.search(raw[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        text = _try(raw, _codec_of(name))
        if text is not None:
            return text, name
    return _guess(raw)


def _codec_of(name: str) -> str:
    """The codec of a declared charset, as browsers take it; "" for one that no page comes in. Python knows codecs
    (unicode_escape, rot13, utf-7) that would make another text of the page."""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return ""
    if codec in ("iso8859-1", "ascii"):
        return "cp1252"
    return codec if codec in {codecs.lookup(known).name for known in (*_ON_THE_WEB, "utf_16", "utf_8_sig")} else ""


def _guess(raw: bytes) -> tuple[str, str]:
    """A guess from the first and largest part is enough, and bounds the time for a large page.

    Japanese with a menu and a name in brackets looks like a mess to charset-normalizer, so what is plain comes first.
    """
    plain = east_asian(raw)
    if plain:
        return plain
    best = from_bytes(raw[:200_000], cp_isolation=_ON_THE_WEB).best()
    encodings = [best.encoding] if best else []
    for encoding in (*encodings, "cp1252"):
        text = _try(raw, encoding)
        if text is not None:
            return text, encoding.replace("_", "-")
    if b"\x00" not in raw:
        text = raw.decode("utf-8", "replace")
        if text.count("\ufffd") * 100 <= len(text):
            return text, "utf-8"
    raise Unreadable("The page cannot be decoded: it is not text in any encoding we know.")


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding) if encoding else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _media_type(text: str) -> str:
    head = text[:2000].lstrip()
    if head.startswith("<?xml") and not _HTML.search(head):
        return "application/xml"
    if re.match(r"<(?:rss|feed|rdf:RDF)\b", head):
        return "application/xml"
    if head.startswith("<") and _HTML.search(head):
        return "text/html"
    return "text/html" if len(_HTML.findall(text[:20000])) > 5 else "text/plain"
