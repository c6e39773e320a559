"""The words beside a number by which a text says how exact it is meant: about, more than, mehr als, plus de, 約.

Each has one name, the English one, by which figures are kept and compared.
"""

from __future__ import annotations

import re

_HEDGES: dict[str, str] = {
    "at least": (
        r"at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of|mindestens|wenigstens|zumindest|"
        r"au moins|al menos|por lo menos|almeno|pelo menos|ao menos|minstens|ten minste|minst|åtminstone|mindst|"
        r"co najmniej|przynajmniej|как минимум|не менее|щонайменше|не менше|legalább|en az|少なくとも|至少|최소"
    ),
    "more than": (
        r"more than|over|upwards? of|above|well over|in excess of|mehr als|über|gut|plus d[e’']|au-delà de|más de|"
        r"più di|oltre|mais de|meer dan|ruim|mer än|mere end|mer enn|över|drygt|ponad|więcej niż|более|больше|"
        r"свыше|понад|більше|több mint|أكثر من|ما يزيد على|超过|超過|逾"
    ),
    "fewer than": (
        r"fewer than|less than|under|below|weniger als|unter|moins d[e’']|menos de|meno di|minder dan|mindre än|"
        r"mindre enn|mindre end|mniej niż|poniżej|менее|меньше|менше|kevesebb mint|أقل من|不到"
    ),
    "nearly": (
        r"nearly|almost|close to|just under|fast|knapp|beinahe|nahezu|près d[e’']|presque|casi|quasi|quase|bijna|"
        r"nästan|knappt|nesten|næsten|prawie|niemal|blisko|почти|майже|közel|قرابة|ما يقرب من|近"
    ),
    "up to": (
        r"up to|as many as|no more than|not more than|at most|höchstens|bis zu|au plus|jusqu['’]à|como máximo|"
        r"hasta|al massimo|fino a|até|hoogstens|högst|upp till|opptil|op til|najwyżej|не более|не більше|nawet|до|"
        r"حتى|最大で|最多"
    ),
    "about": (
        r"about|around|roughly|approximately|some|an estimated|circa|ca\.|rund|etwa|ungefähr|zirka|schätzungsweise|"
        r"environ|quelque|à peu près|autour d[e’']|unos|unas|alrededor de|aproximadamente|en torno a|cerca de|"
        r"intorno a|ongeveer|zo[’']n|rond|omkring|ungefär|cirka|runt|około|ok\.|около|примерно|приблизительно|"
        r"близько|приблизно|körülbelül|mintegy|yaklaşık|نحو|حوالي|約|およそ|大约|大約|약"
    ),
}
"""The one name of a hedge -> the words for it, in the languages of the desk."""
HEDGE = rf"(?:{'|'.join(_HEDGES.values())})"
"""Words before a number that say how exact it is; no group of its own."""
_HEDGE_OF = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _HEDGES.items()]
_BEHIND: dict[str, str] = {
    "about": r"\sor\s(?:so|thereabouts)\b|前後|左右|程度|ほど|정도",
    "at least": r"(?:-|\s)plus\b|\+|\sor\smore\b|\s(?:oder|und)\smehr\b|\sou\splus\b|\so\smás\b|以上|이상",
    "more than": r"超|余り|여",
}
BEHIND = rf"(?:{'|'.join(_BEHIND.values())})"
"""Words behind a number that say how exact it is, with what parts them from it; no group of its own."""
_BEHIND_OF = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _BEHIND.items()]


def hedge_of(words: str | None) -> str:
    """The one name of words before a number that say how exact it is ("no fewer than" is "at least"); "" for none."""
    text = " ".join((words or "").split())
    return next((name for name, pattern in _HEDGE_OF if text and pattern.fullmatch(text)), "")


def hedge_behind(words: str | None) -> str:
    """The same for words behind it ("or so" is "about")."""
    return next((name for name, pattern in _BEHIND_OF if words and pattern.fullmatch(words)), "")
