"""Text in an encoding of East Asia that nothing declares: known by what comes out.

Most bytes can be read in several of these encodings, as other characters each time. Japanese has kana, Korean the
commonest syllables of hangul, and Chinese some of its commonest characters; in the wrong encoding the same bytes are
rare ones.
"""

import re
from dataclasses import dataclass

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
_COMMONEST = frozenset(
    "的一是不了在人有我他这個个们们中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着下自之年"
    "过過发發后後作里用道行所然家种種事成方多经經么去法学學如都同现現当當没動动面起看定天分还還进進好小部其些主样樣"
    "理心她本前开開但因只从從想实實日军者意无無力它与與长長把机十民第公此已工使情明性知全三又关關点點正业業外将將两兩"
    "高間间由问問很最重并物手应應战向头頭文体體政美相见見市新水二员員月報报記记這們說沒應"
)
_COMMON_SYLLABLES = frozenset(
    "다이는에의을가고하지은로기사한를서도자인시리대나전정아해어수있그일과부장원상으제들스것라보구조만"
)
_FEWEST = 4
"""Fewer letters say nothing."""
_KANA_OF_JAPANESE, _HANGUL_OF_KOREAN, _COMMONEST_OF_ALL = 0.2, 0.85, 0.15


@dataclass(frozen=True, slots=True)
class _Shares:
    """What the letters of a text are, Latin ones aside; each a share of one."""

    kana: float
    hangul: float
    han: float
    commonest: float


def east_asian(raw: bytes) -> tuple[str, str] | None:
    """The text and its encoding where the bytes are plainly Japanese, Korean or Chinese in it, else None."""
    if b"\x1b$" in raw and raw.isascii():
        found = _read(raw, "iso2022_jp")
        return (found[0], "iso2022-jp") if found and found[1].kana + found[1].han > 0.9 else None
    for encoding in ("cp932", "euc_jp"):
        found = _read(raw, encoding)
        if found and found[1].kana >= _KANA_OF_JAPANESE and found[1].kana + found[1].han > 0.9:
            return found[0], encoding.replace("_", "-")
    for encoding in ("cp949", "gb18030", "big5", "big5hkscs"):
        found = _read(raw, encoding)
        if found is None or found[1].commonest < _COMMONEST_OF_ALL:
            continue
        if found[1].hangul >= _HANGUL_OF_KOREAN if encoding == "cp949" else found[1].han > 0.9:
            return found[0], encoding
    return None


def _read(raw: bytes, encoding: str) -> tuple[str, _Shares] | None:
    try:
        text = raw.decode(encoding)
    except UnicodeError:
        return None
    letters = _LETTER.findall(text)
    if len(letters) < _FEWEST:
        return None
    joined = "".join(letters)
    commonest = sum(letter in _COMMONEST or letter in _COMMON_SYLLABLES for letter in letters)
    kana, hangul, han = (len(script.findall(joined)) / len(letters) for script in (_KANA, _HANGUL, _HAN))
    return text, _Shares(kana, hangul, han, commonest / len(letters))
