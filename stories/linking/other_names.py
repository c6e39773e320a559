"""Names of people whom nobody has in texts whose names the rules of English do not read: Hungarian, where the family
name stands first, and scripts of their own (Russian, Ukrainian, Bulgarian, Arabic).

A name is only where a known given name stands and what stands with it speaks for one: a known family name, a title or a
post, a word of saying. What is known are the lists that Faker ships, in their own letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

from stories.linking.called_after import ARABIC_BEFORE, CYRILLIC_BEFORE, HUNGARIAN_BEHIND
from stories.linking.places_known import is_known_place
from stories.linking.words import CAPITAL, UNCASED, UPPER, Field, Word
from stories.text.arabic import plain_arabic
from stories.text.languages import language_of
from stories.text.names import fold
from stories.text.title_words import is_title_word

_LISTS = {
    "hu": ("hu_HU",),
    "uk": ("uk_UA", "ru_RU"),
    "ru": ("ru_RU", "uk_UA", "bg_BG"),
    "bg": ("bg_BG", "ru_RU"),
    "ar": ("ar_AA", "ar_SA", "ar_PS", "ar_DZ"),
}
"""Language -> the lists that hold its names."""
_LONGEST_READ = 60_000
_SAYS = frozenset(
    """
    قال قالت وقال وقالت اضاف واضاف اضافت واضافت صرح وصرح صرحت اكد واكد اكدت واكدت ذكر وذكر اعلن واعلن اعلنت واعلنت اوضح
    واوضح اوضحت واوضحت تابع وتابع كتب وكتب التقى والتقى استقبل واستقبل زار وزار
    сказал сказала сказав заявил заявила заявив добавил добавила додав додала отметил отметила зазначив зазначила
    сообщил сообщила повідомив повідомила написал написала написав считает вважає
    szerint mondta kozolte nyilatkozta elmondta jelentette hozzatette hangsulyozta
    """.split()
)
"""Folded words of saying and meeting, which stand right beside whoever does it."""
_BEHIND = frozenset(
    """
    miniszter miniszterelnok polgarmester elnok elnoke elnokasszony kepviselo allamtitkar vezeto vezetoje kancellar
    igazgato igazgatoja kormanyszovivo szovivo szovivoje professzor ur asszony tabornok ezredes ugyesz biro nagykovet
    """.split()
)
"""Posts that stand behind a Hungarian name."""
_NO_ARABIC_NAME = frozenset(
    """
    ان في من على الى عن مع هذا هذه ذلك تلك التي الذي الذين بعد قبل خلال امام عند كان كانت هو هي هم قد لم لن لا ما كل بعض
    غير بين حول ضد منذ حتى اذا كما او ثم بل لكن عقب اليوم امس غدا رئيس وزير مجلس الامم المتحدة الدولة الحكومة
    """.split()
)
_FATHERS = tuple(map(fold, "ович евич ич овна евна івна ївна".split()))
_FAMILIES = tuple(
    map(
        fold,
        "ко ук юк ак як ський ска ська цький цька ский ская ов ова ев ева єв єва ів іва ін їн ишин ин ина дзе швили "
        "швілі ян ець ий ая ых іх".split(),
    )
)
_OF_FAITH = frozenset("الدين الله".split())
"""Arabic words that make a name of two words with the one before: "صلاح الدين", "عبد الله"."""
_NOW = ("ي", "ت")
"""How Arabic verbs begin that tell what somebody does: of "الأمير فيصل يصل" the last word is none of his name."""
_DONE = frozenset(
    plain_arabic(
        """
        وصل وصلت غادر غادرت افتتح افتتحت بحث بحثت شدد شددت دعا دعت اجتمع اجتمعت ناقش ناقشت طالب طالبت وقع وقعت ترأس
        ترأست كشف كشفت عاد عادت توجه شارك شاركت حضر حضرت قتل نفى نفت حذر حذرت وجه وجهت اصدر اصدرت عين عينت قرر قررت
        نشر نشرت
        """
    ).split()
)
"""Verbs of what somebody did."""
_OBJECT = "ا"
"""How an Arabic noun ends that is the object of a sentence: "استقبل محمود عباس وفدا"."""
_JOINED = ("وب", "ول", "ب", "ل", "و", "ف", "ك")
"""Arabic words of one letter that are written with the next one."""
_MOST_ARABIC = 6
_ARABIC_PARTS = frozenset("بن ابن ابو عبد ال ام بو".split())


class _Names(NamedTuple):
    given: frozenset[str]
    family: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A name at words `first` to `last` (exclusive) of a field, and what speaks for it."""

    field: Field
    first: int
    last: int
    reason: str
    post: str = ""


def names_elsewhere(fields: Iterable[Field]) -> Iterator[Found]:
    """The names of a story in one of these languages, in reading order; none of a story in another."""
    held = list(fields)
    text = max((field.text for field in held), key=len, default="")
    language = _language(text)
    read = _READERS.get(language)
    if read is None:
        return
    known = _known(language)
    for field in held:
        for one in read(field, known):
            if field.words[one.first].start > _LONGEST_READ:
                break
            yield one


def opens_with_family(fields: Iterable[Field]) -> bool:
    """Whether a story is Hungarian, where a given name before or behind another word makes no name of both."""
    return _language(max((field.text for field in fields), key=len, default="")) == "hu"


@lru_cache(maxsize=8)
def _language(text: str) -> str:
    if not _may_be_read(text[:2000]):
        return ""
    return language_of(text) or ""


def _may_be_read(sample: str) -> bool:
    """Whether letters speak for one of the languages, before it is looked closer: most texts have none of them."""
    return any("\u0400" <= letter <= "\u06ff" or letter in "őűáéöü" for letter in sample)


@lru_cache(maxsize=len(_LISTS))
def _known(language: str) -> _Names:
    given: set[str] = set()
    family: set[str] = set()
    for name in _LISTS[language]:
        provider = import_module(f"faker.providers.person.{name}").Provider
        for column, held in vars(provider).items():
            if column.startswith("first_names"):
                given.update(map(_plain, held))
            elif column.startswith("last_names"):
                family.update(map(_plain, held))
    return _Names(frozenset(given), frozenset(family))


def _plain(name: str) -> str:
    return plain_arabic(fold(name))


# --- Hungarian


def _hungarian(field: Field, known: _Names) -> Iterator[Found]:
    """Family name, given name, and a second given name."""
    words = field.words
    at = 1
    while at < len(words):
        if words[at].shape == CAPITAL and words[at].folded in known.given and _beside(field, at - 1):
            first = _family_from(field, at - 1)
            last = at + 1
            if last < len(words) and _beside(field, at) and words[last].folded in known.given:
                last += 1
            found = _hungarian_name(field, first, at, last, known)
            if found is not None:
                yield found
                at = last
        at += 1


def _family_from(field: Field, at: int) -> int:
    """Where a family name begins that ends with word `at`: both of "Kis-Nagy"."""
    words = field.words
    joined = at > 0 and field.text[words[at - 1].end : words[at].start] in ("-", "‐", "‑")
    return at - 1 if joined and words[at - 1].shape == CAPITAL else at


def _hungarian_name(field: Field, first: int, given: int, last: int, known: _Names) -> Found | None:
    words = field.words
    family = words[first]
    if words[given - 1].shape != CAPITAL or (family.folded in known.given and family.folded not in known.family):
        return None
    if is_known_place(" ".join(word.folded for word in words[first:last])):
        return None
    if last < len(words) and field.spaced(last - 1) and HUNGARIAN_BEHIND.fullmatch(words[last].folded):
        return None
    post = _post_behind(field, last)
    said = last < len(words) and words[last].folded in _SAYS
    reasons = [
        (family.folded in known.family, f"“{_printed(field, first, given)}” is a family name"),
        (bool(post), f"“{post}” stands behind it"),
        (said, "a word of saying stands behind it"),
        (not field.begins_sentence(first), f"a capital stands before the given name “{_printed(field, given, last)}”"),
    ]
    because = [reason for holds, reason in reasons if holds]
    return Found(field, first, last, because[0], post) if because else None


def _post_behind(field: Field, at: int) -> str:
    words = field.words
    if at >= len(words) or not field.spaced(at - 1):
        return ""
    return field.text[words[at].start : words[at].end] if words[at].folded in _BEHIND else ""


# --- Cyrillic


def _cyrillic(field: Field, known: _Names) -> Iterator[Found]:
    """Given name, maybe the father's, family name."""
    words = field.words
    at = 0
    while at + 1 < len(words):
        last = at + 2
        if words[at].shape != CAPITAL or words[at].folded not in known.given or not _beside(field, at):
            at += 1
            continue
        if _is_fathers(words[at + 1]) and last < len(words) and _beside(field, at + 1):
            last += 1
        family = words[last - 1]
        phrase = " ".join(word.folded for word in words[at:last])
        if _is_thing_cyrillic(field, at):
            at = last
            continue
        if family.shape in (CAPITAL, UPPER) and not _is_no_family(family.folded) and not is_known_place(phrase):
            sure = family.folded in known.family or _ends_as_family(family.folded)
            post = _post_before(field, at)
            said = (last < len(words) and words[last].folded in _SAYS) or (at > 0 and words[at - 1].folded in _SAYS)
            if sure or post or said or last - at == 3:
                reason = f"“{_printed(field, at, at + 1)}” is a given name"
                yield Found(field, at, last, reason, post)
                at = last
                continue
        at += 1


def _is_thing_cyrillic(field: Field, at: int) -> bool:
    """Whether the word before a name, also before its quotation marks, is a ship's or a street's."""
    if at == 0 or field.text[field.words[at - 1].end : field.words[at].start].strip('«„“" \u00a0'):
        return False
    return CYRILLIC_BEFORE.fullmatch(field.words[at - 1].folded) is not None


def _is_fathers(word: Word) -> bool:
    return word.shape == CAPITAL and word.folded.endswith(_FATHERS) and len(word.folded) > 5


def _ends_as_family(folded: str) -> bool:
    return len(folded) > 4 and folded.endswith(_FAMILIES)


def _is_no_family(folded: str) -> bool:
    return is_title_word(folded) or is_known_place(folded)


# --- Arabic


def _arabic(field: Field, known: _Names) -> Iterator[Found]:
    """Given name and one to three words more that are names, or that begin as family names do."""
    words = field.words
    at = 0
    while at + 1 < len(words):
        last = _arabic_end(field, at, known)
        if last is None:
            at += 1
            continue
        post = _post_before(field, at)
        if _is_a_thing(field, at):
            at = last
            continue
        said = at > 0 and plain_arabic(words[at - 1].folded) in _SAYS
        family = plain_arabic(words[last - 1].folded)
        if family in _OF_FAITH and last - at > 2:
            family = plain_arabic(words[last - 2].folded)
        sure = _bare(family) in _bare_all(known.family) or not known.given.isdisjoint((family, _bare(family)))
        if (post or said or (sure and last - at > 1)) and not is_known_place(
            " ".join(word.folded for word in words[at:last])
        ):
            reason = f"“{_printed(field, at, at + 1)}” is a given name"
            yield Found(field, at, last, reason, post)
            at = last
        else:
            at += 1


def _arabic_end(field: Field, first: int, known: _Names) -> int | None:
    """One past the last word of a name that begins at a word; None where it is no given name."""
    words = field.words
    if words[first].shape != UNCASED or plain_arabic(words[first].folded) not in _given_arabic(known):
        return None
    last = first + 1
    while last < len(words) and last - first < _MOST_ARABIC and _beside(field, last - 1):
        word = plain_arabic(words[last].folded)
        if word in _ARABIC_PARTS:
            last = _past_parts(field, last)
            continue
        if word in _SAYS or not (word in _OF_FAITH or _is_named(word, known) or _may_be_family(field, first, last)):
            break
        last += 1
    return last if last - first > 1 and plain_arabic(words[last - 1].folded) not in _NO_ARABIC_NAME else None


def _is_named(word: str, known: _Names) -> bool:
    return word in known.given or _bare(word) in _bare_all(known.family)


def _may_be_family(field: Field, first: int, at: int) -> bool:
    """Whether a word that is no known name ends one: it has the article, or a word of saying, a small word, a title or
    nothing stands behind it; and it is no verb."""
    words = field.words
    word = plain_arabic(words[at].folded)
    joined = plain_arabic(words[first + 1].folded) in _OF_FAITH
    if at > first + 1 + joined or word in _NO_ARABIC_NAME or is_title_word(word):
        return False
    if word.startswith("ال"):
        return True
    if word.startswith(_NOW) or word in _DONE:
        return False
    if at + 1 == len(words) or not _beside(field, at):
        return True
    after = plain_arabic(words[at + 1].folded)
    return after in _SAYS or after in _NO_ARABIC_NAME or is_title_word(after) or after.endswith(_OBJECT)


def _is_a_thing(field: Field, at: int) -> bool:
    """Whether what stands before a name, or before its titles, is called after somebody: "مطار الملك", "بجامعة"."""
    while at > 0 and _beside(field, at - 1) and is_title_word(field.words[at - 1].folded):
        at -= 1
    before = plain_arabic(field.words[at - 1].folded) if at and _beside(field, at - 1) else ""
    return before in ARABIC_BEFORE or any(before.removeprefix(one) in ARABIC_BEFORE for one in _JOINED)


def _past_parts(field: Field, at: int) -> int:
    """One past the word to which what begins at a part of a name leads: "بن عبد العزيز"."""
    words = field.words
    while at + 1 < len(words) and plain_arabic(words[at].folded) in _ARABIC_PARTS and _beside(field, at):
        at += 1
    return at + 1


@lru_cache(maxsize=2)
def _given_arabic(known: _Names) -> frozenset[str]:
    """The given names but for those that are words of every text."""
    return known.given - _NO_ARABIC_NAME - frozenset("ربيع امل سلام نور صباح شهر عام مساء".split())


def _bare(folded: str) -> str:
    return folded.removeprefix("ال")


@lru_cache(maxsize=2)
def _bare_all(family: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_bare, family))


# --- what all of them ask


def _beside(field: Field, at: int) -> bool:
    """Whether a space alone stands between words `at` and `at + 1`."""
    return field.text[field.words[at].end : field.words[at + 1].start] in (" ", "\u00a0")


def _printed(field: Field, first: int, last: int) -> str:
    return field.text[field.words[first].start : field.words[last - 1].end]


def _post_before(field: Field, at: int) -> str:
    """The title or post right before a name, or before the one word that says of what: "мер Одеси"."""
    words = field.words
    for back in (1, 2, 3):
        if at < back or not _beside(field, at - back):
            break
        if is_title_word(words[at - back].folded) or all(map(is_title_word, words[at - back].folded.split())):
            return _printed(field, at - back, at)
    return ""


_READERS: dict[str, Callable[[Field, _Names], Iterator[Found]]] = {
    "hu": _hungarian,
    "uk": _cyrillic,
    "ru": _cyrillic,
    "bg": _cyrillic,
    "ar": _arabic,
}
