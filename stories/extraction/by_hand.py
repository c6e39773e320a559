"""Text that somebody broke by hand: at which column about, which of its runs stand row by row, headlines in two rows.

A program breaks a line where the next word has no room; a hand breaks it early, and there is no column to tell by. What
tells is the language: prose is broken in the middle of its clauses ("nobody at the / harbour"), and sentences end
inside its rows. The rows of a list, of a poem, or of headlines are each a clause of their own.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from stories.extraction.wrapping import HYPHENS, NARROWEST, Wrap, Wrapped, columns, goes_on_small, hyphened, is_cjk
from stories.text.dates import is_date_line
from stories.text.languages import language_of

_WIDEST, _SPREAD = 120, 24
"""The widest row of a text wrapped by hand, and by how many columns its rows may differ."""
_FEWEST, _FEWEST_WORDS, _FEWEST_OF_HEADLINE, _FEWEST_CLAUSES = 2, 6, 3, 3
_NARROWEST_CJK, _SPREAD_CJK = 48, 6
"""Columns of the narrowest row of a paragraph in a script without spaces, and by how many its full rows may differ:
what may not begin a row goes to the one above, or takes a character along to the one below."""
_CJK_STOP = re.compile(r"[。！？][」』）]*$|[。！？]?[」』）]$")
_CLOSED = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_STOPPED = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_ENDS_INSIDE = re.compile(r"[^\W\d_]{3}[.!?][\"'”’»)]* [\"'“‘«„(]*[A-ZÀ-Þ]")
_MID_CLAUSE = re.compile(
    r"\s(?:the|a|and|or|of|to|from|with|which|that|was|were|has|have|had|not|its|his|her|their|der|dem|eine|einen|einer|"
    r"einem|und|oder|von|für|dass|sich|wird|sind|les|une|du|dans|pour|que|qui|avec|est|el|los|las|del|por|para|gli|"
    r"della|nella|che|het|voor|och|att)$"
)
"""Small words with which the row of a list or a poem hardly ever ends, and every third row of prose does."""
_CLAUSE = re.compile(
    r"(?:and|but|or|nor|so|yet|as|while|when|where|if|because|though|although|until|that|which|who|whose|like|the|an?|"
    r"no|each|every|und|aber|oder|denn|doch|wie|als|wenn|wo|weil|dass|bis|der|die|das|ein|eine|kein|keine|jede[rs]?|"
    r"et|mais|ou|quand|si|comme|que|qui|le|la|les|une?|des|y|e|o|pero|cuando|como|el|los|las|una|il|lo|gli|ma|che|"
    r"se|en|maar|want|als|het|een|de|och|men|som)\s"
)
"""Words with which a clause, or the next of several things, begins."""
_OPEN = {
    "en": "the a and or",
    "de": "der die den dem des eine einen und oder",
    "fr": "le la les une du de des et",
    "es": "el la los las del de una y",
    "it": "il lo la le gli di della una e",
    "nl": "de een en",
    "pt": "o a os as de do da e uma",
}
"""Language -> words with which none of its sentences and headlines ends. German verbs end one with "an" and "ein",
so that English has no "an" here: a headline in German may stand over a text in English."""
_LAST = re.compile(r"\s([^\W\d_]+)$")
_BY = re.compile(r"(?:by|von|par|por|di|da|door|av|af)\s")
_BYLINE = re.compile(rf"(?i:{_BY.pattern})[A-ZÀ-ÞΑ-ΩА-Я]")
_SIGNED = re.compile(
    r"\b(?:[\w-]*korrespondent(?:in)?|correspond(?:ents?|ante?)|corresponsal|corrispondente|reporter(?:in)?|reporters|"
    r"redakteur(?:in)?|journalist(?:in)?)\b|"
    r"^(?:an?\s|ein(?:e|en)?\s|une?\s|una?\s)?(?:analys[ei]s?|análisis|analisi|kommentar|commentary|comment|report|"
    r"bericht|essay|interview|reportage|gastbeitrag|kolumne|column|opinion)\b.*\s[A-ZÀ-Þ][\w.'’-]*\s[A-ZÀ-Þ][\w'’-]+$",
    re.IGNORECASE,
)
"""What a row says that signs: who its writer is, or what kind of piece, and a name."""


def hand_wrap(lines: Sequence[Wrapped]) -> Wrap | None:
    """How the lines were broken of a text that somebody wrapped by hand, or that is too short for its lines to agree:
    its sentences go on in small letters under rows of about one width, and one passage at least is surely one. Text
    that has more longer rows, or more that stand by themselves, was not broken."""
    runs = _runs(lines)
    widths: list[int] = []
    others, proven = 0, False
    for first, end in runs:
        rows, alone = lines[first:end], _stands_apart(lines, first, end)
        proven = proven or (not alone and _is_passage(rows))
        for above, line in pairwise(rows):
            width = above.indent + columns(above.text)
            if NARROWEST <= width <= _WIDEST:
                if goes_on_small(line.text) and not alone:
                    widths.append(width)
                else:
                    others += 1
    longer = sum(
        line.indent + columns(line.text) > _WIDEST and line.text.count(" ", 0, 300) >= _FEWEST_WORDS for line in lines
    )
    if not proven or len(widths) < _FEWEST or max(longer, others) > len(widths):
        return None
    return Wrap(min(widths), wide=True, by_hand=True) if max(widths) - min(widths) <= _SPREAD else None


def paragraph_wrap(lines: Sequence[Wrapped]) -> Wrap | None:
    """How the lines were broken of a text in a script without spaces that has too few of them to agree on a column: its
    paragraphs end with a full stop, and all of their rows above that are about as wide as each other. Rows that end
    with a stop each are sentences of their own, and headlines have none."""
    widths: list[int] = []
    for rows in _blocks(lines):
        full = [above.indent + columns(above.text) for above in rows[:-1]]
        if not full or _CJK_STOP.search(rows[-1].text) is None or not all(is_cjk(row.text[:1]) for row in rows):
            continue
        even = min(full) >= _NARROWEST_CJK and max(full) - min(full) <= _SPREAD_CJK and max(full) <= _WIDEST
        if (
            even
            and columns(rows[-1].text) <= max(full)
            and any(_CJK_STOP.search(row.text) is None for row in rows[:-1])
        ):
            widths += full
    if not widths or max(widths) - min(widths) > _SPREAD_CJK:
        return None
    longer = sum(line.indent + columns(line.text) > max(widths) + _SPREAD_CJK for line in lines)
    return Wrap(max(widths), wide=True) if longer <= len(widths) else None


def _blocks(lines: Sequence[Wrapped]) -> Iterator[Sequence[Wrapped]]:
    """Rows right under one another up to a blank line."""
    first = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or lines[place].gap:
            yield lines[first:place]
            first = place


def rows_apart(lines: Sequence[Wrapped], *, fewest: int) -> frozenset[int]:
    """The places of the rows that are no rest of the row above, though they are as wide as others that are: those of
    runs of at least `fewest` rows."""
    return frozenset(
        place
        for first, end in _runs(lines)
        if end - first >= fewest and _stands_apart(lines, first, end)
        for place in range(first, end)
    )


def _runs(lines: Sequence[Wrapped]) -> list[tuple[int, int]]:
    """Rows right under one another, each run as its first and the one behind its last: it ends where a row closes."""
    found, first = [], 0
    for place in range(1, len(lines) + 1):
        if (
            place == len(lines)
            or lines[place].gap
            or lines[place].bulleted
            or _CLOSED.search(lines[place - 1].text[-3:])
        ):
            found.append((first, place))
            first = place
    return found


def _is_passage(rows: Sequence[Wrapped]) -> bool:
    """Whether a run is surely prose: a row ends in the middle of a clause, or a sentence inside one; or it begins with
    a capital and ends with a stop, and hardly any of its rows is a clause of its own."""
    breaks = [(row, line) for row, line in pairwise(rows) if goes_on_small(line.text)]
    if not breaks:
        return False
    if _is_broken(rows):
        return True
    sentence = not rows[0].text[:1].islower() and _STOPPED.search(rows[-1].text[-3:]) is not None
    return sentence and 2 * sum(_parts_clauses(row, line) for row, line in breaks) <= len(breaks)


def _is_broken(rows: Sequence[Wrapped]) -> bool:
    """Whether a run is broken in the middle of a clause or of a word, or a sentence ends inside one of its rows."""
    if any(_MID_CLAUSE.search(row.text) for row in rows[:-1]) or any(_ENDS_INSIDE.search(row.text) for row in rows):
        return True
    parted = (place for place, row in enumerate(rows[:-1]) if row.text[-1:] in HYPHENS)
    return any(hyphened(rows[at].text, rows[at + 1].text) and goes_on_small(rows[at + 1].text) for at in parted)


def _parts_clauses(row: Wrapped, line: Wrapped) -> bool:
    return row.text[-1:] in ",;–—" or _CLAUSE.match(line.text) is not None


def _stands_apart(lines: Sequence[Wrapped], first: int, end: int) -> bool:
    """Whether the rows of a run stand each by itself, as in a list, a poem, or headlines: nothing shows that it was
    broken, and its rows are small-lettered under a colon, open alike, or are each a clause."""
    rows = lines[first:end]
    if _is_broken(rows):
        return False
    if first and lines[first - 1].text[-1:] in ":：" and rows[0].text[:1].islower():
        return True
    if len(rows) > 1 and len({row.text.split(" ", 1)[0] for row in rows}) == 1:
        return True
    return len(rows) > _FEWEST_CLAUSES and all(_parts_clauses(row, line) for row, line in pairwise(rows))


def in_two_rows(lines: Sequence[Wrapped], place: int) -> bool:
    """Whether two rows that stand apart from all others are one sentence: the headline of a page, broken by hand before
    it was full. The second goes on in small letters and is no signature, or the first ends with an article or "and" of
    its language."""
    row, line = lines[place], lines[place + 1]
    apart = (place == 0 or row.gap > 0) and (place + 2 == len(lines) or _ends_headline(lines[place + 2]))
    told = row.text.count(" ") >= _FEWEST_OF_HEADLINE and not _CLOSED.search(row.text[-3:])
    if not apart or line.gap or not told or _BY.match(line.text) or _SIGNED.search(line.text):
        return False
    return (goes_on_small(line.text) and " " in line.text) or _is_open(row.text, line.text, lines)


def _ends_headline(below: Wrapped) -> bool:
    """Whether what stands under two rows is apart from them, or says who wrote the piece, or when."""
    return below.gap > 0 or _BYLINE.match(below.text) is not None or is_date_line(below.text)


def _is_open(row: str, line: str, lines: Sequence[Wrapped]) -> bool:
    """Whether a row ends with a hyphen, or with a word with which nothing ends in its language: that which the two rows
    speak, or where they are too short to tell, that of their page."""
    if row[-1:] == "-" and row[-2:-1].isalpha():
        return True
    last = _LAST.search(row)
    if last is None or not any(last[1] in words.split() for words in _OPEN.values()):
        return False
    language = language_of(f"{row} {line}") or language_of(" ".join(other.text for other in lines[:60]))
    return last[1] in _OPEN.get(language or "", "").split()
