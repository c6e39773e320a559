"""Which language a text is in, by its script and its commonest small words. Enough for a label, not for a linguist."""

import re
from collections import Counter

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")), ("ko", re.compile("[\uac00-\ud7af]")), ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")), ("he", re.compile("[\u0590-\u05ff]")), ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")), ("bn", re.compile("[\u0980-\u09ff]")), ("ta", re.compile("[\u0b80-\u0bff]")),
    ("ar", re.compile("[\u0600-\u06ff]")), ("ru", re.compile("[\u0400-\u04ff]")),
)  # fmt: skip
_SMALL = {
    "en": "the of and to in that is was for on with as by his from has have are said it its not be this which",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus hat",
    "fr": "le la les des et en du une est que dans qui pour sur au par avec plus ce pas il son ont aux été",
    "es": "el la los las de que en y del se por con para una un es su al lo como más pero sus ha",
    "it": "il la di che e in un una per del della con non sono le si dei gli nel alla anche da più come ha",
    "pt": "o a os as de que e do da em um uma para com não por mais dos no na se foi ao é são",
    "nl": "de het een van en in is dat op te zijn voor met die aan niet er om ook als bij door naar maar",
    "sv": "och att det i en som är på av för med den till inte har om ett han men de var sig från",
    "da": "og at det i en som er på af for med den til ikke har om et han men de var sig fra der",
    "no": "og at det i en som er på av for med den til ikke har om et han men de var seg fra ble",
    "pl": "w i na z do się nie że to jest o jak po co za od ale dla przez jego są oraz",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ama en ne var dedi ise ki göre ancak "
    "oldu olduğunu tarafından üzerine nedeniyle kişi yeni etti eden henüz hiç bunun yapılan açıkladı",
    "id": "yang dan di dari untuk dengan ini itu pada tidak dalam akan ke juga oleh bahwa ada telah "
    "kata kami mereka akibat sebanyak orang masih setelah karena sudah secara tersebut kepada antara saat menjadi "
    "lebih namun serta hingga adalah sebagai seorang bisa harus saya kita sementara ujar korban",
    "fi": "ja on ei että se oli hän mutta myös kun ovat joka jos kuin mukaan sen",
    "hu": "a az és hogy nem is egy ez de volt meg csak már azt el ha mint még aki lesz szerint után sem vagy",
    "cs": "a se v na že je s z do o k za i ale by pro jako byl po jsem",
}
_WORDS: dict[str, list[str]] = {}
for _name, _words in _SMALL.items():
    for _small in _words.split():
        _WORDS.setdefault(_small, []).append(_name)
_LETTERS = {
    "tr": re.compile("[ığ]"), "pl": re.compile("[łś]"), "hu": re.compile("[őű]"), "cs": re.compile("[ěřů]"),
}  # fmt: skip
"""Letters that few other languages have: a word with one counts as a small word does, unless it is a name."""
_AZERI = re.compile("ə", re.IGNORECASE)
_ONE_SCRIPT = {
    "ar": frozenset("ar fa ur ps ku ug sd".split()), "ru": frozenset("ru uk be bg sr mk kk ky mn tg".split()),
    "hi": frozenset("hi mr ne sa".split()), "he": frozenset("he yi".split()), "zh": frozenset("zh ja".split()),
    "bn": frozenset("bn as".split()),
}  # fmt: skip
"""Languages that one script writes, which declares more than letters tell."""
_UNTOLD = frozenset(
    "af az bs ca cy eo et eu fo fy ga gd gl hr ht is lb lt lv ms mt oc rm ro sk sl so sq sw tl uz vi zu".split()
)
"""Languages in Latin letters whose small words are not known here and stand for a neighbour's (Catalan for Spanish)."""
_DECIDED = 5
"""A text speaks plainly where one word in so many is a small word of the language: two of five are usual."""
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
_PERSIAN = re.compile("[پچژگ]")
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 6000


def language_of(text: str, *, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of a text's language, or None where too little speaks for any.

    `declared` is what the page says of itself, which templates say wrongly at times (English, of a page in German): it
    counts unless the text plainly speaks against it, and always among languages of one script and those whose words
    are not known here (_UNTOLD).
    """
    sample = text[:_ENOUGH]
    letters = sum(map(str.isalpha, sample))
    if letters < 12:
        return declared
    for name, script in _SCRIPTS:
        if len(script.findall(sample)) > letters * (0.05 if name == "ja" else 0.3):
            return declared if declared in _ONE_SCRIPT.get(name, ()) else _near(name, sample)
    if declared in _UNTOLD:
        return declared
    words = _WORD.findall(sample.casefold())
    scores = Counter(name for word in words for name in _WORDS.get(word, ()))
    scores.update(_by_letters(sample))
    best = max(scores, key=lambda name: scores[name], default=None)
    if best is None or declared == best:
        return declared
    if declared:
        many = scores[best] >= 4 and scores[best] * _DECIDED >= len(words) and scores[best] >= 2 * scores[declared]
        return best if many and _are_several(words, best) else declared
    return best if scores[best] >= 2 and scores[best] * 12 >= len(words) else None


def _are_several(words: list[str], name: str) -> bool:
    """Whether four small words of a language are among the words: "a", "e" and "o" again and again tell nothing."""
    return len({word for word in words if name in _WORDS.get(word, ())}) >= 4


def _by_letters(sample: str) -> Counter[str]:
    """How many words that are neither names nor small words have the letters of a language."""
    if sample.isascii() or _AZERI.search(sample):
        return Counter()
    words = (word for word in _WORD.findall(sample) if word.islower() and not word.isascii())
    low = [word for word in words if word not in _WORDS]
    return Counter(name for name, letters in _LETTERS.items() for word in low if letters.search(word))


def _near(name: str, sample: str) -> str:
    if name == "ru" and len(_UKRAINIAN.findall(sample)) > 3:
        return "uk"
    if name == "ar" and len(_PERSIAN.findall(sample)) > 3:
        return "fa"
    return name
