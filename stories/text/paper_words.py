"""The words that newspapers and news sites are called by, as pages in several languages print them: "Oberhessischer
Bote", "Dunai Hírlap", "Gazeta Wiślana", "남해일보", "北湾新聞デジタル"."""

import re

from stories.text.given_words import begins_as_people

_WORDS = frozenset(
    "bote anzeiger zeitung tageszeitung tageblatt tagblatt rundschau kurier morgenpost abendpost volksblatt "
    "abendblatt wochenblatt landeszeitung stadtanzeiger tagesanzeiger "
    "hírlap napló népszava újság "
    "gazeta dziennik rzeczpospolita tygodnik "
    "gazette courrier dépêche républicain quotidien "
    "harian koran "
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
_FIRST = frozenset(
    "gazeta dziennik tygodnik kurier diario periódico gaceta heraldo giornale gazzetta corriere quotidiano messaggero "
    "diário jornal folha courrier dépêche quotidien républicain harian koran газета ведомости известия вестник "
    "вісник".split()
)
"""Those that stand first in the names of papers."""
_TRADES = {
    "ledger": frozenset("general distributed digital purchase sales nominal shared".split()),
    "examiner": frozenset("medical chief bank patent fraud bar driving external".split()),
    "observer": frozenset("casual keen neutral close election military international impartial outside".split()),
    "courier": frozenset("drug bike bicycle motorcycle cash parcel daily".split()),
    "telegraph": frozenset(("bush", "electric")),
    "chronicle": frozenset(("family",)),
    "posten": frozenset(("die",)),
}
"""What stands before such a word where it is one of another trade."""
_ARTICLES = frozenset("the le la les el los il lo der die das den o a".split())
_BEHIND = frozenset("sun mail post times star press journal dispatch express leader standard record".split())
"""Words that end the names of papers behind another such word ("Herald Sun"); alone they are common."""
_NET = frozenset("online digital web news plus live today com net".split())
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
_OF = _SMALL - {"van", "der", "den", "von", "and", "y", "e", "et", "und", "i", "és", "og", "och", "a"}
_BEHIND_ARTICLE = re.compile(
    r"(?:El|La|Las|Los|Le|Les|L['’]|Il|Lo|O|A|De|Die|Der|Das|Η|Ο|Το|Τα)\s?(?:"
    r"Faro|Voz|Eco|Correo|Mundo|Prensa|Tribuna|Vanguardia|Noticiero|Mercurio|Heraldo|Comercio|Imparcial|Pueblo|"
    r"Écho|Voix|Messager|Journal|Progrès|Tribune|Presse|Nouvelliste|Réveil|Éveil|Phare|Courrier|Dépêche|"
    r"Voce|Messaggero|Corriere|Giornale|Stampa|Mattino|Bote|Stimme|Kurier|Stem|Correio|Diário|"
    r"Φωνή|Ταχυδρόμος|Βήμα|Νέα|Εφημερίδα|Ελευθερία|Αλήθεια|Θάρρος)"
    r"(?: (?:de|del|de la|de los|de las|du|des|de l['’]|d['’]|di|della|dello|dell['’]|do|da|van|von|του|της|των))"
    r" ?[A-ZÀ-ÞΆ-Ϋ][\w'’-]+(?: [A-ZÀ-ÞΆ-Ϋ][\w'’-]+)?"
)
"""A common word that papers are called by, behind its article and before whose it is: "L'Écho du Plateau"."""
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


def named_as_papers(name: str) -> bool:
    """Whether a name is surely that of a paper, wherever it stands: the word that papers bear ends it ("Werraer Bote",
    also before "Online" and the like) or begins it as in languages that have it so ("Gazeta Probna", "Tribune de
    Port"), no first name stands before it, and the two name no trade ("General Ledger", "Medical Examiner")."""
    words = [word.casefold() for word in _WORD.findall(name)]
    if words and words[0] in _ARTICLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _NET:
        words.pop()
    if not words or not called_as_papers(name):
        return False
    if _OF_NET.match(name.strip()) or _ENDS.search(name.strip()) or _ENDS.search(words[-1]):
        return not begins_as_people(name)
    if len(words) == 1:
        return words[0] in _WORDS  # "Der Bote", "Bote Online"
    if words[-1] in _BEHIND and words[-2] in _WORDS:
        return not begins_as_people(name)
    if words[0] in _WORDS:
        return words[0] in _FIRST or words[1] in _OF or words[-1] in _WORDS
    return words[-1] in _WORDS and words[-2] not in _TRADES.get(words[-1], ()) and not begins_as_people(" ".join(words))


def called_behind_article(name: str) -> bool:
    """Whether the whole of a name is an article, a common word that papers are called by and a place: "El Faro del
    Sur", "Η Φωνή του Κάμπου". Behind a headline in the title of a window that names the paper; elsewhere it may not."""
    return _BEHIND_ARTICLE.fullmatch(name.strip()) is not None


__all__ = ["called_as_papers", "called_behind_article", "named_as_papers", "paper_word"]
