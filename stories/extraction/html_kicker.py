"""The kicker of an HTML article: the label right above its headline, where that is no menu and no name of the site."""

import re

from stories.extraction.draft import Draft
from stories.extraction.shape import is_label
from stories.text.names import fold

_MENU = re.compile(
    r"\S ?[|｜›»>] ?\S.*[|｜›»>]|(?:^|[ \u3000])[\u3040-\u9fff]{1,6}(?:[ \u3000][\u3040-\u9fff]{1,6}){2}"
)
"""A row of labels: three parted by bars or arrows, or in kanji and kana by spaces."""


def has_kicker(draft: Draft, headline: int) -> bool:
    """Whether the line above a page's headline is its kicker."""
    above = headline - 1
    if above < 0 or not draft.free(above) or above in draft.page.menus:
        return False
    line = draft.lines[above]
    said = is_label(line.text) and not _MENU.search(line.text) and line.key != fold(draft.page.meta.site or "")
    return said and not (line.zone or line.tag or line.reason or line.dated)
