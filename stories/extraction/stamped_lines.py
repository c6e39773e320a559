"""Lines under the headline of a page copied as text that name who wrote the story without a "By": behind a label
("Szerző: Kerekes Ilona", "Interview: Thomas Brüggemann") or beside the date ("João Araújo · há 2 horas", "Saeed Anwar
Baloch | Published November 26, 2026", "Publié il y a 2 heures par Karim Benaïssa")."""

import re

from stories.extraction.html_authors import names_in
from stories.extraction.known_outlets import agency_named, outlet_named
from stories.extraction.masthead import names_paper
from stories.extraction.shape import ends_sentence
from stories.extraction.signed_lines import is_person, may_be_person
from stories.text.bylines import author_label_end
from stories.text.dates import is_date_line
from stories.text.dates_beside import back_within
from stories.text.given_words import begins_as_people
from stories.text.paper_words import called_as_papers, paper_word
from stories.text.title_words import without_titles

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
"""Words of the names of sections and labels: what begins as no person's name does and has one is none."""
_FAMILIES = frozenset("ledger courant bote kurier avis".split())
"""Words that papers are called by and people as well: "Helena Herald" is a paper."""
_FEWEST, _MOST = 2, 5
"""Words of a name that a line may bear beside a date: one alone is the name of a section or a paper."""
_MOST_BESIDE = 8
"""Words on either side of what parts a date from the rest of its line."""
PARTED = re.compile(r"\s*[|·•∙｜]\s*|\s[–—-]\s")
"""What parts a date from what else stands on its line."""
_HOUSE = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|news|tv|[a-z]{2})|[^\W\d_]\w*(?:news|online|radio|press|tv)|"
    r"(?:CNN|BBC|NBC|CNBC|Sky|Euronews)(?: [A-Z][a-z]+)?",
    re.IGNORECASE,
)
"""What a house is called by that is no newspaper: its site, or a word with "News" at its end."""
_JOINED = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\boch\b|\bog\b|\bés\b|\bи\b)\s+")
_DESCRIBED = re.compile(r"\s*\([^()]{2,80}\)")
"""What somebody is, in brackets behind the name."""
_SENT_BY = re.compile(
    r"(?P<date>\S.*?)\s(?:by|von|par|por|di|da|door|av|af|от|przez)\s(?P<names>(?-i:[^\Wa-z\d_])\D{3,80})",
    re.IGNORECASE,
)


def labelled_names(line: str, *, acts: bool = False) -> tuple[str, ...]:
    """The people whom a line names behind a label that calls them its authors; () for any other line. `acts`: also
    behind what they did ("Interview: "), which can name as well whom it is with."""
    named = author_label_end(line, acts=acts) if len(line) <= _LONGEST else 0
    return _people(_DESCRIBED.sub("", line[named:])) if named else ()


def stamped_names(line: str) -> tuple[str, ...]:
    """The people whom a line names beside a date and says nothing else; () for any other line, and where what stands
    beside the date is not called as people are: a tag, a topic, a paper, an agency."""
    return sent_by(line) or _surely(_beside_date(line))


def perhaps_stamped(line: str) -> tuple[str, ...]:
    """The names that a line bears beside a date and says nothing else, which may be those of people: right under the
    headline they are where the story has none of their words."""
    names = _beside_date(line)
    bare = list(map(without_titles, names))
    return names if all(is_person(name) or may_be_person(name) for name in bare) else ()


def sent_by(line: str) -> tuple[str, ...]:
    """The people whom a line names behind a date and "by"; () for any other line."""
    text = line.strip()
    sent = _SENT_BY.fullmatch(text) if len(text) <= _LONGEST and not ends_sentence(text) else None
    return _people(sent["names"]) if sent and is_date_line(sent["date"]) else ()


def people_alone(text: str) -> tuple[str, ...]:
    """The people whom a text names and says nothing else; () where one of the names is not surely that of a person."""
    return _surely(names_alone(text))


def several_named(line: str) -> tuple[str, ...]:
    """The people whom a line is a list of, where they are two or more with their full names: of one alone it is not
    sure that it is a person."""
    names = people_alone(line)
    return names if len(names) > 1 else ()


def beside_house(line: str) -> tuple[str, ...]:
    """The people whom a line names beside the paper, agency or site that they write for, and says nothing else ("Rina
    Wulandari - detikNews"); () for any other line, and where one of the names is not surely that of a person."""
    text = line.strip()
    if len(text) > _LONGEST or ends_sentence(text):
        return ()
    parts = [part for part in PARTED.split(text) if part.strip()]
    return people_alone(parts[0]) if len(parts) == 2 and is_house(parts[1]) else ()


def is_house(part: str) -> bool:
    """Whether a part of a line is called as papers, agencies and sites of news are."""
    named = outlet_named(part) or agency_named(part) or names_paper(part) or called_as_papers(part)
    return bool(named) or _HOUSE.fullmatch(part) is not None


def signed_below(line: str) -> tuple[str, ...]:
    """The people whom a line that is known as a byline names behind a label or beside a date."""
    return labelled_names(line, acts=True) or sent_by(line) or _beside_date(line) or beside_house(line)


def names_alone(text: str) -> tuple[str, ...]:
    """The names that a text consists of, be they those of people or not; () where it is called as a section or a paper
    is."""
    return _people(text) if len(text) <= _LONGEST and not ends_sentence(text) else ()


def may_sign(line: str) -> bool:
    """Whether a line under a headline may name who wrote the story: names behind a label or beside a date, or two or
    more."""
    return bool(signed_below(line)) or len(names_alone(line)) > 1


def beside_date(line: str) -> bool:
    """Whether a date stands on a short line, parted by a bar or a dash from what else it says."""
    text = line.strip()
    if len(text) > _LONGEST or ends_sentence(text) or not any(map(str.isdecimal, text)):
        return False
    parts = [part for part in PARTED.split(text) if part.strip()]
    return 1 < len(parts) <= _MOST and any(map(is_date_line, parts)) and max(map(_words, parts)) <= _MOST_BESIDE


def _words(part: str) -> int:
    return len(part.split())


def _beside_date(line: str) -> tuple[str, ...]:
    text = line.strip()
    if len(text) > _LONGEST or ends_sentence(text) or not (any(map(str.isdecimal, text)) or back_within(text)):
        return ()
    parts = [part for part in PARTED.split(text) if part.strip()]
    rest = [part for part in parts if not is_date_line(part)]
    return _people(rest[0]) if len(rest) == 1 < len(parts) else ()


def _surely(names: tuple[str, ...]) -> tuple[str, ...]:
    return names if all(is_person(without_titles(name)) for name in names) else ()


def _people(text: str) -> tuple[str, ...]:
    """The names that a text is a list of; () where any part of it is none."""
    parts = [part for part in _JOINED.split(text.strip(" .,")) if part]
    if not parts or not all(map(_may_be_name, parts)):
        return ()
    names = names_in(text, None)
    return names if len(names) == len(dict.fromkeys(parts)) else ()


def _may_be_name(part: str) -> bool:
    if outlet_named(part) or agency_named(part):
        return False
    called = names_paper(part) or called_as_papers(part) or not _SECTIONS.isdisjoint(part.casefold().split())
    word = paper_word(part)
    paper = word is not None and not part.startswith(word) and word.casefold() not in _FAMILIES
    if called and (paper or not begins_as_people(part)):
        return False
    return _FEWEST <= len(part.split()) <= _MOST and not any(map(str.isdecimal, part))


__all__ = [
    "PARTED",
    "beside_date",
    "beside_house",
    "is_house",
    "labelled_names",
    "may_sign",
    "names_alone",
    "people_alone",
    "perhaps_stamped",
    "sent_by",
    "several_named",
    "signed_below",
    "stamped_names",
]
