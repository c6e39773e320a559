"""The times that stand over the entries of a live blog, alone ("14.32 Uhr", "18h40", "午後2時32分") or before the words
of the entry, and whether a page calls itself live.
"""

import re
from collections.abc import Sequence

from stories.extraction.lines import Line
from stories.extraction.shape import ends_sentence
from stories.text.relative_dates import counted_back, may_count_back

_CLOCK = (
    r"(?P<e>(?:午前|上午|오전|早上)|(?P<l>午後|下午|오후|晚上))?\s?(?P<h>[01]?\d|2[0-4])(?P<s>\s?[:：.h時时点點시]\s?)"
    r"(?P<m>[0-5]\d)(?::[0-5]\d)?[分분]?(?!\d)\s?(?P<p>[ap]\.?m\b\.?)?"
)
_ZONE = r"(?:\s?(?:uhr|uur|h|hrs?|local time|UTC[+-]\d{1,2}(?::?\d\d)?|(?-i:[A-Z]{2,5}|\([A-Z]{2,5}\))))?"
_BEFORE = r"(?:updated?|posted|published|last updated|at|um|à|ore|a las|às|alle|kl|klo|godz|om|в|о)\b[.:]?\s*"
_STAMP = re.compile(rf"\W*(?:{_BEFORE}){{0,3}}{_CLOCK}{_ZONE}\W*", re.IGNORECASE)
_OPENS = re.compile(
    rf"\W*(?P<k>(?:kl|klo|godz|ore|às)\b\.?\s?)?{_CLOCK}(?P<z>{_ZONE})\s*(?:[-–—:：|•·]\s*)?(?=[^\W\d]|[\"“„'‘«「])",
    re.IGNORECASE,
)
_SURE_ZONE = re.compile(
    r"(?:uhr|uur|h|hrs?|WIB|WITA|WIT|GMT|UTC\S*|[CEW]E?S?T|E[SD]T|P[SD]T|MES?Z|BST|[IJKH]ST|MSK)\b", re.IGNORECASE
)
"""What stands behind a time of day and not behind the number of a chapter."""
_AGO = re.compile(r"\W*(?:\d{1,2}\s?(?:s|m|h|sec|min|mins|minutes?|hours?|hrs?)\s*){1,2}ago\W*", re.IGNORECASE)
_WITHIN = re.compile(rf"(?<![\d./-]){_CLOCK}(?![./-]?\d)", re.IGNORECASE)
"""A time of day in a line of dates, and no part of one ("12.05.2025")."""
_DIGIT = re.compile(r"\d")
_EVERYDAY = "ticker|ライブ|直播|실시간|مباشر"
"""Words that stand for all sorts of things in the midst of a headline (a share's ticker, sales by 直播)."""
_PARTED_BEFORE, _PARTED_BEHIND = r"[\[【（(|｜:：·•–—-][ \u3000]*", r"[ \u3000]*[\]】）)|｜:：·•–—]"
_CALLED = re.compile(
    r"\blive[ -]?(?:blog|ticker|updates?|coverage|feed|text|report(?:ing)?)\b|\blive\s*[:–|-]|[:–|-]\s*live\b|"
    r"\bas it happened\b|\b(?:minute by minute|minuto (?:a|por) minuto|minute par minute|minuut tot minuut)\b|"
    r"\b(?:news-?ticker|news-?blog|im ticker|ticker zu[mr]?)\b|"
    r"\b(?:en (?:direct|vivo|directo)|in diretta|ao vivo|em direto|na żywo|"
    r"canlı (?:anlatım|yayın|blog|gelişmeler)|dakika dakika|direktrapport\w*|liverapport\w*|liveuppdatering\w*|"
    r"följ .{0,40}\bdirekt|percről percre|hetki hetkeltä|minut cu minut|laporan langsung|trực tiếp|λεπτό προς λεπτό|"
    r"онлайн-трансляция|"
    r"прямая трансляция|текстовая трансляция|прямий ефір|بث مباشر|البث المباشر|تغطية مباشرة|لحظة بلحظة)\b|"
    r"速報(?!値)|ライブ(?:ブログ|配信|中継)|(?:文字|图文|圖文)直播|直播中|실시간 중계|문자 ?중계|"
    r"(?m:^)[^\w\n]*مباشر\b(?=.*\w)|"
    rf"{_PARTED_BEFORE}(?:{_EVERYDAY})(?:{_PARTED_BEHIND}|[ \u3000]*(?m:$))|(?<!\w)(?:{_EVERYDAY}){_PARTED_BEHIND}",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"\W*(?:(?:one|\d+) )?(?:comments?|responses?|replies|thoughts? on|kommentare?|antworten|comentarios?|respuestas?|"
    r"commentaires?|réponses?|réactions?|commenti|risposte|reacties|kommentarer|comentários?|komentarze|комментари\w+|"
    r"yorumlar?|σχόλια|hozzászólások|komentar|コメント|(?:ال)?تعليقات|评论|評論|留言|댓글)\b",
    re.IGNORECASE,
)
_COMMENTS_ALONE = re.compile(
    r"\W*(?:\d+\s?[条條則则개]?\s?)?(?:reader |all |全部|网友|網友|读者)?(?:comments?|(?:leser)?kommentare?|"
    r"comentarios?|commentaires?|commenti|reacties|kommentarer|comentários?|komentarze|комментари[ийев]+|коментар[іиїв]+|"
    r"yorumlar?|σχόλια|hozzászólások|komentar|コメント|(?:ال)?تعليقات|评论|評論|留言|댓글)\s?(?:\W?\d+\s?[件条條개]?)?\W*",
    re.IGNORECASE,
)
"""A line that says nothing but that comments follow: on a page that calls itself live others may head an entry."""
_LIVE_PATH = re.compile(r"/live/|[/-](?:live-?(?:blog|ticker|updates?)|en-direct|en-vivo|in-diretta|ao-vivo)\b")
_LONGEST = 60
_FEWEST_BEHIND, _FEWEST_SURE = 5, 2
"""Words of a short line that begins with what may be its time or the number of a chapter, and with what is a time."""
_LONGEST_HEADING = 24
_NEAR_TOP, _TOP = 4, 60
_HEADED = 4
"""Words of a headline below the menus."""
FEWEST_WORDS = 2
"""Words of the shortest sentence."""


def calls_live(lines: Sequence[Line], title: str | None, url: str | None) -> bool:
    """Whether a page calls itself live by its title, its headings or the first of its lines, or by its address."""
    marked = any(line.tag for line in lines)
    if marked:
        heads = [line.text for line in lines if line.tag == "h1"]
    else:
        # below the menus of a copied page, in whose entries "Live" is the name of a section
        heads = [line.text for line in lines[:_NEAR_TOP]]
        heads += [line.text for line in lines[_NEAR_TOP:_TOP] if line.words >= _HEADED and not line.bulleted]
    opening = " \n ".join([title or "", *(text[:200] for text in heads)])
    return _CALLED.search(opening) is not None or (url is not None and _LIVE_PATH.search(url) is not None)


def tells(line: Line) -> bool:
    """Whether a line is running text, or a sentence however short."""
    return line.prose or (
        line.words >= FEWEST_WORDS and ends_sentence(line.text) and not (line.dated or line.zone or line.reason)
    )


def heads_comments(line: Line, *, called: bool = False) -> bool:
    """Whether what readers wrote stands below a line: under times too, and often more than the story. `called`: whether
    the page calls itself live, whose entries may have such headings of more words."""
    if called:
        return _COMMENTS_ALONE.fullmatch(line.text) is not None
    return line.words <= _LONGEST_HEADING and not line.prose and _COMMENTS.match(line.text) is not None


def time_of(line: Line, *, called: bool = False) -> int | None:
    """The minute of the day that a line is the stamp of; -1 for a stamp of another kind; None for no stamp. `called`:
    whether the page calls itself live, so that "1.10" before a word or two is a time too."""
    if line.zone in ("navigation", "legal", "advertisement", "promotion", "most read"):
        return None
    text = line.text
    match = _clock(line, called=called) if _DIGIT.search(text[:_LONGEST]) else None
    if match is not None:
        hour = int(match["h"])
        if match["p"] or match["e"]:
            hour = hour % 12 + 12 * ((match["p"] or "a")[0].lower() == "p" or match["l"] is not None)
        return hour * 60 + int(match["m"])
    return -1 if _AGO.fullmatch(text) or (line.dated and _counts_back(text)) else None


def _clock(line: Line, *, called: bool) -> re.Match[str] | None:
    text = line.text
    if line.prose or len(text) > _LONGEST:
        return _OPENS.match(text[:_LONGEST])
    match = _STAMP.fullmatch(text)
    if match is None and line.words >= _FEWEST_SURE:
        match = _OPENS.match(text)
        if match is not None and not called and line.words < _FEWEST_BEHIND and _may_be_chapter(match):
            match = None
    return _WITHIN.search(text) if match is None and line.dated else match


def _may_be_chapter(match: re.Match[str]) -> bool:
    """Whether a number at the start of a line may be that of a chapter: "1.10 Background"."""
    return match["s"] == "." and not match["k"] and _SURE_ZONE.match(match["z"].strip()) is None


def _counts_back(text: str) -> bool:
    """Whether a date line counts hours or days back from the capture, and names no day ("vor 5 Minuten")."""
    back = counted_back(text) if may_count_back(text) else None
    return back is not None and not back.named
