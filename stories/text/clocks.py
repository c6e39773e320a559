"""Times of day as news pages print them ("18.30 Uhr", "18h30", "午後6時30分", "6:30 p.m. ET"), and whose clock it is.

A clock names a moment only with its zone. That is the one printed behind it; else that of the country in which the
page's site says that it is, by the end of its host (.fr, .co.jp), where that country has one; else that of the page's
language, where all who print news in it have one: Japanese, German or Italian, but not English, French or Spanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo

from stories.text.addresses import host_of
from stories.text.months import ZONE_NAMES, region, zone_of

_CLOCK = re.compile(
    r"(?<![\d])(?P<h>\d{1,2})(?:(?P<s>[:.h])(?P<i>\d{2})(?!\d)(?::\d{2}(?:\.\d+)?)?)?"
    r"\s?(?:(?P<p>[ap]\.?m\b\.?)|(?P<w>(?:uhr|uur|horas|heures|hrs?|h)(?![^\W\d_])\.?)(?:\s?(?P<j>[0-5]\d)(?!\d))?|"
    r"(?:(?P<am>صباحا|صباح|ص)|(?P<pm>مساء|ظهرا|ظهر|بعد الظهر|م))\u064b?ا?(?![^\W\d_]))?",
    re.IGNORECASE,
)
"""An hour with its minutes, with "pm" (in Arabic too) or with a word or a letter for hours behind it."""
_BEFORE_CLOCK = re.compile(r"(?<![^\W\d_])(?:à|a las|às|alle|ore|kl|klo|um|om|at|godz)\.?\s{0,2}$", re.IGNORECASE)
"""What stands before a time of day in print, and not before a length of time or a price."""
_LENGTH = re.compile(r"\s?-?(?:read|ago|long|lecture|lectura)\b", re.IGNORECASE)
_EAST = re.compile(
    r"(?:(?P<am>午前|上午|早上|오전)|(?P<pm>午後|下午|晚上|오후))?\s?(?P<h>\d{1,2})\s?"
    r"(?:(?P<mark>[時时點点시])(?![間间])(?:\s?(?P<i>\d{1,2})\s?[分분](?:\s?\d{1,2}\s?[秒초])?)?|[:：](?P<c>\d{2})(?!\d))"
)
_MAY_BE_EAST = re.compile("[時时點点시午오早晚]")
_NAMED = "|".join(map(re.escape, ZONE_NAMES))
_ZONE = re.compile(
    r"[(（]?(?<![^\W\d])(?P<z>(?:utc|gmt)\s?[+\-−]\s?\d{1,2}(?::?\d{2})?|"
    rf"(?:{_NAMED})(?![^\W_])|"
    r"Z\b|[+\-−]\d{2}:?\d{2})[)）]?",
    re.IGNORECASE,
)
_LONGEST_ZONE = 30
_HOMES = {
    "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "zh": "Asia/Shanghai", "th": "Asia/Bangkok", "he": "Asia/Jerusalem",
    "tr": "Europe/Istanbul", "de": "Europe/Berlin", "it": "Europe/Rome", "nl": "Europe/Amsterdam",
    "el": "Europe/Athens", "pl": "Europe/Warsaw", "cs": "Europe/Prague", "sk": "Europe/Bratislava",
    "hu": "Europe/Budapest", "sv": "Europe/Stockholm", "da": "Europe/Copenhagen", "no": "Europe/Oslo",
    "fi": "Europe/Helsinki", "uk": "Europe/Kyiv",
}  # fmt: skip
"""Language -> the zone of those who print news in it: of one country, or of several with the same clock."""
_COUNTRIES = {
    "ae": "Asia/Dubai", "bh": "Asia/Bahrain", "dz": "Africa/Algiers", "eg": "Africa/Cairo", "iq": "Asia/Baghdad",
    "jo": "Asia/Amman", "kw": "Asia/Kuwait", "lb": "Asia/Beirut", "ma": "Africa/Casablanca", "om": "Asia/Muscat",
    "qa": "Asia/Qatar", "sa": "Asia/Riyadh", "sd": "Africa/Khartoum", "sy": "Asia/Damascus", "tn": "Africa/Tunis",
    "ye": "Asia/Aden",
    "at": "Europe/Vienna", "be": "Europe/Brussels", "bg": "Europe/Sofia", "ch": "Europe/Zurich", "cn": "Asia/Shanghai",
    "cz": "Europe/Prague", "de": "Europe/Berlin", "dk": "Europe/Copenhagen", "ee": "Europe/Tallinn",
    "es": "Europe/Madrid", "fi": "Europe/Helsinki", "fr": "Europe/Paris", "gr": "Europe/Athens",
    "hk": "Asia/Hong_Kong", "hr": "Europe/Zagreb", "hu": "Europe/Budapest", "ie": "Europe/Dublin",
    "il": "Asia/Jerusalem", "in": "Asia/Kolkata", "it": "Europe/Rome", "jp": "Asia/Tokyo", "kr": "Asia/Seoul",
    "lt": "Europe/Vilnius", "lu": "Europe/Luxembourg", "lv": "Europe/Riga", "my": "Asia/Kuala_Lumpur",
    "nl": "Europe/Amsterdam", "no": "Europe/Oslo", "nz": "Pacific/Auckland", "ph": "Asia/Manila", "pk": "Asia/Karachi",
    "pl": "Europe/Warsaw", "pt": "Europe/Lisbon", "ro": "Europe/Bucharest", "rs": "Europe/Belgrade",
    "se": "Europe/Stockholm", "sg": "Asia/Singapore", "si": "Europe/Ljubljana", "sk": "Europe/Bratislava",
    "th": "Asia/Bangkok", "tr": "Europe/Istanbul", "tw": "Asia/Taipei", "ua": "Europe/Kyiv", "uk": "Europe/London",
    "vn": "Asia/Ho_Chi_Minh", "za": "Africa/Johannesburg",
}  # fmt: skip
"""The end of a host -> the zone of its country, where that has one, or one in which its papers print."""
_PRINTS_POINT = frozenset(
    "Europe/" + city
    for city in "Amsterdam Berlin Bratislava Brussels Budapest Copenhagen Helsinki Ljubljana Madrid Oslo Prague Rome "
    "Stockholm Vienna Warsaw Zagreb Zurich".split()
)
"""Where papers print "18.30" without a word."""
_PRINTS_H = frozenset("Europe/" + city for city in "Brussels Lisbon Luxembourg Madrid Paris Zurich".split())
"""Where papers print "18h" or "18 h" without a word before it."""
_MEANT_AT_HOME = {
    "cst": {"Asia/Shanghai", "Asia/Taipei"},
    "ist": {"Europe/Dublin", "Asia/Jerusalem"},
    "pst": {"Asia/Manila"},
    "mst": {"Asia/Kuala_Lumpur"},
}
"""Abbreviation of several zones -> where it is that of the country's own, and not the one that it mostly is."""
_ANYWHERE = frozenset("ai am cc co eu fm io is la ly me to tv ws".split())
"""Ends of two letters that are no country's: anybody takes them, or a whole continent."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in a line, from `start` to `end`, and the zone that is printed behind it, as it is called there.
    `sure`: whether it can be nothing else, such as a length of time ("2h") or a price ("3.50"); else `separator` tells
    how it is printed: ".", or "h" for an hour without minutes."""

    start: int
    end: int
    hour: int
    minute: int
    zone: tzinfo | None = None
    zone_name: str = ""
    sure: bool = True
    separator: str = ""

    def holds(self, home: tzinfo | None, *, foreign: bool | None) -> bool:
        """Whether it is a time of day on a page of this home zone. `foreign`: whether the month of its date is printed
        in another language than English; None where that cannot be told (figures, "April")."""
        if self.sure or self.separator == "length":
            return self.sure
        if foreign:
            return True
        where = _PRINTS_POINT if self.separator == "." else _PRINTS_H
        return foreign is None and getattr(home, "key", "") in where

    def zone_at(self, home: tzinfo | None) -> tzinfo | None:
        """Its zone on a page of this home zone, which also says what an abbreviation of several zones means there."""
        if getattr(home, "key", None) in _MEANT_AT_HOME.get(self.zone_name, ()):
            return home
        return self.zone or home


def home_zone(language: str | None, address: str | None = None) -> tzinfo | None:
    """The zone of a clock that a page prints without one, by its address and its language (ISO 639-1); None where it
    can be of several."""
    end = (host_of(address) or "").rpartition(".")[2] if address else ""
    if len(end) == 2 and end not in _ANYWHERE:
        return _zone(_COUNTRIES.get(end))
    return _zone(_HOMES.get(language or ""))


def _zone(name: str | None) -> tzinfo | None:
    return region(name) if name else None


def clocks_in(text: str) -> tuple[str, list[Clock]]:
    """The times of day of a line that has no dates any more, in order, and the line without them and without zones."""
    found: list[Clock] = []
    if not text.isascii() and _MAY_BE_EAST.search(text):
        for match in _EAST.finditer(text):
            if match["mark"] or match["am"] or match["pm"]:
                minute = int(match["i"] or match["c"] or 0)
                found.append(_clock(text, match, int(match["h"]), minute, afternoon=_half(match["am"], match["pm"])))
        text = _blanked(text, found)
    plain = list(_western(text))
    text = _blanked(text, plain)
    return _ZONE.sub(" ", text), sorted([*found, *plain], key=lambda clock: clock.start)


def _western(text: str) -> Iterator[Clock]:
    for match in _CLOCK.finditer(text):
        arabic = match["am"] or match["pm"]
        if match["i"] is None and match["p"] is None and match["w"] is None and (arabic is None or len(arabic) == 1):
            continue
        letter = (match["p"] or "")[:1].casefold()
        afternoon = _half(letter == "a" or match["am"], letter == "p" or match["pm"])
        clock = _clock(text, match, int(match["h"]), int(match["i"] or match["j"] or 0), afternoon=afternoon)
        doubt = _doubt(match)
        if not doubt:
            yield clock
        elif doubt == "h" and _LENGTH.match(text, match.end()):
            yield replace(clock, sure=False, separator="length")
        else:
            sure = clock.zone is not None or _BEFORE_CLOCK.search(text[: match.start()]) is not None
            yield replace(clock, sure=sure, separator=doubt)


def _doubt(match: re.Match[str]) -> str:
    """How an hour is printed that can be something else: "." ("3.50"), "h" without minutes ("2 hrs"), "" for none."""
    if match["p"] or match["am"] or match["pm"]:
        return ""
    if match["i"]:
        return "." if match["s"] == "." and not match["w"] else ""
    word = (match["w"] or "").casefold().rstrip(".")
    return "h" if word in ("h", "hr", "hrs") and not match["j"] else ""


def _half(morning: object, evening: object) -> bool | None:
    return True if evening else False if morning else None


def _clock(text: str, match: re.Match[str], hour: int, minute: int, *, afternoon: bool | None) -> Clock:
    if afternoon is not None and hour <= 12:
        hour = hour % 12 + (12 if afternoon else 0)
    behind = text[match.end() : match.end() + _LONGEST_ZONE].lstrip(" ,")
    zone = _ZONE.match(behind)
    if zone is None:
        return Clock(match.start(), match.end(), hour, minute)
    return Clock(match.start(), match.end(), hour, minute, zone_of(zone["z"]), zone["z"].casefold())


def _blanked(text: str, clocks: list[Clock]) -> str:
    """The text with spaces where these clocks stand, so that places stay."""
    for clock in clocks:
        text = text[: clock.start] + " " * (clock.end - clock.start) + text[clock.end :]
    return text


__all__ = ["Clock", "clocks_in", "home_zone"]
