"""Lines under the headline of a page copied as text that name who wrote the story without a "By": behind a label
("Szerző: Kerekes Ilona", "Interview: Thomas Brüggemann") or beside the date ("João Araújo · há 2 horas", "Saeed Anwar
Baloch | Published November 26, 2026", "Publié il y a 2 heures par Karim Benaïssa")."""

import re

from stories.extraction.html_authors import names_in
from stories.extraction.known_outlets import agency_named, outlet_named
from stories.extraction.masthead import names_paper
from stories.extraction.shape import ends_sentence
from stories.text.bylines import author_label_end
from stories.text.dates import is_date_line
from stories.text.dates_beside import back_within
from stories.text.paper_words import called_as_papers

_LONGEST = 120
_SECTIONS = frozenset(
    "north south east west northern southern eastern western middle near central latin africa asia europe america "
    "americas pacific world international national global local region regional home top latest breaking live "
    "exclusive analysis opinion opinions comment editorial review reviews feature features video photos gallery "
    "podcast newsletter sponsored politics business economy economics finance markets money sport sports football "
    "culture arts style life lifestyle travel food health science tech technology environment climate education "
    "society religion affairs foreign policy defence defense crime courts law justice weather media entertainment "
    "news update updates us uk eu usa un "
    "united new republic islands saudi hong sri costa".split()
)
"""Words of the names of sections and labels, none of which is a name's."""
_FEWEST, _MOST = 2, 5
"""Words of a name that a line may bear beside a date: one alone is the name of a section or a paper."""
_PARTED = re.compile(r"\s*[|·•∙｜]\s*|\s[–—-]\s")
_JOINED = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\boch\b|\bog\b|\bés\b|\bи\b)\s+")
_SENT_BY = re.compile(
    r"(?P<date>\S.*?)\s(?:by|von|par|por|di|da|door|av|af|от|przez)\s(?P<names>(?-i:[^\Wa-z\d_])\D{3,80})",
    re.IGNORECASE,
)


def labelled_names(line: str) -> tuple[str, ...]:
    """The people whom a line names behind a label that calls them its authors; () for any other line."""
    named = author_label_end(line, acts=True) if len(line) <= _LONGEST else 0
    return _people(line[named:]) if named else ()


def stamped_names(line: str) -> tuple[str, ...]:
    """The people whom a line names beside a date and says nothing else; () for any other line, and where what stands
    beside the date is called as papers are."""
    text = line.strip()
    if len(text) > _LONGEST or ends_sentence(text) or not (any(map(str.isdecimal, text)) or back_within(text)):
        return ()
    parts = [part for part in _PARTED.split(text) if part.strip()]
    rest = [part for part in parts if not is_date_line(part)]
    if len(rest) == 1 < len(parts):
        return _people(rest[0])
    sent = _SENT_BY.fullmatch(text)
    return _people(sent["names"]) if sent and is_date_line(sent["date"]) else ()


def signed_below(line: str) -> tuple[str, ...]:
    """The people whom a line under a headline names in either way."""
    return labelled_names(line) or stamped_names(line)


def several_named(line: str) -> bool:
    """Whether a line is a list of two or more full names: of one alone it is not sure that it is a person."""
    return len(names_alone(line)) > 1


def names_alone(text: str) -> tuple[str, ...]:
    """The people whom a text names and says nothing else; () where it is called as a section or a paper is."""
    return _people(text) if len(text) <= _LONGEST and not ends_sentence(text) else ()


def _people(text: str) -> tuple[str, ...]:
    """The names that a text is a list of; () where any part of it is none."""
    parts = [part for part in _JOINED.split(text.strip(" .,")) if part]
    if not parts or not all(map(_may_be_name, parts)):
        return ()
    names = names_in(text, None)
    return names if len(names) == len(dict.fromkeys(parts)) else ()


def _may_be_name(part: str) -> bool:
    if outlet_named(part) or agency_named(part) or names_paper(part) or called_as_papers(part):
        return False
    if not _SECTIONS.isdisjoint(part.casefold().split()):
        return False
    return _FEWEST <= len(part.split()) <= _MOST and not any(map(str.isdecimal, part))


__all__ = ["labelled_names", "names_alone", "several_named", "signed_below", "stamped_names"]
