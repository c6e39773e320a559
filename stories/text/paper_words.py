"""The words that newspapers and news sites are called by, as pages in several languages print them: "Oberhessischer
Bote", "Dunai Hírlap", "Gazeta Wiślana", "남해일보", "北湾新聞デジタル"."""

import re

_WORDS = frozenset(
    "bote anzeiger zeitung tageszeitung tageblatt tagblatt rundschau kurier morgenpost abendpost volksblatt "
    "abendblatt wochenblatt landeszeitung stadtanzeiger tagesanzeiger "
    "hírlap napló népszava újság "
    "gazeta dziennik rzeczpospolita tygodnik "
    "gazette courrier dépêche républicain quotidien "
    "diario periódico gaceta heraldo "
    "giornale gazzetta corriere quotidiano messaggero "
    "diário jornal folha "
    "dagblad courant krant nieuwsblad weekblad "
    "tidning tidningen dagbladet avisen avis tidende posten aftonbladet bladet "
    "noviny deník sanomat gazetesi "
    "газета ведомости известия вестник вісник "
    "herald ledger courier tribune chronicle observer telegraph examiner".split()
)
"""Words that name a paper and hardly anything else, of which one stands beside another word; those for news
("noticias", "Nachrichten", "ニュース") name sections as well."""
_ENDS = re.compile(
    r"(?<=\w)(?:zeitung|anzeiger|tagblatt|tageblatt|rundschau|abendblatt|volksblatt|kurier|hírlap|dagblad|courant|"
    r"tidning(?:en)?|bladet|sanomat|일보|신문|저널|타임즈|타임스|新聞社?|日報|日报|時報|时报|晚報|晚报)"
    r"(?:デジタル|オンライン|電子版|ニュース|プラス|digital|online|web|news|網|网|닷컴)?$",
    re.IGNORECASE,
)
_OF_NET = re.compile(r"^(?:صحيفة|جريدة|وكالة|روزنامه|خبرگزاری)\s")
_SMALL = frozenset(
    "of the for and de du des au di del della da do dos das la le les el los il der die das den dem für und et y e am "
    "im in an van i és og och w z na do a".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LONGEST, _MOST = 40, 5


def called_as_papers(name: str) -> bool:
    """Whether a short text in capitals is called as newspapers are: one of its words is one that papers bear, beside at
    least one other, or it ends as the names of papers do in scripts without spaces and in compounds."""
    return paper_word(name) is not None


def paper_word(name: str) -> str | None:
    """The word by which a short text in capitals is called as newspapers are, or None where it is not."""
    text = name.strip()
    words = _WORD.findall(text)
    if not words or len(text) > _LONGEST or len(words) > _MOST or text[0].islower():
        return None
    if any(word[0].islower() and word not in _SMALL for word in words):
        return None  # a sentence with such a word in it
    if _OF_NET.match(text):
        return words[0]
    ends = next((word for word in words[-2:] if _ENDS.search(word) and word.casefold() not in _WORDS), None)
    if ends or len(words) < 2:
        return ends
    return next((word for word in words if word.casefold() in _WORDS and word[0].isupper()), None)


__all__ = ["called_as_papers", "paper_word"]
