"""What an editor should look at in a clipping, as sentences."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from stories.extraction.reading import Clipping
from stories.extraction.shape import ends_sentence, is_prose, size
from stories.extraction.stamped_lines import may_sign
from stories.text.bylines import names_act
from stories.text.checking import NO_DATE, NO_OUTLET
from stories.text.names import fold

if TYPE_CHECKING:
    from stories.extraction.compose import Facts

_YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b")
_READERS = r"(?:paying |premium |registered |digital )?(?:subscribers?|members?|readers?)"
_WALL = re.compile(
    r"\b(?:subscribe|sign up|register|log ?in|sign ?in|join|create an? (?:free )?account)\b[^.!?\n]{0,50}"
    r"\b(?:to|and)\s+"
    r"(?:continue|keep|read (?:the (?:full|rest|whole)|more|on|this)|unlock|access|finish)|"
    r"\bto (?:continue|keep|finish) reading\b|\bcontinue reading (?:this|the|with|your)\b|"
    r"\b(?:article|story|content|report|post) is (?:only |exclusively )?(?:available |reserved |accessible )?"
    rf"(?:only )?(?:for|to) (?:our )?{_READERS}\b|\b(?:exclusive|only) (?:for|to) (?:our )?{_READERS}\b|"
    rf"\b{_READERS}[- ]only (?:article|story|content)\b|\balready (?:a|an) (?:subscriber|member)\b|"
    r"\bthe (?:rest|remainder) of (?:this|the) (?:article|story)\b|\byou(?:'|’)?ve (?:read|reached) your\b|"
    r"\bf(?:ür|uer) abonnent|\bweiterlesen mit\b|\bjetzt (?:weiterlesen|testen)\b|"
    r"\babo(?:nnement)? (?:lesen|abschließen)\b|"
    r"\br[ée]serv[ée]e? (?:à nos |aux )abonn[ée]s\b|\bil vous reste\b[^.\n]{0,30}\bà lire\b|\bpour lire la suite\b|"
    r"\b(?:exclusivo|sólo|solo) para (?:nuestros )?suscriptores\b|\bpara (?:seguir|continuar) leyendo\b|"
    r"\briservato agli abbonati\b|\bper continuare a leggere\b|\bpara (?:assinantes|continuar lendo)\b|"
    r"有料会員限定|会員限定記事|続きを読むには|残り\s?\d+\s?文字",
    re.IGNORECASE,
)
"""What a page prints where its text stops for those who have not paid or signed in."""
_WALL_WORDS = (
    *("subscribe", "sign up", "register", "login", "log in", "signin", "sign in", "join", "account", "reading"),
    *("member", "reader", "rest of", "remainder of", "read your", "reached your", "abonn", "weiterlesen", "testen"),
    *(" lesen", "abschliessen", "vous reste", "lire la suite", "suscriptores", "leyendo", "abbonati", "leggere"),
    *("assinantes", "lendo", "会員限定", "続きを読むには", "残り"),
)
"""One of these is in all that _WALL finds, once case is folded: to look for them costs a hundredth of it."""
_NEAR_END = 500
"""Characters behind a story's last text within which such words are about it."""
_LONG_TEXT = 6_000
"""Characters of a story from which words of that kind behind it are the outlet's advertisement for itself."""
_CUT = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.|more)\]|\(more\)|\b(?:read|show) (?:more|on)|\bcontinue reading)\W*$", re.IGNORECASE
)
_LINE = re.compile(r"[^\s].*")
_MOST_UNSIGNED, _MOST_LINES = 2, 20
"""Lines that are said to be so, and lines under a headline that are looked at."""
_BROKEN = re.compile(r"(?:\.\.\.|…|[\w,;:*-])$")


def doubts_of(clipping: Clipping, *, text: str, facts: "Facts", problems: list[str], last: int) -> Clipping:
    """The clipping with its doubts set. `problems` are what reading its dates already found; `last` ends the page."""
    found = [*_missing(clipping, facts), *problems]
    if clipping.published is None and not problems:
        found.append(NO_DATE)
    found += _date_doubts(clipping, facts)
    found += _caption_doubts(clipping, facts)
    if _breaks_off(clipping, text, last):
        found.append("The text breaks off at the end of the page.")
    found += _cut_short(clipping, text)
    found += _unsigned(clipping, text, facts)
    return replace(clipping, doubts=tuple(dict.fromkeys(found)))


def _missing(clipping: Clipping, facts: "Facts") -> list[str]:
    found = []
    spans = [block.role for block in clipping.spans]
    if clipping.headline is None:
        found.append("No headline was found.")
    elif "headline" not in spans:
        found.append("The headline is not in the text of the page; it comes from the page's own description.")
    elif "paragraph" in spans and spans.index("paragraph") < spans.index("headline"):
        found.append("The page opens without a headline; its first heading was taken.")
    if clipping.outlet is None:
        found.append(NO_OUTLET)
    return found


def _date_doubts(clipping: Clipping, facts: "Facts") -> list[str]:
    if clipping.published is None or facts.captured_at is None:
        return []
    latest = (facts.captured_at.date() + timedelta(days=1)).isoformat()
    if clipping.published[:10] > latest[: len(clipping.published)]:
        return ["The date lies after the capture of the page."]
    return []


def _caption_doubts(clipping: Clipping, facts: "Facts") -> list[str]:
    """A caption whose year is well before the story, or, in a summary, one that shares no word with it."""
    if clipping.completeness == "full":
        return []
    year = _year_of(clipping.published) or (facts.captured_at.year if facts.captured_at else None)
    story = _words(f"{clipping.headline or ''} {clipping.dek or ''}")
    for caption in clipping.captions:
        words = caption["text"] or ""
        years = [int(found) for found in _YEAR.findall(words)]
        if years and year and max(years) < year - 5:
            return [f"The caption may belong to another story: its picture is of {max(years)}."]
        if words and story and not _words(words) & story:
            return ["The caption may belong to another story: it shares no word with this one."]
    return []


def _words(text: str) -> set[str]:
    return {word for word in fold(text).split() if len(word) > 3}


def _unsigned(clipping: Clipping, text: str, facts: "Facts") -> list[str]:
    """The lines between headline and text that may name who wrote the story, or somebody or something that it is about:
    no byline is made of those. With markup only those whom an interview is by or with."""
    roles = {block.role: block for block in reversed(clipping.spans)}
    if clipping.byline or not {"headline", "paragraph"} <= roles.keys():
        return []
    start, end = roles["headline"].end, roles["paragraph"].start
    other = {block.start for block in clipping.spans if block.role != "date"}
    found = []
    for match in islice(_LINE.finditer(text, start, max(start, end)), _MOST_LINES):
        line = match[0].strip()
        if match.start() not in other and may_sign(line) and (names_act(line) or not facts.meta.title):
            found.append(f"“{line}” under the headline may name who wrote the story, or what it is about.")
    return found[:_MOST_UNSIGNED]


def _year_of(published: str | None) -> int | None:
    return int(published[:4]) if published else None


def _breaks_off(clipping: Clipping, text: str, last: int) -> bool:
    """Whether the last text of the page is a paragraph that stops in the middle of a sentence."""
    texts = [block for block in clipping.spans if block.role in ("paragraph", "dek", "answer")]
    if not texts or texts[-1].end < last:
        return False
    tail = text[texts[-1].start : texts[-1].end].rstrip()
    broken = _BROKEN.search(tail[-4:]) is not None and not (ends_sentence(tail) and not tail.endswith(("...", "…")))
    return broken and (is_prose(tail) or size(tail) >= 3 or tail.startswith(("*", "-")))


def _cut_short(clipping: Clipping, text: str) -> list[str]:
    """Whether the text stops at a paywall, or says itself that there is more of it."""
    texts = [block for block in clipping.spans if block.role in ("paragraph", "dek", "answer")]
    if not texts or len(clipping.body) > _LONG_TEXT:
        return []
    last = texts[-1]
    tail = text[max(last.start, last.end - _NEAR_END) : last.end].strip()
    wall = _wall_in(text[max(last.start, last.end - _NEAR_END) : last.end + _NEAR_END])
    if wall:
        words = " ".join(wall[0].split())
        return [f"Only the beginning of the text may be here: the page says “{words[:80]}” behind it."]
    if _CUT.search(tail):
        return [f"Only the beginning of the text may be here: it ends with “{' '.join(tail[-30:].split())}”."]
    return []


def _wall_in(text: str) -> re.Match[str] | None:
    folded = text.casefold()
    return _WALL.search(text) if any(word in folded for word in _WALL_WORDS) else None
