"""Whose an HTML page is that does not say so for machines: by where its links lead and the name at its top and foot.

Both only confirm what the title of the page's window says behind the headline; alone they name anything.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import html

from stories.extraction.furniture_abroad import names_picture
from stories.text.addresses import host_of
from stories.text.names import fold

_MOST_LINKS, _FEWEST_LINKS = 300, 3
_MOST_BOXES = 400
_FEWEST_WORDS, _MOST_WORDS, _LONGEST_BOX = 2, 6, 200
_BRAND = re.compile(r"(?:^|[-_ ])(?:logo|brand|site-?(?:title|name)|masthead)(?:$|[-_ ])", re.IGNORECASE)
_RIGHTS = re.compile(r"^.{0,60}?(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*", re.IGNORECASE)


def linked_host(tree: html.HtmlElement) -> str | None:
    """The address to whose host most of the whole addresses lead that a page links to: its own site, as a rule. None
    where these are few, or lead to many hosts."""
    links = (link.get("href") or "" for link in itertools.islice(tree.iter("a"), _MOST_LINKS))
    whole = [link for link in links if link.startswith(("http://", "https://"))]
    hosts = Counter(host for link in whole if (host := host_of(link)))
    best = next(iter(hosts.most_common(1)), None)
    return f"https://{best[0]}/" if best and best[1] >= _FEWEST_LINKS and best[1] * 3 >= 2 * len(whole) else None


def shown_name(tree: html.HtmlElement, parts: Sequence[str]) -> str | None:
    """The last part of the title of a window, behind the headline, where the page shows it as its own name too: as all
    of its header, as its logo, or behind the copyright sign at its foot. None for one word, as sections are called."""
    name = parts[-1].strip() if len(parts) > 1 else ""
    if not _FEWEST_WORDS <= len(name.split()) <= _MOST_WORDS or not name[:1].isupper():
        return None
    own = fold(name)
    return name if own and any(own == fold(shown) for shown in itertools.islice(_shown(tree), _MOST_BOXES)) else None


def _shown(tree: html.HtmlElement) -> Iterator[str]:
    for box in tree.iter("header", "footer", "img", "a", "div", "span", "p", "small"):
        named = f"{box.get('class') or ''} {box.get('id') or ''}"
        if box.tag == "img":
            around = box.getparent()
            home = around is not None and around.get("href") in ("/", "./")
            if box.get("alt") and (home or _BRAND.search(named)):
                yield box.get("alt", "").removesuffix(" logo").removeprefix("Logo ")
            continue
        brand = box.tag == "header" or _BRAND.search(named) or (box.tag == "a" and box.get("href") in ("/", "./"))
        if not brand and box.tag in ("a", "div"):
            continue
        text = " ".join(box.text_content().split())[: _LONGEST_BOX + 1]
        if brand and len(text) <= _LONGEST_BOX:
            yield text
        rights = _RIGHTS.match(text) if len(text) <= _LONGEST_BOX and not names_picture(text) else None
        if rights:
            yield re.split(r"[.|·–—]", text[rights.end() :])[0]
