"""Family names in kanji before a title, as Japanese papers print whoever was named before: 石破首相, 高市氏."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stories.linking.name_forms import UNSPACED

_POSTS = {
    "首相": "prime minister", "総理大臣": "prime minister", "総理": "prime minister", "大統領": "president",
    "副大統領": "vice president", "外相": "foreign minister", "外務大臣": "foreign minister",
    "防衛相": "defense minister", "防衛大臣": "defense minister", "財務相": "finance minister",
    "財務大臣": "finance minister", "国務長官": "secretary of state", "国防長官": "secretary of defense",
    "財務長官": "secretary of the treasury", "商務長官": "secretary of commerce", "官房長官": "chief cabinet secretary",
    "国家主席": "president", "主席": "president", "総裁": "governor", "大使": "ambassador", "知事": "governor",
}  # fmt: skip
_COURTESY = ("前首相", "元首相", "前大統領", "元大統領", "会長", "社長", "議員", "議長", "幹事長", "代表", "氏", "さん")
_TITLE = re.compile("|".join(sorted((*_POSTS, *_COURTESY), key=len, reverse=True)))


def titled_families(
    text: str, families: Mapping[str, tuple[int, ...]]
) -> Iterator[tuple[int, int, str, tuple[int, ...], str]]:
    """Start, end, family name, who may bear it, and the post that the title stands for in English ("" for 氏)."""
    if not families or not UNSPACED.search(text):
        return
    for match in _TITLE.finditer(text):
        for length in (2, 1):
            start = match.start() - length
            key = text[max(start, 0) : match.start()]
            if start >= 0 and key in families:
                yield start, match.start(), key, families[key], _post(match[0])
                break


def _post(title: str) -> str:
    if title[0] in "前元":
        return f"former {_POSTS[title[1:]]}"
    return _POSTS.get(title, "")
