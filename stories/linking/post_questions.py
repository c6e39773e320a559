"""A post in plain words, taken apart: "Japan's foreign minister", "US Secretary of State", 日本の外務大臣."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stories.linking.countries import adjective_code, any_country_code, country_code
from stories.linking.post_words import fold_post, is_object
from stories.text.names import fold

_OF = re.compile(r"\s+(?:of|in|for)\s+(?:the\s+)?", re.IGNORECASE)
_OWNED = re.compile(r"^(?P<land>.+?)(?:['’]s|s['’])\s+(?P<post>\S.*)$")
_LEADING = re.compile(r"^(?:the|a|who (?:was|is)(?: the)?)\s+", re.IGNORECASE)
_HEADS = frozenset(
    "president chair chairman chairwoman chairperson governor mayor director secretary minister chief".split()
)
_JAPANESE = {
    "内閣総理大臣": "Prime Minister", "総理大臣": "Prime Minister", "総理": "Prime Minister", "首相": "Prime Minister",
    "外務大臣": "Minister for Foreign Affairs", "外相": "Minister for Foreign Affairs",
    "防衛大臣": "Minister of Defense",
    "防衛相": "Minister of Defense", "財務大臣": "Minister of Finance", "財務相": "Minister of Finance",
    "官房長官": "Chief Cabinet Secretary", "内閣官房長官": "Chief Cabinet Secretary",
    "経済産業大臣": "Minister of Economy, Trade and Industry", "経産相": "Minister of Economy, Trade and Industry",
    "法務大臣": "Minister of Justice", "法相": "Minister of Justice", "環境大臣": "Minister of the Environment",
    "大統領": "President", "副大統領": "Vice President", "国務長官": "Secretary of State",
    "国防長官": "Secretary of Defense", "財務長官": "Secretary of the Treasury", "国家主席": "President",
    "主席": "President",
}  # fmt: skip
_OFFICES = (
    ("head of government", frozenset(
        ("prime minister", "premier", "taoiseach", "chancellor", "federal chancellor", "premier of state council",
         "president of government", "president of council of ministers", "chairman of government", "minister president")
    )),
    ("foreign minister", frozenset(
        ("foreign minister", "minister of foreign affairs", "secretary of state", "foreign secretary",
         "minister of external affairs", "secretary of foreign affairs", "foreign affairs minister",
         "secretary of state of foreign affairs", "secretary of state of foreign and commonwealth affairs",
         "secretary of state of foreign commonwealth and development affairs", "minister of europe and foreign affairs",
         "federal minister of foreign affairs")
    )),
)  # fmt: skip
"""What one office is called in different countries."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One way to take the words: the post, the country ("" for any) and a body ("" for any)."""

    post: str
    country: str = ""
    body: str = ""


def readings(post: str, land: str) -> list[Asked]:
    """The ways to take a question, the nearest to its words first. `land` is the country that was given besides."""
    text = _LEADING.sub("", " ".join(post.split())).rstrip("?？. ")
    ways = [Asked(post, land), Asked(text, land)]
    ways += [Asked(head, code or land) for head, code in _with_country(text) if land in ("", code)]
    for match in list(_OF.finditer(text))[::-1]:
        head, tail = text[: match.start()], text[match.end() :].strip()
        if tail and country_code(tail) is None:
            ways.append(Asked(head, land, tail))
    words = text.split()
    if len(words) > 1 and fold(words[-1]) in _HEADS:
        rest = " ".join(words[:-1])
        ways += [Asked(f"{words[-1]} of {rest}", land), Asked(words[-1], land, rest)]
    return list(dict.fromkeys(ways))


def _with_country(text: str) -> Iterator[tuple[str, str]]:
    """The post without the country that it is of, and the country's code: behind it, before it, in Japanese."""
    for match in list(_OF.finditer(text))[::-1]:
        code = country_code(text[match.end() :])
        if code is not None:
            yield text[: match.start()], code
    owned = _OWNED.match(text)
    if owned and (code := any_country_code(owned["land"])):
        yield owned["post"], code
    words = text.split()
    for number in (3, 2, 1):
        before = " ".join(words[:number])
        code = country_code(before) or adjective_code(before) if len(words) > number else None
        if code and not is_object(words[number]):
            yield " ".join(words[number:]), code
    yield from _in_japanese(text)


def _in_japanese(text: str) -> Iterator[tuple[str, str]]:
    for printed in sorted(_JAPANESE, key=len, reverse=True):
        if text.endswith(printed):
            before = text.removesuffix(printed).removesuffix("の")
            code = any_country_code(before) if before else ""
            if code is not None:
                yield _JAPANESE[printed], code
                return


def same_offices(post: str) -> frozenset[str]:
    """What the office is called elsewhere: a premier or a taoiseach is asked for as a prime minister, too."""
    asked = fold_post(post)
    return next((names for name, names in _OFFICES if asked in names or asked == name), frozenset())
