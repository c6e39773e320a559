"""When an HTML page says that its story came out: what is printed beside the headline, and what its markup adds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from lxml import html

from stories.extraction.draft import Page
from stories.extraction.html_article import first_text, headline_of_page
from stories.extraction.html_text import zone_of
from stories.extraction.lines import Line
from stories.extraction.reading import Meta
from stories.extraction.shape import ends_sentence
from stories.text.dates import date_within, find_date, names_update, precedes
from stories.text.dates_beside import back_within
from stories.text.months import fixed

_LONGEST, _TELLS = 25, 8
"""Words of a line that can be the stamp of a page, and of a sentence that tells a story."""
_DEK = 6
"""Lines under a headline among which its date may stand even behind running text, which is a summary then."""
_OF_ITSELF = re.compile(
    r"(?:first )?(?:published|posted)\b|veröffentlicht|erschienen|publié|publicad[oa]|pubblicato|gepubliceerd",
    re.IGNORECASE,
)
"""What begins a line that dates the page it stands on, whatever the box around it is called."""
_MOST_TIMES = 200
_OTHERS = ("related", "most read")
"""Zones of other stories."""
_LETTER = r"[^\W\u3040-\u9fff\uac00-\ud7a3]"
"""A letter or figure of a script that has spaces between its words."""
_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_YEAR = re.compile(r"[,.]?\s?((?:19|20)\d\d)\b")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:?\d\d")


def printed_day(page: Page, main: frozenset[int]) -> str | None:
    """The day that is printed beside the headline: on the lines right above it, or between it and the text."""
    for line in _beside(page, main):
        found = date_within(line.text, captured_at=page.captured_at)
        if found:
            return found.value
    return None


def contradicts(day: str, source: str, page: Page, main: frozenset[int]) -> bool:
    """Whether what is printed beside the headline counts back from the capture to another day than one that was looked
    for all over the page: more than a day before or after it, since clocks stand in several zones. A day that a machine
    wrote into the page's markup (`source`) is believed: the time of the capture may be that of an old page's import."""
    if page.captured_at is None or day in source or day.replace("-", "/") in source:
        return False
    for line in _beside(page, main):
        found = find_date(line.text, captured_at=page.captured_at) or back_within(
            line.text, captured_at=page.captured_at
        )
        if found and found.basis == "relative to capture" and found.precision == "day" and found.day:
            return abs((date.fromisoformat(day) - found.day).days) > 1
    return False


def _beside(page: Page, main: frozenset[int]) -> Iterator[Line]:
    """The short lines beside the headline that can date the page, the likeliest first."""
    headline = headline_of_page(page, main)
    if headline is None:
        return
    first = first_text(page.lines, sorted(main), headline)
    below = range(headline + 1, min(max(first + 1, headline + _DEK), headline + 16))
    for place in [*below, *range(headline - 1, max(headline - 5, -1), -1)]:
        line = page.lines[place] if place < len(page.lines) else None
        if line is None or line.words > _LONGEST:
            continue
        tells = line.words > _TELLS and ends_sentence(line.text)  # of the day on which something happened
        if (line.zone in _OTHERS or place > first or tells) and not _OF_ITSELF.match(line.text):
            continue
        yield line


def with_times(
    meta: Meta, page: Page, main: frozenset[int], times: Sequence[html.HtmlElement], home: tzinfo | None
) -> Meta:
    """What a page says of itself, with the time of day that the markup beside the headline gives to its day of
    publication (`<time datetime>`), and with when it was changed, where the line says so. A time without a zone is of
    `home`; where that is not known it names no moment."""
    published, updated = _marked(replace(page, meta=meta), main, times, home) if times else (None, None)
    if published and meta.precision != "minute" and meta.published in (None, published[:10]):
        meta = replace(meta, published=published, precision="minute")
    if updated and not meta.updated and updated != meta.published and not precedes(updated, meta.published):
        meta = replace(meta, updated=updated)
    return meta


def _marked(
    page: Page, main: frozenset[int], times: Sequence[html.HtmlElement], home: tzinfo | None
) -> tuple[str | None, str | None]:
    """The first moment beside the headline that is not said to be of a change, and the first that is. Elements in a
    box of other stories count on its own lines only: what they say ("8 May") stands in the story's lines by chance."""
    held = times[:_MOST_TIMES]
    own, every = _moments([one for one in held if not _of_others(one)]), _moments(held)
    published = updated = None
    for line in _beside(page, main) if own or every else ():
        for text, moment in (every if line.zone in _OTHERS else own).items():
            found = _found(text, moment, line.text)
            if found is None:
                continue
            if names_update(line.text[: found.start()] or text):
                updated = updated or _named(moment, home)
            elif find_date(text) or date_within(text) or page.meta.published:
                published = published or _named(moment, home)
    return published, updated


def _of_others(element: html.HtmlElement) -> bool:
    """Whether an element stands in a box of other stories: one that is called so and has no headline of a page."""
    for above in element.iterancestors():
        if zone_of(above) in _OTHERS:
            return next(above.iter("h1"), None) is None
    return False


def is_borrowed(day: str, source: str, times: Sequence[html.HtmlElement]) -> bool:
    """Whether a day that was looked for all over a page (`source`) stands only in the markup of other stories, or
    of bare numbers."""
    held = [element for element in times if (element.get("datetime") or "").strip().startswith(day)]
    return source.count(day) == len(held) > 0 and all(
        _of_others(element) or _NUMBER.fullmatch(element.text_content()) for element in held
    )


def _found(text: str, moment: str, line: str) -> re.Match[str] | None:
    """Where a line prints what an element says, as words of their own and not before the number of another year."""
    found = re.search(rf"(?<!{_LETTER}){re.escape(text)}(?!{_LETTER})", line)
    year = _YEAR.match(line, found.end()) if found else None
    return None if year and year[1] != moment[:4] else found


def _moments(times: Sequence[html.HtmlElement]) -> dict[str, str]:
    """The visible texts of such elements and the moment that each is marked with: of a text that stands for several
    ("2 hours ago", on teasers too) the one that is marked as that of publication, else none."""
    found: dict[str, dict[str, bool]] = {}
    for element in times:
        said = (element.get("datetime") or "").strip()
        text = " ".join(element.text_content().split()) if _MOMENT.match(said) else ""
        if text:
            own = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
            found.setdefault(text, {})[said] = own
    told = {}
    for text, moments in found.items():
        sure = [said for said, own in moments.items() if own] or list(moments)
        if len(sure) == 1:
            told[text] = sure[0]
    return told


def _named(said: str, home: tzinfo | None) -> str | None:
    try:
        moment = datetime.fromisoformat(re.sub(r"([+-]\d{2})(\d{2})$", r"\1:\2", said))
    except ValueError:
        return None
    if moment.tzinfo is None and home is None:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=home)
    return fixed(moment.replace(second=0, microsecond=0)).isoformat()


def as_printed(meta: Meta, printed: str | None, days: frozenset[str]) -> Meta:
    """What a page says of itself, its day as printed where its machine-written time in UTC falls on the day after (or
    before) it: the outlet's own day is the day of publication. So also where its machine-written days disagree and the
    printed one is among them."""
    if not printed or not meta.published or printed == meta.published[:10]:
        return meta
    apart = abs(date.fromisoformat(printed) - date.fromisoformat(meta.published[:10])).days
    local = meta.published.endswith("+00:00") and apart == 1
    return replace(meta, published=printed, precision="day") if local or printed in days else meta
