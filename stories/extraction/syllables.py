"""Whether a page's rows were broken inside of words, as print and word processors do, or only between words and at
hyphens, as most programs break text."""

import re
from itertools import pairwise

_BLANK = re.compile(r"\n[ \t]*\n\s*")
_SMALL_WORD = re.compile(r"[^\W\d_]+")
_INNER = re.compile(r"(?<=[^\W\d_])[-‐](?=[^\W\d_])")
_SPACES = re.compile(r"(?<=\S) (?=\S)")
_FEWEST, _ROOM, _LONG = 2, 5, 7
"""Hyphens at the ends of rows that tell; columns that a row left free, and letters of the word below that would have
been broken there by who breaks words."""
_CHANCE = 3
"""How many times as many hyphens stand at the ends of rows as their part of all places to break would bring there."""
_NO_WORDS = {
    "en": (
        frozenset("con com col cor dis im per ac ap op sup suc tion gov pres ad ob trans circum".split()),
        frozenset(
            "ing ings ning ting ding ling ring ping ming ging king tion tions sion sions ment ments mental ness nesses "
            "ity ities ty ties ly ally ed er ers est al als able ible ably ibly ance ances ence ences ous ious ive "
            "tive tives sive ful less ated ates ating ation ations ture tures cial tial cian cious tious tor tors ter "
            "ters der ders ber bers cy ry ny dent dents mittee pany panies dred ence ency ancy ture tural ish ism isms "
            "ist ists ize ized izes ise ised ises izing ising ization isation gress lic lics".split()
        ),
    ),
    "fr": (
        frozenset("con com dé im ac ap op déc prés gou réu".split()),
        frozenset(
            "tion tions sion sions ment ments mente ble bles blement rent rait raient aient ait ais ant ante ants "
            "antes er ez ée ées és té tés teur teurs trice trices que ques nel nelle nels nelles tif tifs tive tives "
            "ture tures ce ces ge ges se ses te tes ne nes re res vent diate sance sances dent dents taire taires "
            "tiques tale tal taux rie ries seur seurs".split()
        ),
    ),
}
"""Language -> first and second halves of broken words that are no words and stand at no hyphen."""
_NO_ONSET = re.compile(
    r"([b-df-hj-np-tv-z])\1|[lrmn][b-df-hj-np-tv-z]|c[kt]|[bdgp]t|[bcdfgpt][mn](?<!pn)|[^aeiouyà-öø-ÿ]+$"
)
"""How no word of English or French begins ("rre", "ssion", "ct"), or has no vowel."""


def breaks_words(text: str) -> bool | None:
    """Whether words were broken at the ends of a page's rows; None where too little tells. Who breaks words leaves no
    room for the first syllables of a long one at the end of a row. Who does not ends rows at hyphens as often as they
    are among the places between words."""
    broken = roomy = pairs = inner = spaces = 0
    for passage in _BLANK.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        rows = [row.rstrip() for row in passage.rstrip().split("\n")]
        width = max(map(len, rows[:-1]), default=0)
        inner += len(_INNER.findall(passage))
        spaces += len(_SPACES.findall(passage))
        for row, below in pairwise(rows):
            pairs += 1
            word = _SMALL_WORD.match(below.lstrip())
            if not row or word is None or not word[0][0].islower():
                continue
            broken += row[-1] in "-‐" and row[-2:-1].isalpha()
            roomy += len(word[0]) >= _LONG and width - len(row) > _ROOM and row[-1] not in ".!?:"
    if broken < _FEWEST:
        return False if roomy > broken else None
    return broken > roomy and broken * (inner + spaces + 1) > _CHANCE * pairs * inner


def is_no_word(first: str, second: str, language: str) -> bool:
    """Whether one of two halves in small letters can only be a part of a word in a language."""
    if language not in _NO_WORDS:
        return False
    firsts, seconds = _NO_WORDS[language]
    return first in firsts or second in seconds or _NO_ONSET.match(second) is not None
