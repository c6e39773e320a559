"""What stands before the name of whoever writes for a paper from elsewhere: "From our correspondent in Port Aven, W.
Ferrier", "Von unserem Korrespondenten", "De notre envoyée spéciale à", "De nuestro corresponsal"; and the label before
the name of any author: "Szerző:", "Autor:", "Text:".
"""

from __future__ import annotations

import re

from stories.text.bureaus import is_bureau

_WORDS = r"(?:[^\W\d_][\w-]*\s){0,2}"
_OF_GERMAN = (
    r"(?:(?:korrespondent|redakteur)(?:en|in|innen)?|(?:reporter|mitarbeiter|berichterstatter)(?:n|in)?|"
    r"redaktionsmitglied(?:ern)?)"
)
_OURS = (
    rf"(?:from|by)?\s*our\s(?:own\s)?{_WORDS}(?:correspondents?|reporters?)",
    rf"(?:von|mit)?\s*unser(?:em|er|en|e)?\s{_WORDS}\w*{_OF_GERMAN}",
    r"(?:de|par)?\s*(?:notre|nos)\s(?:correspondante?s?|envoyée?s?\sspécia(?:le|les|l|ux)|reporters?)",
    r"(?:de|por)?\s*nuestr[oa]s?\s(?:corresponsal(?:es)?|enviad[oa]s?\sespecial(?:es)?|redactor(?:a|es)?)",
    r"(?:dal(?:la)?|del(?:la)?|di)?\s*nostr[oa]\s(?:corrispondente|inviat[oa](?:\sspeciale)?)",
    r"(?:d[oa]s?|por)?\s*noss[oa]s?\s(?:correspondentes?|enviad[oa]s?\sespecia(?:l|is))",
    r"(?:van|door)?\s*onze\s(?:correspondente?n?|verslaggevers?|verslaggeefster|redacteur)",
)
_PLACE = r"(?-i:[A-ZÀ-Þ][\w.'’-]*(?:\s(?:[a-zà-ÿ]{1,3}\s)?[A-ZÀ-Þ][\w.'’-]*){0,2})"
_LEAD = re.compile(
    rf"(?:{'|'.join(_OURS)})\b(?:\s(?:in|at|aus|à|au|aux|en|a|ad|da|em|no|te)\s(?P<place>{_PLACE})(?=\s?(?:[,:–—|]|$)))?"
    r"\s*[,:–—|]?\s*",
    re.IGNORECASE,
)
_MAY = re.compile(r"our|unser|notre|nos\s|nuestr|nostr|noss|onze", re.IGNORECASE)
_TELLS = re.compile(r"\b(?:was|were|is|are|has|have|had|will|can|saw|says|said|tells|told|writes|wrote)\b")
"""What makes a sentence of it: whoever is named is spoken of, and did not sign."""
_SEVERAL = re.compile(r"\b(?:correspondents|reporters)\s+$", re.IGNORECASE)
_LONGEST = 90
_AUTHOR = (
    r"authors?|autor(?:in|innen|en|a|as|es|e|ka|zy|ři|i)?|auteure?s?|autrice|autori|verfasser(?:in)?|szerzők?|írta|"
    r"forfatter(?:e)?|författare|kirjoittaja|toimittaja|skribent|yazar|penulis|συντάκτης|автор(?:ы|и|ка)?|"
    r"texte?|texto|testo|tekst|tekstas|szöveg|teksti|metin|текст|words?|story|"
    r"الكاتب|بقلم|كتبت?|كتبه|تقرير|إعداد|تحرير|نویسنده|כותב|מאת|記者|文|取材|執筆|作者|기자|글"
)
_LABEL = re.compile(rf"(?:{_AUTHOR})\s*[:：]\s*", re.IGNORECASE)
_LABEL_OR_ACT = re.compile(
    rf"(?:{_AUTHOR}|interview|interjú|entrevista|intervista|wywiad|интервью|інтерв['’]ю)\s*[:：]\s*", re.IGNORECASE
)


def author_label_end(text: str, *, acts: bool = False) -> int:
    """Where the names begin behind a label with a colon that calls them authors ("Szerző: ", "Text: "), 0 without one.
    `acts`: also behind what they did ("Interview: "), which above a text is as well whom it is with."""
    match = (_LABEL_OR_ACT if acts else _LABEL).match(text)
    return match.end() if match else 0


def names_act(text: str) -> bool:
    """Whether a line begins with what its people did, and not with a label that calls them authors."""
    return bool(author_label_end(text, acts=True)) and not author_label_end(text)


def is_author_label(word: str) -> bool:
    """Whether a word is nothing but such a label, its colon left away."""
    return _LABEL.fullmatch(f"{word.rstrip(' :：')}:") is not None


def correspondent_end(text: str) -> int:
    """Where the name begins behind such words with which a line opens, 0 where it opens with none; its end where it has
    a place instead of a name ("Our staff reporter, Hong Kong")."""
    match = _lead(text)
    if match is None:
        return 0
    return len(text) if is_bureau(text[match.end() :].strip(" .")) else match.end()


def correspondent_place(text: str) -> str | None:
    """The place that such a line says it was filed in: "Our correspondent in Port Aven", or behind a comma, with or
    without a name before it, where the place is known as one. None for any other line."""
    match = _lead(text)
    if match is None:
        return None
    last = text[match.end() :].rsplit(",", 1)[-1].strip(" .")
    return last if is_bureau(last) else match["place"]


def place_of_byline(text: str) -> str | None:
    """The place that a byline names: that of a correspondent, or a city known as one behind its last comma."""
    last = text.rpartition(",")[2].strip(" .")
    return correspondent_place(text) or (last if last != text and is_bureau(last) else None)


def _lead(text: str) -> re.Match[str] | None:
    head = text[:_LONGEST]
    match = _LEAD.match(head) if _MAY.search(head) else None
    if match is None:
        return None
    behind = head[match.end() :]
    # "Our correspondent at sea", "Our reporter Anna Berg was in Kyiv", "Our Reporters Club Award"
    told = behind[:1].islower() or _TELLS.search(behind) or (behind and _SEVERAL.search(match[0]))
    return None if told else match


__all__ = [
    "author_label_end",
    "correspondent_end",
    "correspondent_place",
    "is_author_label",
    "names_act",
    "place_of_byline",
]
