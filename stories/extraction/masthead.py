"""The name of a paper on the first line of a page copied as text: whose page it is, and no headline of the story."""

import re
from collections.abc import Sequence
from itertools import pairwise

from stories.extraction.draft import Draft, Part
from stories.extraction.known_outlets import outlet_named
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names, caption_score, is_credit, is_wire_credit
from stories.extraction.reading import LEFT_OUT
from stories.extraction.shape import ends_sentence, is_cjk_text, is_heading, is_menu
from stories.extraction.signed_lines import holds_date
from stories.text.dates import is_date_line
from stories.text.given_words import begins_with_given
from stories.text.names import fold
from stories.text.paper_words import named_as_papers, paper_word

_PLAIN = (
    "Ledger|Times|Herald|Gazette|Courier|Tribune|Chronicle|Observer|Telegraph|Examiner|Inquirer|Enquirer|Intelligencer|"
    "Advertiser|Sentinel"
)
_WITH_ARTICLE = (
    f"{_PLAIN}|Post|Journal|News|Mirror|Bulletin|Standard|Star|Sun|Globe|Mail|Record|Register|Review|Press|Dispatch|Echo|"
    "Argus|Mercury|Independent|Guardian|Monitor|Weekly|Daily|Messenger|Reporter|Citizen|Express|Leader"
)
_NAME = re.compile(rf"The (?:[A-Z][\w'’.&-]*+ ){{1,4}}(?:{_WITH_ARTICLE})|(?:[A-Z][\w'’.&-]*+ ){{1,4}}(?:{_PLAIN})")
"""Words that papers are called by. Many are common words: those need "The" before the name ("Guest Post" is none)."""
_ARTICLE = re.compile(
    r"(?:(?:La|El|Le|Les|Il|Lo|Die|Der|De|Het|O|A) |L['’])(?P<word>Voz|Eco|Mundo|País|Prensa|Nación|Verdad|Tribuna|"
    r"Opinión|Correo|Vanguardia|Razón|Écho|Voix|Journal|Matin|Monde|Progrès|Tribune|Presse|Nouvelliste|Voce|Gazzettino|Stampa|"
    r"Nazione|Stimme|Telegraaf|Stem|Estado)\b(?! (?:is|est|es|ist|è)\b)|"
    r"(?P<bare>Głos|Życie|Słowo|Голос|Правда|Вести|Эхо)(?= [A-ZÀ-ŽА-Я])"
)
"""Names that are common words behind an article, or before the name of a place."""
_OF_PLACE = re.compile(
    r"(?: d(?:e|el|al|i|a|o|u|es|as|os|ella|er)| d['’]| la| las| los| le| les| van| von| der)*"
    r"(?:(?: |(?<=['’]))(?P<place>(?-i:[A-ZÀ-ŽА-Я])[\w'’.-]*)){0,3}",
    re.IGNORECASE,
)
"""What may stand behind such a word in a name: "La Voz del Puerto", "La Prensa Libre", and not "… en crisis"."""
_ISSUE = re.compile(
    r"\b(?:vol(?:ume)?|no|nr|issue|edition|ausgabe|jahrgang|jg|numéro|n[°º]|número|numero|año|anno|année|est|established|"
    r"founded|seit|gegründet|depuis|fundado|fondato|rok|выпуск)\b\.?|№",
    re.IGNORECASE,
)
"""What stands beside the day under the name of a paper: which issue this is, since when it is there."""
_CELLS = re.compile(r"[^\s·|•–—-](?:(?!\s[-–—]\s|\s*[·|•]|\s{2}).)*")
"""What stands on one line beside the day, between bars, dots, dashes or wide spaces."""
_LONG = 4
_LONGEST_NAME = 6
_FOLIO, _LONGEST_FOLIO = 3, 14
"""Lines right under the name of a paper, and words of the longest."""
_TEXTS = 12
_WINDOW = re.compile(
    r"(?P<name>\S.{0,38}?)\s[-–—|:·•]\s(?:(?:the |latest |breaking )?news|nachrichten|aktuelles|actualités?|infos?|"
    r"noticias|notícias|notizie|nieuws|nyheter|nyheder|uutiset|wiadomości|zprávy|hírek|haberler|ειδήσεις|новини|новости|"
    r"أخبار|اخبار|חדשות|ニュース|新闻|新聞|뉴스)",
    re.IGNORECASE,
)
"""What the window of a front page is called: the outlet and the word for news."""


def masthead(lines: Sequence[Line], places: Sequence[int]) -> tuple[int, int] | None:
    """The line of the outlet's name and that of the headline, where the first of the head's lines (`places`) is a
    paper's name and another line above the byline and the date can be the headline; else None. What is only called as
    papers are must stand above a blank line, and the text must not be about it."""
    if not places:
        return None
    sure = names_paper(lines[places[0]].text) or window_name(lines, places[0]) is not None
    below = folio(lines, places)
    if not sure and not (below and _stands_as_name(lines, places, below)):
        return None
    # above a blank line stand the day and the number of the issue, and no headline
    fit = _fit(lines, places, below) or _fit(lines, places, 1)
    if not fit:
        return None
    # above a short headline stands a section's name; below a long one stands its dek
    headline = next((place for place in fit if lines[place].words >= _LONG), fit[-1])
    return None if not sure and _is_told(lines, headline, places[0]) else (places[0], headline)


def folio(lines: Sequence[Line], places: Sequence[int]) -> int:
    """How many of the head's lines are the name on its first and what stands right under it, above a blank line; 0
    where no blank line follows, or not soon."""
    found = next((at for at, place in enumerate(places[: _FOLIO + 2]) if at and lines[place].gap), 0)
    return found if all(lines[place].words <= _LONGEST_FOLIO for place in places[1:found]) else 0


def _fit(lines: Sequence[Line], places: Sequence[int], first: int) -> list[int]:
    """The lines that can be the headline, from a number of the head's lines on down to the byline and the date."""
    fit: list[int] = []
    for place in places[max(1, first) :]:
        line = lines[place]
        if byline_names(line.text) is not None or (line.dated and (fit or not first)):
            break
        if not line.dated and _may_head(line) and line.key != lines[places[0]].key and not names_paper(line.text):
            fit.append(place)
    return fit


def _stands_as_name(lines: Sequence[Line], places: Sequence[int], below: int) -> bool:
    """Whether the first line of a page is called as papers are, and what stands right under it, if anything does, says
    when or in which issue."""
    first = lines[places[0]]
    top = places[0] == 0 or lines[places[0] - 1].of_head
    if not top or first.words > _LONGEST_NAME or ends_sentence(first.text) or first.bulleted:
        return False
    under = [lines[place] for place in places[1:below]]
    numbered = [_ISSUE.search(line.text) is not None for line in under]
    if not all(number or line.dated or holds_date(line.text) for line, number in zip(under, numbered, strict=True)):
        return False
    name = first.text.strip()
    return _paper_word(name) is not None if any(numbered) else _is_name(name) and not _may_be_said(name)


def _is_name(text: str) -> bool:
    """Whether all of a line is called as papers are, and not its first words ("La Prensa en crisis")."""
    article = _ARTICLE.match(text)
    if article is None:
        return named_as_papers(text.replace("-", " "))
    behind = _OF_PLACE.fullmatch(text, article.end())
    return behind is not None and not (behind["place"] and begins_with_given(behind["place"]))


def _may_be_said(text: str) -> bool:
    """Whether what is called as a paper may be a headline as well ("Chronicle of a Death", "Голос Ивана"): the number
    of an issue must stand under it."""
    article = _ARTICLE.match(text)
    return article["bare"] is not None if article else " of " in f" {text.casefold()} "


def _paper_word(text: str) -> str | None:
    """The word that makes a line sound as the name of a paper."""
    article = _ARTICLE.match(text)
    return paper_word(text.replace("-", " ")) or (article["word"] or article[0] if article else None)


def _is_told(lines: Sequence[Line], headline: int, name: int) -> bool:
    """Whether the text below is about what makes a line sound as a paper's name ("The courier of the czar"), and does
    not print all of it as a name."""
    word = _paper_word(lines[name].text.strip())
    body = " ".join(line.key for line in lines[headline + 1 : headline + _TEXTS] if line.prose)
    bare = fold(word or "")
    held = bare in body if is_cjk_text(bare) else f" {bare} " in f" {body} "
    name_itself = lines[name].text.strip()
    printed = any(name_itself in line.text for line in lines[headline + 1 : headline + _TEXTS] if line.prose)
    return held and not printed


def give_issue(draft: Draft, place: int, clipping: int) -> None:
    """A line right under the name of the outlet: the day and the number of the issue."""
    line = draft.lines[place]
    cells = [(match.start(), match.end()) for match in _CELLS.finditer(line.text)]
    day = next(((first, end) for first, end in cells if is_date_line(line.text[first:end])), None)
    if line.dated:
        draft.give(place, "date", clipping)
    elif day is None or line.end - line.start != len(line.text):
        draft.leave(place, "other")
    else:
        cuts = [line.start, line.start + day[0], line.start + day[1], line.end]
        parts = [Part(one, two, LEFT_OUT, None, "other") for one, two in pairwise(cuts)]
        parts[1] = Part(cuts[1], cuts[2], "date", clipping)
        draft.give_parts(place, [part for part in parts if part.start < part.end])


def give_outlet(draft: Draft, place: int, clipping: int) -> None:
    """The name of the outlet on a line, without the word for news behind it."""
    line, name = draft.lines[place], window_name(draft.lines, place)
    if name is None:
        draft.give(place, "outlet", clipping)
        return
    cut = line.start + len(name)
    parts = [Part(line.start, cut, "outlet", clipping), Part(cut + 1, line.end, LEFT_OUT, None, "other")]
    draft.give_parts(place, parts)


def window_name(lines: Sequence[Line], place: int) -> str | None:
    """The outlet's name in a line that calls the window of a page ("Harbour Post — News"), where it stands right under
    the page's address; None for any other line."""
    under = place > 0 and lines[place - 1].of_head
    found = _WINDOW.fullmatch(lines[place].text) if under else None
    return found["name"] if found else None


def names_paper(text: str) -> bool:
    """Whether a line is nothing but the name of an outlet: a known one, or one that is called as papers are."""
    bare = text.strip("#* ")
    return outlet_named(bare) is not None or (len(bare) <= 60 and _NAME.fullmatch(bare) is not None)


def _may_head(line: Line) -> bool:
    if line.bulleted or is_menu(line.text) or not is_heading(line.text):
        return False
    if is_credit(line.text) or is_wire_credit(line.text) or caption_score(line.text) >= 2:
        return False
    return not ends_sentence(line.text) or line.text[-1:] in "?!"
