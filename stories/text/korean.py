"""Korean names in Latin letters: which hangul a printed syllable may stand for.

Three ways of spelling are in use beside each other: the Revised Romanization of 2000 (Deok-chul), McCune-Reischauer
of 1937, mostly without its marks (Tok-ch'ol, Tokchol), which North Korea's print follows, and what bearers chose for
themselves (Duck-chul, Lee, Park). None can be turned round: "Sung" is 성, 승 or 숭. So a syllable is read as the set of
all that it may be, and only syllables in which a Chinese character is read in Korean count, which names are made of.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

_FIRST = 0xAC00
_LAST = 0xD7A3
_VOWELS, _CODAS = 21, 28
_ONSET_LETTERS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWEL_LETTERS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODA_LETTERS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"

_ONSETS = {
    "ㄱ": "g k", "ㄴ": "n", "ㄷ": "d t", "ㄹ": "r l", "ㅁ": "m", "ㅂ": "b p", "ㅅ": "s", "ㅆ": "ss", "ㅇ": "",
    "ㅈ": "j ch", "ㅊ": "ch", "ㅋ": "k", "ㅌ": "t", "ㅍ": "p", "ㅎ": "h",
}  # fmt: skip
_VOWELS_SPELT = {
    "ㅏ": "a ah", "ㅐ": "ae ai", "ㅑ": "ya", "ㅓ": "eo eou o u", "ㅔ": "e", "ㅕ": "yeo yo you yu", "ㅖ": "ye",
    "ㅗ": "o oh", "ㅘ": "wa", "ㅙ": "wae", "ㅚ": "oe oi", "ㅛ": "yo", "ㅜ": "u oo ou", "ㅝ": "wo weo", "ㅞ": "we",
    "ㅟ": "wi", "ㅠ": "yu yoo", "ㅡ": "eu u", "ㅢ": "ui eui ee", "ㅣ": "i ee",
}  # fmt: skip
_CODAS_SPELT = {" ": "", "ㄱ": "k g ck", "ㄴ": "n", "ㄹ": "l r", "ㅁ": "m", "ㅂ": "p b", "ㅇ": "ng"}
_READ = """
가각간갈감갑강개객갱거건걸검겁게격견결겸경계고곡곤골공과곽관괄광괘괴굉교구국군굴궁권궐궤귀규균귤극근글금급긍기긴길김끽
나낙난날남납낭내냉녀년녈념녑녕노농뇌뇨누눈눌뉴능니닉닐다단달담답당대댁덕도독돈돌동두둔득등
라락란랄람랍랑래랭략량려력련렬렴렵령례로록론롱뢰료룡루류륙륜률륭륵름릉리린림립마막만말망매맥맹면멱멸명메모목몰몽묘무묵문물미민밀
박반발방배백번벌범법벽변별병보복본봉부북분불붕비빈빙사삭산살삼삽상새색생서석선설섬섭성세소속손솔송쇄쇠수숙순술숭슬습승시식신실심십쌍씨
아악안알암압앙애액앵야약양어억언얼엄업에여역연열염엽영예오옥온올옹와완왈왕왜외요욕용우욱운울웅원월위유육윤율융은을음읍응의이익인일임입잉
자작잔잠잡장재쟁저적전절점접정제조족존졸종좌죄주죽준줄중즉즐즙증지직진질짐집징차착찬찰참창채책처척천철첨첩청체초촉촌총촬최추축춘출충췌취
측층치칙친칠침칩칭쾌타탁탄탈탐탑탕태택탱터토통퇴투특틈파판팔패팽퍅편폄평폐포폭표품풍피필핍
하학한할함합항해핵행향허헌헐험혁현혈혐협형혜호혹혼홀홍화확환활황회획횡효후훈훙훤훼휘휴휼흉흑흔흘흠흡흥희힐
"""
_FAMILIES = """
김 kim gim; 이 lee yi rhee ri li i; 박 park pak bak; 최 choi choe; 정 jung jeong chung chong cheong; 강 kang gang;
조 cho jo; 윤 yoon yun youn; 장 jang chang; 임 lim im rim yim; 한 han hahn; 오 oh o; 서 seo suh so; 신 shin sin;
권 kwon gwon; 황 hwang whang; 안 ahn an; 송 song; 전 jeon jun chun chon cheon; 홍 hong; 유 yoo yu ryu you; 고 ko go koh;
문 moon mun; 양 yang ryang; 손 son sohn; 배 bae pae; 백 baek paik paek baik; 허 heo hur huh ho; 남 nam; 심 shim sim;
노 roh noh no ro rho; 하 ha hah; 곽 kwak gwak; 성 sung seong song; 차 cha; 주 joo ju chu; 우 woo u wu; 구 koo ku gu goo;
민 min; 류 ryu yoo yu; 나 na ra rah nah; 진 jin chin; 지 ji chi jee; 엄 eom um om; 채 chae; 원 won; 천 cheon chun chon;
방 bang pang; 공 kong gong; 현 hyun hyeon hyon; 함 ham; 변 byun byeon pyon byon; 염 yeom yom youm; 여 yeo yo;
추 choo chu; 도 do to doh; 소 so; 석 seok suk sok; 선 sun seon; 설 seol sul sol; 마 ma mah; 길 gil kil; 연 yeon yon;
위 wi wee; 표 pyo; 명 myung myeong myong; 기 ki gi kee; 반 ban pan; 왕 wang; 금 keum geum kum; 옥 ok; 육 yuk; 인 in;
맹 maeng; 제 je che; 모 mo; 탁 tak; 국 kook kuk guk; 어 eo uh o; 은 eun un; 편 pyun pyeon pyon; 용 yong; 예 ye;
봉 bong pong; 사 sa; 부 boo bu pu; 황보 hwangbo; 남궁 namgung namkoong; 선우 sunwoo seonwoo; 독고 dokgo; 제갈 jegal
"""
_OLD_INITIAL = {
    "류": "유",
    "리": "이",
    "림": "임",
    "로": "노",
    "량": "양",
    "려": "여",
    "렴": "염",
    "라": "나",
    "륙": "육",
}
"""The North keeps ㄹ at the start of a family name, and the Ryu of the South their own spelling."""
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_LONGEST = 7
_MOST_SYLLABLES = 2


def is_hangul(name: str) -> bool:
    """Whether a name is written in hangul alone, spaces aside."""
    return bool(_HANGUL.fullmatch("".join(name.split())))


@lru_cache(maxsize=1)
def _syllables() -> dict[str, frozenset[str]]:
    """Printed syllable -> the hangul that it may be."""
    found: dict[str, set[str]] = {}
    for hangul in "".join(_READ.split()):
        number = ord(hangul) - _FIRST
        onset, rest = divmod(number, _VOWELS * _CODAS)
        vowel, coda = divmod(rest, _CODAS)
        for printed in _spellings(_ONSET_LETTERS[onset], _VOWEL_LETTERS[vowel], _CODA_LETTERS[coda]):
            found.setdefault(printed, set()).add(hangul)
    return {printed: frozenset(readings) for printed, readings in found.items()}


def _spellings(onset: str, vowel: str, coda: str) -> set[str]:
    onsets, vowels = _ONSETS.get(onset, "").split(" "), _VOWELS_SPELT.get(vowel, "").split()
    codas = _CODAS_SPELT.get(coda, "").split(" ")
    if vowel in "ㅓㅕ" and coda == " ":
        # The open vowel is never a bare u: 서 is Seo, So or Suh.
        vowels = [one for one in vowels if not one.endswith("u") or one == "you"]
        vowels += ["uh"] if vowel == "ㅓ" else []
    if vowel == "ㅡ" and coda == " ":
        vowels = ["eu"]
    if vowel != "ㅢ" or onset != "ㅎ":
        vowels = [one for one in vowels if one != "ee" or vowel == "ㅣ"]
    spelt = {first + middle + last for first, middle, last in product(onsets, vowels, codas)}
    if onset == "ㅇ" and vowel == "ㅜ":
        spelt |= {f"w{one}" for one in spelt}
    if onset == "ㅎ" and vowel == "ㅘ":
        spelt |= {f"wh{one[2:]}" for one in spelt}
    if vowel == "ㅣ" and coda == " ":
        spelt |= {f"{one[:-1]}ie" for one in spelt if one.endswith("i")}
    if onset == "ㅅ" and vowel in "ㅣㅟ":
        spelt |= {f"sh{one[1:]}" for one in spelt}
    return spelt


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[str]]:
    """Printed family name -> the hangul that it may be."""
    found: dict[str, set[str]] = {}
    for line in _FAMILIES.split(";"):
        hangul, *forms = line.split()
        for printed in forms:
            found.setdefault(printed, set()).add(_OLD_INITIAL.get(hangul, hangul))
    return {printed: frozenset(readings) for printed, readings in found.items()}


def korean_families() -> frozenset[str]:
    """All that a family name may be printed as."""
    return frozenset(_families())


def korean_readings(family: str, given: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """What a name in Latin letters may be in hangul: one set for the family name, one for each syllable of the given
    name. Words are folded; a given name is one word or a word a syllable. Empty where the name can be no Korean one."""
    families = _families().get(family)
    if not families or not given or len(given) > _MOST_SYLLABLES:
        return ()
    if len(given) == 1:
        ways = _cut(given[0])
        return (families, *ways) if ways else ()
    read = tuple(_syllables().get(word, frozenset()) for word in given)
    return (families, *read) if all(read) else ()


def _cut(word: str) -> tuple[frozenset[str], ...]:
    """The syllables of a given name printed as one word: "Sunghan". One syllable where it can be one; nothing where
    two cuts are as good."""
    known = _syllables()
    if word in known:
        return (known[word],)
    if len(word) > 2 * _LONGEST:
        return ()
    cuts = [(known[word[:at]], known[word[at:]]) for at in range(1, len(word)) if _is_cut(known, word, at)]
    return cuts[0] if len(cuts) == 1 else ()


def _is_cut(known: dict[str, frozenset[str]], word: str, at: int) -> bool:
    # "Sungeun" is Sung-eun: ng never stands before a vowel as n-g.
    return word[:at] in known and word[at:] in known and not (word[at - 1] == "n" and word[at] == "g")


def hangul_readings(name: str) -> tuple[frozenset[str], ...]:
    """The same for a name in hangul: the family name is its first syllable, or its first two where that is one."""
    letters = "".join(name.split())
    if not is_hangul(letters) or not 2 <= len(letters) <= 4:
        return ()
    doubled = {reading for readings in _families().values() for reading in readings if len(reading) == 2}
    cut = 2 if letters[:2] in doubled and len(letters) > 2 else 1
    family = letters[:cut]
    return (frozenset({_OLD_INITIAL.get(family, family)}), *(frozenset({one}) for one in letters[cut:]))


_REVISED = (
    "g kk n d tt r m b pp s ss _ j jj ch k t p h".split(),
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(),
    "_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(),
)
"""Onsets, vowels and codas in the Revised Romanization of 2000, in the order of Unicode; syllable by syllable, as names
are."""


def hangul_in_latin(word: str) -> str:
    """A word of hangul in the Revised Romanization; "" where it holds anything else."""
    if not is_hangul(word):
        return ""
    found = ""
    for hangul in word:
        onset, rest = divmod(ord(hangul) - _FIRST, _VOWELS * _CODAS)
        parts = (_REVISED[0][onset], _REVISED[1][rest // _CODAS], _REVISED[2][rest % _CODAS])
        found += "".join(part for part in parts if part != "_")
    return found


def printed_families() -> dict[str, str]:
    """Family name in hangul -> how its bearers mostly print it."""
    return {line.split()[0]: line.split()[1] for line in _FAMILIES.split(";")}
