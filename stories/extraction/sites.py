"""Whose page it is: by its address, by what it says of itself, by labels that only one outlet prints."""

import re
from collections import Counter
from collections.abc import Sequence

from stories.extraction.feed_titles import outlet_of_feeds
from stories.extraction.furniture_abroad import names_picture
from stories.extraction.known_outlets import outlet_at, outlet_labelled, outlet_named
from stories.extraction.masthead import names_paper
from stories.extraction.reading import LEFT_OUT, Block, Meta
from stories.extraction.shape import is_label
from stories.text.addresses import spells_host
from stories.text.given_words import begins_as_people
from stories.text.names import fold
from stories.text.paper_words import called_as_papers, called_behind_article, named_as_papers

_NAME = r"(?P<name>[A-Z0-9][\w&.'’-]*(?: (?:of|the|and|for|[A-Z0-9][\w&.'’-]*)){0,5})"
_PLAIN = r"(?P<name>[A-Z0-9][\w&.'’-]*(?: [A-Z0-9][\w&.'’-]*){0,3})"
_OWN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:(?:[Dd]ownload|DOWNLOAD|[Gg]et|[Ii]nstall|[Oo]pen|[Tt]ry|[Tt]he|[Oo]ur) )*{_PLAIN} (?:[Aa]pp|APP)\b",
        rf"(?:©|\([Cc]\)|[Cc]opyright)\s*(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?)?,?\s*(?:by )?{_NAME}",
        rf"{_NAME}[.,]? [Aa]ll rights reserved",
        rf"^[\s*#-]*[Mm](?:ore from|ORE FROM) {_NAME}\s*$",
        rf"\b[Ww]elcome to {_NAME}",
        rf"\b(?:[Ss]ubscribe to|[Ff]ollow|[Aa]bout|[Ss]upport) {_NAME}\s*(?:on\b.*|newsletters?\b.*)?$",
    )
)
# "© 2025 The Sea Desk. All rights reserved": the name ends at the full stop
_SENTENCE_END = re.compile(r"(?<=\w{4})\.(?: .*)?$| All$")
_LONGEST = 300
_LONGEST_NAME = 6
_NOT_NAMES = frozenset(
    "the us our this we your app now story article all twitter facebook today free google apple news mobile".split()
)


def site_of(text: str, blocks: Sequence[Block], url: str | None, meta: Meta) -> str | None:
    """The outlet or aggregator whose page this is, or None where nothing says so.

    An address of a known outlet settles it. Then labels and kickers; then what the left-out lines say; then the
    site's name in the markup; last what the feeds are called that a text copy names.
    """
    stated = whose(url, meta)
    if stated:
        return stated
    short = [block for block in blocks if block.end - block.start <= _LONGEST]
    labels = Counter(name for block in short if (name := _labelled(text[block.start : block.end].strip())))
    if labels:
        return labels.most_common(1)[0][0]
    for pattern in _OWN:
        for block in short:
            if block.role == LEFT_OUT and not names_picture(text[block.start : block.end].strip()):
                match = pattern.search(text[block.start : block.end].strip())
                printed = match["name"] if match else ""
                name = _SENTENCE_END.sub("", printed)
                if name and name.casefold() not in _NOT_NAMES:
                    return outlet_named(printed) or outlet_named(name) or name
    feed = outlet_of_feeds(text)
    return (outlet_named(feed) or feed) if feed else None


def whose(url: str | None, meta: Meta) -> str | None:
    """The outlet by a page's address and its own word alone, or None."""
    known = outlet_at(url) if url else None
    if known or not meta.site:
        return known
    return outlet_named(meta.site) or meta.site


def spelled_by_host(parts: Sequence[str], url: str | None) -> str | None:
    """Of the parts of a window's title the first that the page's own host spells ("Levant Daily" at
    levantdaily.example): the name of whoever publishes there. None without one. A title of the house ("Japan News" at
    japannews.yomiuri.co.jp) stands last, and no part names the house."""
    address = url or ""
    fits = [part.strip() for part in parts if address and 1 <= len(part.split()) <= _LONGEST_NAME]
    named = next((name for name in fits if spells_host(name, address, domain_alone=True)), None)
    if named or not fits or fits[-1] != parts[-1].strip():
        return named
    return fits[-1] if spells_host(fits[-1], address) else None


def behind_title(parts: Sequence[str], printed: Sequence[str]) -> str | None:
    """The outlet that the last of the parts of a window's title names behind the headline, where it is surely named as
    papers are ("Ferry vote put off – Werraer Bote") and no heading that is printed has it with other words; else
    None."""
    name = parts[-1].strip() if parts else ""
    if not any(map(str.strip, parts[:-1])) or not _is_paper(name):
        return None
    own = fold(name)
    return None if any(own in fold(one) != own for one in printed) else outlet_named(name) or name


def _is_paper(name: str) -> bool:
    if outlet_named(name) or called_as_papers(name):
        return outlet_named(name) is not None or named_as_papers(name)
    if called_behind_article(name):
        return True
    return names_paper(name) and not begins_as_people(name.removeprefix("The "))


def _labelled(text: str) -> str | None:
    return outlet_labelled(text.strip(" *#:-")) if is_label(text) or len(text) <= 60 else None
