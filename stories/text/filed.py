"""Where and by whom a story was filed, as papers in Japanese and Korean print it in brackets: 【ソウル＝佐藤花子】,
（ロンドン=鈴木一郎）, 【北京共同】, (서울=연합뉴스) 김문규 기자 =. Several with their places are joined by a comma or a
point: 【東京＝山田太郎、ソウル＝佐藤花子】, （ワシントン 田中一郎、北京 鈴木花子）.

It stands where the text begins, or alone behind its last sentence. What stands before the sign is a place only where it
is none of the words that credit a picture or an interview (写真＝, 聞き手＝). Alone on a line and behind a text, where
films, books and tables are credited so too (監督＝, 人口＝), it is one only where it is known as a place or ends as
places do, where who signs is called a correspondent, or where it is in katakana, is no part, firm or work, and a
Japanese name stands behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stories.text.filing_places import is_desk, is_filing_place, is_known_place, may_be_filing_place, sounds_foreign
from stories.text.japanese import family_before

OPENS, CLOSES = "【〔［[（(", "】〕］]）)"
_INSIDE = rf"[^{re.escape(OPENS + CLOSES)}\n]"
_BRACKET = re.compile(
    rf"[{re.escape(OPENS)}]\s?(?P<place>[^=＝{re.escape(OPENS + CLOSES)}\n\s]{{1,16}}?)\s?[=＝]\s?"
    rf"(?P<by>{_INSIDE}{{2,120}})[{re.escape(CLOSES)}]"
)
_SPACED = re.compile(
    rf"[{re.escape(OPENS)}]\s?(?P<pairs>[^=＝{re.escape(OPENS + CLOSES)}\n]{{5,120}})[{re.escape(CLOSES)}]"
)
_OF_AGENCY = re.compile(
    r"[【〔［](?P<place>[^=＝【】\s]{2,12}?)(?P<by>AFP[＝=・]?時事|共同通信社?|共同|時事通信社?|時事|ロイター通信?|"
    r"聯合ニュース|新華社|タス通信)[】〕］]"
)
"""Agencies are printed right behind the place; of a name it is not sure where it begins."""
_AGENCY = re.compile(r"^(?:共同|時事|AFP|ロイター|AP|聯合|新華社|タス|연합뉴스|뉴시스|뉴스1)")
_REPORTER = re.compile(r"\s?(?P<by>[가-힣]{2,4}(?:\s?[·,]\s?[가-힣]{2,4}){0,4})\s?(?:선임)?(?:기자|특파원)\s?=\s?")
_PLACE = re.compile(r"[\u3400-\u9fff々ァ-ヺー가-힣ヶ]{2,}(?:[、・･][\u3400-\u9fff々ァ-ヺー가-힣]{2,}){0,2}")
_OF_PLACE = re.compile(r"(?:\d{1,2}日|支局|総局|本社|支社)$")
_LABELS = frozenset(
    "写真 撮影 写真提供 提供 資料 出典 引用 訳 通訳 翻訳 構成 聞き手 文 文責 取材 執筆 編集 監修 イラスト 図 "
    "動画 映像 協力 記者 司会 監督 主演 出演 脚本 演出 原作 音楽 作曲 指揮 解説 社説 出所 敬称略 カメラ デザイン "
    "グラフィック 独自 特集 連載 速報 号外 "
    "モデル ナレーター ナレーション スタイリスト ヘアメイク スタッフ 사진 자료 그래픽 영상 번역 감독 "
    "출연 디자인 그래픽디자인 출처 제공 촬영 취재 정리 기획 진행 인용".split()
)
_SENT = re.compile(r"(?:記者|特派員|支局長|総局長|기자|특파원)(?:[、,]|$)")
_WRITERS = frozenset("文 取材 執筆 聞き手 文責".split())
"""Labels of those who wrote the text, without a place."""
_PARTS = re.compile(
    r"\s*(?:[、，,;；／/]|(?<=[\u3400-\u9fff々])[・･](?=[\u3400-\u9fff]|[^=＝、・･\s]{1,16}[=＝\s]))\s*"
)
_PAIR = re.compile(r"(?P<place>[^=＝]{1,16}?)\s?[=＝]\s?(?P<name>[^=＝]*[^=＝ァ-ヺー・･].*)")
"""A further place with who filed from there; a name in katakana may have the sign in it (ジャン＝ポール)."""
_PLACED = re.compile(r"(?P<place>\S{2,16})[ \u3000](?P<name>[\u3400-\u9fff々ぁ-ゖァ-ヺーヶ]{3,10})")
_POST = re.compile(r"(?:本社|本紙|共同)?(?:特派員|編集委員|論説委員|支局長|総局長|記者ら|記者|기자|특파원)$")
_PERSON = re.compile(
    r"[\u3400-\u9fff々]{1,4}[ \u3000]?[\u3400-\u9fff々ぁ-ゖァ-ヺーヶ]{1,5}(?<![中的化型者性])|"
    r"[ァ-ヺー]+(?:[・･＝=][ァ-ヺー]+)+|[가-힣]{2,4}|"
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}"
)
_NO_PERSON = re.compile(
    r"(?:部|局|班|社|紙|通信|新聞|ニュース|放送|委員会|編集|協会|総合|뉴스|통신|일보|신문)$|^(?:共同|時事|写真も)"
)
_NO_NAME = re.compile(
    r"(?:会[談議見社場派]|団体?|代表団?|五輪|選手権?|大使館?|領事館|総領事|事[故件]|大会|選挙|議[会員長]|条約|協定|交渉|政策|危機|原発|"
    r"火災|地震|空港|[県市]警|[県市町区郡州駅港]|首[相脳]|大統領|[市町村]長|知事|監督|教授|会[長員]|銀行|証券|商事|物産|通商|重工|技研|電[器機]|"
    r"自動車|製作所|製薬|化学|[工産農林漁]業|建設|組合|大学|病院|裁判所?|公演|リーグ|チーム|支援|問題|情勢|時間)$"
)
"""Ends of what is no name, whatever it begins with: who plays or meets, offices, firms, events."""
_GIVEN = re.compile(r"[\u3400-\u9fff々ぁ-ゖァ-ヺー]{1,4}")
_GIVEN_BEHIND_ONE = re.compile(r"[\u3400-\u9fff々ぁ-ゖァ-ヺー]{2}|[\u3400-\u9fff々]{2}[郎助子介之彦代美]")
"""Behind a family name of one character, which begins many a word as well (関 in 関税交渉)."""
_AMOUNT = re.compile("円$|[〇一二三四五六七八九十百千万億]人$|^約|^税[別込]")
_NOBODY = (_NO_PERSON, _NO_NAME, _AMOUNT)
_KATAKANA = re.compile("[ァ-ヺー]+")
_SURELY_WHOLE = 4
"""Characters of a Japanese name that is whole: 慎一郎 can be the given name of Mr Ishikawa, called as a place is."""
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Filed:
    """The place, if one is named, the people, and what else signs (an agency, a desk); the text goes on at `end`."""

    place: str | None
    people: tuple[str, ...]
    others: tuple[str, ...]
    end: int


def filed_at_start(text: str) -> Filed | None:
    """What the brackets say with which a text opens, or None where they say something else."""
    if text[:1] not in OPENS or not text:
        return None
    match = _BRACKET.match(text[:_LONGEST]) or _OF_AGENCY.match(text[:_LONGEST])
    found = _filed(match) if match else _placed(_SPACED.match(text[:_LONGEST]))
    if found is None:
        return None
    reporter = _REPORTER.match(text[: _LONGEST * 2], found.end)
    if reporter:
        people = tuple(re.split(r"\s?[·,]\s?", reporter["by"]))
        return Filed(found.place, (*found.people, *people), found.others, reporter.end())
    return found


def filed_at_end(text: str) -> Filed | None:
    """What the brackets say that stand behind the last sentence of a text, or None."""
    if text[-1:] not in CLOSES or not text:
        return None
    tail = text[-_LONGEST:]
    start = max(map(tail.rfind, OPENS))
    match = _BRACKET.fullmatch(tail, start) if start >= 0 else None
    if match:
        return _filed(match) if _is_sure(match) else None
    return _placed(_SPACED.fullmatch(tail, start)) if start >= 0 else None


def filed_alone(line: str) -> Filed | None:
    """What a line says that is nothing but such brackets, or None."""
    bare = line.strip()
    found = filed_at_start(bare) if bare[-1:] in CLOSES else None
    if found is None or found.end != len(bare):
        return None
    match = _BRACKET.fullmatch(bare)
    if match:
        return found if _is_sure(match) else None
    spaced = _SPACED.fullmatch(bare)
    return found if spaced is None or _OF_AGENCY.fullmatch(bare) else _placed(spaced)


def _is_sure(match: re.Match[str]) -> bool:
    printed = _OF_PLACE.sub("", match["place"])
    if printed in _WRITERS or is_desk(printed) or _SENT.search(match["by"].strip()) or _AGENCY.search(match["by"]):
        return True
    places = re.split("[、・･]", printed)
    if printed != match["place"] or all(map(is_filing_place, places)):
        return True
    named = all(map(is_japanese_name, _PARTS.split(match["by"].strip())))
    return named and all(map(sounds_foreign, places)) and printed not in _LABELS


def _may_file(match: re.Match[str], printed: str) -> bool:
    """Whether what stands before the sign may be a place: where nobody is called a correspondent, no office is."""
    if printed != match["place"] or _SENT.search(match["by"].strip()) or _AGENCY.search(match["by"]):
        return True
    return all(map(may_be_filing_place, re.split("[、・･]", printed)))


def _may_place(word: str) -> bool:
    """Whether a word before a further sign is a place or a desk, and no label or part."""
    named = _PLACE.fullmatch(word) is not None and word not in _LABELS
    return named and (is_desk(word) or _OF_PLACE.search(word) is not None or may_be_filing_place(word))


def _filed(match: re.Match[str]) -> Filed | None:
    printed = _OF_PLACE.sub("", match["place"])
    label = printed.rstrip("・") in _LABELS
    if label and printed not in _WRITERS:
        return None
    desk = is_desk(printed)
    if not (label or desk) and not (_PLACE.fullmatch(printed) and _may_file(match, printed)):
        return None
    places = [] if label or desk else [printed]
    people: list[str] = []
    others: list[str] = []
    for part in _PARTS.split(match["by"].strip()):
        pair = _PAIR.fullmatch(part)
        if pair and _may_place(pair["place"]):
            places += [] if is_desk(pair["place"]) else [_OF_PLACE.sub("", pair["place"])]
        else:
            pair = None
        name = _POST.sub("", (pair["name"] if pair else part).strip()).strip()
        if _PERSON.fullmatch(name) and len(name) >= 3 and not any(no.search(name) for no in _NOBODY):
            people.append(name)
        elif name:
            others.append(name)
    if not people and not any(_NO_PERSON.search(name) or name.isascii() for name in others):
        return None  # (価格=十円)
    place = "・".join(dict.fromkeys(places)) or None
    return Filed(place, tuple(dict.fromkeys(people)), tuple(others), match.end())


def _placed(match: re.Match[str] | None) -> Filed | None:
    """What brackets say in which each part is a place, a space and a name; None where one is not. Only places that are
    known: films and concerts are credited so too (ソプラノ 佐藤花子). Only names that begin with a known family name:
    what else stands behind a place is told of it (パリ 五輪代表)."""
    if match is None:
        return None
    places, people = [], []
    for part in _PARTS.split(match["pairs"].strip()):
        pair = _PLACED.fullmatch(_POST.sub("", part.strip()).strip())
        if pair is None or not is_japanese_name(pair["name"]):
            return None
        place = _OF_PLACE.sub("", pair["place"])
        if not is_known_place(place) or (not _KATAKANA.fullmatch(place) and len(pair["name"]) < _SURELY_WHOLE):
            return None
        places.append(place)
        people.append(pair["name"])
    return Filed("・".join(dict.fromkeys(places)), tuple(dict.fromkeys(people)), (), match.end())


def is_japanese_name(name: str) -> bool:
    """Whether a text is a family name that is known and a given name, written without a space, and nothing else."""
    family = family_before(name)
    given = _GIVEN_BEHIND_ONE if family == 1 else _GIVEN
    return family > 0 and given.fullmatch(name, family) is not None and not any(no.search(name) for no in _NOBODY)


__all__ = ["Filed", "filed_alone", "filed_at_end", "filed_at_start", "is_japanese_name"]
