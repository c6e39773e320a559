"""The first look at a file: the beginning of its text in whatever encoding, and the root element of an XML document."""

import codecs
import re
from dataclasses import dataclass

_HEAD = 8192
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    # without a mark: "<" or "{" or a space as the encoding writes it (https://www.w3.org/TR/xml/#sec-guessing)
    (b"\x00\x00\x00<", "utf-32-be"), (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<", "utf-16-be"), (b"<\x00", "utf-16-le"), (b"\x00{", "utf-16-be"), (b"{\x00", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)  # fmt: skip
_BEFORE_ROOT = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[(?:[^\]\"']|\"[^\"]*\"|'[^']*')*\]\s*)?>)",
    re.IGNORECASE | re.DOTALL,
)
_ROOT = re.compile(r"<(?:(?P<prefix>[\w.-]+):)?(?P<name>[A-Za-z_][\w.-]*)(?P<attributes>[^<>]*)")
_NAMESPACE = re.compile(r"""xmlns(?::(?P<prefix>[\w.-]+))?\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")


@dataclass(frozen=True, slots=True)
class Root:
    """The root element of an XML document: its local name, its namespace ("" for none), its start tag's attributes as
    they are written, and the namespaces that it declares."""

    name: str
    namespace: str
    attributes: str
    namespaces: frozenset[str]


def encoding_of(raw: bytes) -> str | None:
    """The encoding that a file's first bytes show (a mark, or how they write "<" or "{"), or None."""
    return next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)


def head_of(raw: bytes) -> str:
    """The first few thousand characters of a file, in the encoding that its first bytes show, else as Latin-1."""
    return raw[:_HEAD].decode(encoding_of(raw) or "latin-1", "replace").lstrip("\ufeff")


def root_of(raw: bytes) -> Root | None:
    """The root element of a file that looks like XML, or None."""
    head = head_of(raw)
    place = 0
    while found := _BEFORE_ROOT.match(head, place):
        place = found.end()
    root = _ROOT.match(head, place)
    if root is None:
        return None
    declared = {
        found["prefix"] or "": found["double"] if found["double"] is not None else found["single"]
        for found in _NAMESPACE.finditer(root["attributes"])
    }
    return Root(root["name"], declared.get(root["prefix"] or "", ""), root["attributes"], frozenset(declared.values()))


def opens_json(raw: bytes, bracket: str = "{") -> bool:
    """Whether a file's first character is that of a JSON object (or, with "[", of an array)."""
    return head_of(raw).lstrip().startswith(bracket)
