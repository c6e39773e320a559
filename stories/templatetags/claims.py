"""What claims say, in words: dates, states and stances as an editor reads them; figures with their unit."""

from __future__ import annotations

import re
from collections.abc import Callable

from stories.templatetags.dates import edtf_words
from stories.vocabulary import Aspect, EventStatus, Stance

_PLAIN = re.compile(
    r"(?:(?:at least|more than|fewer than|nearly|up to|about) )?(?:[\d.,]+(?: (?:trillion|billion|million))?|"
    r"dozens|scores|(?:(?:tens|hundreds) of )?thousands|hundreds|millions)"
)


def claim_words(aspect: str, value: str, unit: str = "", *, long: bool = False) -> str:
    """A stored value in words; one that means nothing to us as it is."""
    if aspect == Aspect.FIGURE:
        return figure_words(value, unit)
    shown = _WORDS.get(aspect)
    return shown(value, long) if shown and value else value


def figure_words(value: str, unit: str) -> str:
    """ "3.5" and "% of GDP" -> "3.5 % of GDP"; what an editor typed with words of its own stays as it is."""
    return f"{value} {unit}".strip() if _PLAIN.fullmatch(value) else value


def _date(value: str, long: bool) -> str:
    return edtf_words(value, long=long)


def _status(value: str, long: bool) -> str:
    return str(EventStatus(value).label) if value in EventStatus.values else value


def _stance(value: str, long: bool) -> str:
    return str(Stance(value).label) if value in Stance.values else value


_WORDS: dict[str, Callable[[str, bool], str]] = {Aspect.DATE: _date, Aspect.STATUS: _status, "stance": _stance}
