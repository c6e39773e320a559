"""The kicker of an HTML article: the label right above its headline, where that is no menu and no name of the site."""

import re

from stories.extraction.draft import Draft
from stories.extraction.shape import is_label
from stories.text.names import fold

_MENU = re.compile(
    r"\S ?[|｜›»>] ?\S.*[|｜›»>]|(?:^|[ \u3000])[\u3040-\u9fff]{1,6}(?:[ \u3000][\u3040-\u9fff]{1,6}){2}"
)
"""A row of labels: three parted by bars or arrows, or in kanji and kana by spaces."""
_HOME = (
    r"home(?:page)?|start(?:seite)?|accueil|inicio|portada|início|capa|voorpagina|forside|etusivu|hem|główna|úvod|"
    r"domů|címlap|főoldal|kezdőlap|anasayfa|ana sayfa|αρχική"
)
_HOME_ELSE = r"главная|головна|الرئيسية|خانه|ראשי|ホーム|トップ(?:ページ)?|首[页頁]|홈"
_TO_HOME = re.compile(rf"{_HOME}|{_HOME_ELSE}", re.IGNORECASE)
_OPENS = re.compile(rf"(?:{_HOME})\s*(?:[|｜›»>/]|$)|(?:{_HOME_ELSE})(?:\s|[|｜›»>/]|$)", re.IGNORECASE)
"""A row that begins with such an entry. Of the words in Latin letters a kicker may be made ("Home affairs")."""


def leads_home(text: str) -> bool:
    """Whether a link says that it leads to the front page, as the first entry of a menu does."""
    return _TO_HOME.fullmatch(text.strip()) is not None


def has_kicker(draft: Draft, headline: int) -> bool:
    """Whether the line above a page's headline is its kicker."""
    above = headline - 1
    if above < 0 or not draft.free(above) or above in draft.page.menus:
        return False
    line = draft.lines[above]
    said = (
        is_label(line.text)
        and not (_MENU.search(line.text) or _OPENS.match(line.text))
        and line.key != fold(draft.page.meta.site or "")
    )
    return said and not (line.zone or line.tag or line.reason or line.dated)
