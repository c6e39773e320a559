"""Whose page a text copy is, by the feeds that its head names: lynx prints the titles of a page's links of that kind on
the first line, "#[1]Balaton Post RSS [2]alternate [3]Search"."""

import re

_OPENING = re.compile(r"\s*#\s?\[1\]")
_LONGEST = 2_000
_MARK = re.compile(r"\s*\[\d{1,3}\]\s*")
_FEED = r"(?:RSS|Atom|RDF)?[ -]?(?:News)?-?(?:Feeds?|feeds?|RSS|Atom|RDF)(?: ?[\d.]+)?"
_BEHIND = re.compile(rf"(?P<name>.+?)[\s:|–—-]*(?<![^\W\d_])\(?{_FEED}\)?")
_BEFORE = re.compile(rf"(?:.{{0,60}}\s)?{_FEED}(?:\s[-–—|:]|\sfor|\sof|\svon|:)\s(?P<name>.+)")
_FEED_ENDS = re.compile(rf"{_FEED}$")
_PARTED = re.compile(r"\s[»›]\s")
_NAME = re.compile(r"[^\W_][\w.,&'’! +-]{1,58}")
_COMMENTS = re.compile(r"\b[ck]omment", re.IGNORECASE)
_GENERIC = frozenset(
    "alternate main news latest headlines all posts articles blog site home search subscribe stories newest daily "
    "feed full default entries content nachrichten aktuell alle artikel".split()
) | {"top stories", "latest news", "all news", "all posts", "breaking news", "top news", "all stories"}
_LONGEST_NAME, _LONGEST_TITLE = 6, 200


def outlet_of_feeds(text: str) -> str | None:
    """The name that the feeds of a copied page share, or None where its first line names no feed, or several names."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    line = re.split(r"\n\s*\n", text[opening.end() : opening.end() + _LONGEST], maxsplit=1)[0]
    names = [name for part in _MARK.split(" ".join(line.split())) if (name := _name_in(part))]
    if not names:
        return None
    shortest = min(names, key=len)
    return shortest if all(name.startswith(shortest) for name in names) else None


def _name_in(title: str) -> str | None:
    """The name in the title of a feed: "Balaton Post » Feed", "Balaton Post RSS", "Sport RSS-Feed - Balaton Post"."""
    if len(title) > _LONGEST_TITLE:
        return None
    parts = _PARTED.split(title)
    if len(parts) > 1:
        return _named(parts[0]) if _FEED_ENDS.search(parts[-1]) else None
    if _COMMENTS.search(title):
        return None
    match = _BEHIND.fullmatch(title) or _BEFORE.fullmatch(title)
    return _named(match["name"]) if match else None


def _named(text: str) -> str | None:
    name = text.strip(" -–—|:.,")
    plain = name.casefold()
    fits = _NAME.fullmatch(name) and len(name.split()) <= _LONGEST_NAME
    return name if fits and plain not in _GENERIC and any(map(str.isupper, name)) else None


__all__ = ["outlet_of_feeds"]
