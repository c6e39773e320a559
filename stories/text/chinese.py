"""Chinese names in Latin letters: which syllables of Hanyu Pinyin a printed one may stand for.

In use beside each other: Hanyu Pinyin (Jingqun), Wade-Giles, which Taiwan's names mostly follow and print without its
marks (Ching-chun), Tongyong Pinyin (Jingcyun) and the Mandarin Phonetic Symbols II (Jingchiun), both Taiwan's own for a
time. The tables follow the ministry of education's comparison of them and the Library of Congress' conversion table.
Without marks Wade-Giles says less than Pinyin: "chun" is zhun, chun, jun or qun. So a printed syllable is a set. Names
in Cantonese or Hokkien are other words and are not read here.
"""

from __future__ import annotations

from functools import lru_cache

_FINALS = """
 : a ai an ang ao e en eng er o ou
b: a ai an ang ao ei en eng i ian iao ie in ing o u
p: a ai an ang ao ei en eng i ian iao ie in ing o ou u
m: a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
f: a an ang ei en eng o ou u
d: a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo
t: a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
n: a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ü üe
l: a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo ü üe
g: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
k: a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo
h: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j: i ia ian iang iao ie in ing iong iu ü üan üe ün
q: i ia ian iang iao ie in ing iong iu ü üan üe ün
x: i ia ian iang iao ie in ing iong iu ü üan üe ün
zh: a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
ch: a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
sh: a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r: an ang ao e en eng i ong ou u uan ui un uo
z: a ai an ang ao e ei en eng i ong ou u uan ui un uo
c: a ai an ang ao e en eng i ong ou u uan ui un uo
s: a ai an ang ao e en eng i ong ou u uan ui un uo
y: a an ang ao e i in ing ong ou u uan ue un
w: a ai an ang ei en eng o u
"""
_APICAL = frozenset({"zh", "ch", "sh", "r", "z", "c", "s"})
"""Initials after which i is no i, and which the older ways spell with letters of its own."""
_WADE_GILES = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "r": "j", "z": "ts", "c": "ts",
}  # fmt: skip
_TONGYONG = {"zh": "jh", "q": "c", "x": "s"}
_SYMBOLS = {"zh": "j", "q": "ch", "x": "sh", "z": "tz", "c": "ts"}
_APICAL_WADE_GILES = {"zh": "chih", "ch": "chih", "sh": "shih", "r": "jih", "z": "tzu", "c": "tzu", "s": "ssu szu sze"}
_APICAL_SYMBOLS = {"zh": "jr", "ch": "chr", "sh": "shr", "r": "r", "z": "tz", "c": "tsz", "s": "sz"}
_OWN = {
    "lee": "li", "soong": "song", "chow": "zhou", "chiang": "jiang", "shieh": "xie", "hsieh": "xie", "shyi": "xi",
    "tsao": "cao", "woo": "wu", "koo": "gu", "hwang": "huang", "kuo": "guo", "chern": "chen", "liou": "liu",
    "yeh": "ye", "ing": "ying", "jeou": "jiu", "shiou": "xiu",
}  # fmt: skip
"""What bearers of names chose beside the four ways."""
_DOUBLE = (
    "ou-yang zhu-ge si-ma shang-guan si-tu xia-hou huang-fu gong-sun dong-fang mu-rong ling-hu yu-wen zhang-sun "
    "duan-mu pu-yang shen-tu zhong-li nan-gong xi-men he-lian wan-yan xuan-yuan wen-ren tuo-ba du-gu"
)
"""Family names of two syllables, in Pinyin."""
_OWN_DOUBLE = "auyeung auyang owyang owyeung szeto seto szema"
"""What bearers in Hong Kong and abroad print for them."""
_MOST_SYLLABLES = 2


@lru_cache(maxsize=1)
def _systems() -> tuple[dict[str, frozenset[str]], ...]:
    """For each way of spelling: printed syllable, its marks dropped -> the Pinyin that it may be."""
    tables: tuple[dict[str, set[str]], ...] = ({}, {}, {}, {})
    for line in _FINALS.strip("\n").split("\n"):
        initial, _, finals = line.partition(":")
        initial = initial.strip()
        for final in finals.split():
            ways = (
                {initial + final},
                _wade_giles(initial, final),
                {_tongyong(initial, final)},
                {_symbols(initial, final)},
            )
            for table, spelt in zip(tables, ways, strict=True):
                for one in spelt:
                    table.setdefault(_unmarked(one), set()).add(_pinyin(initial, final))
    for printed, pinyin in _OWN.items():
        for table in tables[1:]:
            table.setdefault(printed, set()).add(pinyin)
    tables[0].setdefault("lee", set()).add("li")
    return tuple({printed: frozenset(found) for printed, found in table.items()} for table in tables)


def _unmarked(printed: str) -> str:
    return printed.replace("ü", "u")


def _pinyin(initial: str, final: str) -> str:
    """The syllable by which readings are compared; ü and u are told apart where Pinyin prints both."""
    return initial + (final if initial in ("n", "l") else final.replace("ü", "u"))


def _wade_giles(initial: str, final: str) -> set[str]:
    if final == "i" and initial in _APICAL_WADE_GILES:
        return set(_APICAL_WADE_GILES[initial].split())
    if initial == "y":
        spelt = {"e": "yeh", "an": "yen", "ou": "yu", "ong": "yung", "ue": "yueh"}.get(final, f"y{final}")
        return {"yi", "i"} if final == "i" else {spelt}
    if initial == "w":
        return {f"w{final}"}
    changed = {"ian": "ien", "ie": "ieh", "iong": "iung", "ong": "ung", "üe": "üeh", "er": "erh"}.get(final, final)
    if final == "uo" and initial not in ("g", "k", "h", "sh"):
        changed = "o"
    if final == "e" and initial in ("g", "k", "h"):
        changed = "o"
    if final == "ui" and initial in ("g", "k"):
        changed = "uei"
    return {_WADE_GILES.get(initial, initial) + changed}


def _tongyong(initial: str, final: str) -> str:
    if final == "i" and initial in _APICAL:
        return f"{_TONGYONG.get(initial, initial)}ih"
    if (initial, final) in (("w", "en"), ("w", "eng"), ("f", "eng")):
        return {"wen": "wun", "weng": "wong", "feng": "fong"}[initial + final]
    changed = {"iu": "iou", "ui": "uei", "iong": "yong"}.get(final, final)
    if changed.startswith("ü"):
        changed = f"yu{changed[1:]}"
    return _TONGYONG.get(initial, initial) + changed


def _symbols(initial: str, final: str) -> str:
    if final == "i" and initial in _APICAL_SYMBOLS:
        return _APICAL_SYMBOLS[initial]
    changed = {"iu": "iou", "ui": "uei", "ao": "au", "iao": "iau", "ong": "ung", "iong": "iung"}.get(final, final)
    if changed.startswith("ü"):
        changed = f"iu{changed[1:]}"
    return _SYMBOLS.get(initial, initial) + changed


def chinese_readings(words: tuple[str, ...]) -> tuple[tuple[frozenset[str], ...], ...]:
    """The ways in which a name may be read: each a set of Pinyin syllables for the family name and for each syllable of
    the given name, all by one way of spelling. Words are folded, the family name first; a given name is one word or a
    word a syllable. Empty where the name can be no Chinese one."""
    family, given = words[:1], words[1:]
    if not family or not given or len(given) > _MOST_SYLLABLES:
        return ()
    found = []
    for table in _systems():
        first = table.get(family[0])
        if not first:
            continue
        rest = _cut(given[0], table) if len(given) == 1 else tuple(table.get(word, frozenset()) for word in given)
        if rest and all(rest):
            found.append((first, *rest))
    return tuple(found) or _mixed(family[0], given)


def _mixed(family: str, given: tuple[str, ...]) -> tuple[tuple[frozenset[str], ...], ...]:
    """The same for a name that no one way of spelling explains, as many in Taiwan are (Hsu Ying-jie): each syllable by
    any of them. The syllables must be printed apart."""
    readings = tuple(_any_system().get(word, frozenset()) for word in (family, *given))
    return (readings,) if len(given) > 1 and all(readings) else ()


@lru_cache(maxsize=1)
def _any_system() -> dict[str, frozenset[str]]:
    return {one: frozenset().union(*(table.get(one, ()) for table in _systems())) for one in chinese_families()}


@lru_cache(maxsize=1)
def chinese_families() -> frozenset[str]:
    """All that a family name of one syllable may be printed as."""
    return frozenset().union(*_systems())


@lru_cache(maxsize=1)
def chinese_double_families() -> frozenset[str]:
    """All that a family name of two syllables may be printed as, in one word: Ouyang, Szeto, Chuko."""
    found = set(_OWN_DOUBLE.split())
    for table in _systems():
        for family in _DOUBLE.split():
            first, second = ([one for one, read in table.items() if part in read] for part in family.split("-"))
            found.update(one + other for one in first for other in second)
    return frozenset(found)


def _cut(word: str, table: dict[str, frozenset[str]]) -> tuple[frozenset[str], ...]:
    """A given name printed as one word: one syllable where it can be one, else two, where only one cut gives two."""
    if word in table:
        return (table[word],)
    cuts = [(table[word[:at]], table[word[at:]]) for at in range(1, len(word)) if _is_cut(table, word, at)]
    return cuts[0] if len(cuts) == 1 else ()


def _is_cut(table: dict[str, frozenset[str]], word: str, at: int) -> bool:
    """Pinyin sets an apostrophe before a vowel inside a word, so that no second syllable begins with one; a first one
    of a single letter would make a Chinese name of Alan."""
    return at > 1 and word[:at] in table and word[at:] in table and word[at] not in "aeo"
