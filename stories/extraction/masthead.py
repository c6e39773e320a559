"""The name of a paper on the first line of a page copied as text: whose page it is, and no headline of the story."""

import re
from collections.abc import Sequence

from stories.extraction.known_outlets import outlet_named
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names, caption_score, is_credit, is_wire_credit
from stories.extraction.shape import ends_sentence, is_heading, is_menu

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
_LONG = 4
_WINDOW = re.compile(
    r"(?P<name>\S.{0,38}?)\s[-–—|:·•]\s(?:(?:the |latest |breaking )?news|nachrichten|aktuelles|actualités?|infos?|"
    r"noticias|notícias|notizie|nieuws|nyheter|nyheder|uutiset|wiadomości|zprávy|hírek|haberler|ειδήσεις|новини|новости|"
    r"أخبار|اخبار|חדשות|ニュース|新闻|新聞|뉴스)",
    re.IGNORECASE,
)
"""What the window of a front page is called: the outlet and the word for news."""


def masthead(lines: Sequence[Line], places: Sequence[int]) -> tuple[int, int] | None:
    """The line of the outlet's name and that of the headline, where the first of the head's lines (`places`) is a
    paper's name and another line above the byline and the date can be the headline; else None."""
    if not places or not (names_paper(lines[places[0]].text) or window_name(lines, places[0])):
        return None
    fit: list[int] = []
    for place in places[1:]:
        line = lines[place]
        if line.dated or byline_names(line.text) is not None:
            break
        if _may_head(line) and line.key != lines[places[0]].key and not names_paper(line.text):
            fit.append(place)
    if not fit:
        return None
    # above a short headline stands a section's name; below a long one stands its dek
    return places[0], next((place for place in fit if lines[place].words >= _LONG), fit[-1])


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
