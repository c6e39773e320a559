"""Titles and posts that stand before a name, in the languages of the desk: "statsminister", "premier", "رئيس الوزراء".

Words are compared folded. A title is no part of the name: "sade statsminister Ulla Berg" is said by Ulla Berg.
"""

from __future__ import annotations

import re

from stories.text.arabic import plain_arabic
from stories.text.names import HONORIFICS, fold

_LISTED = (
    # English
    "senator governor representative pope cardinal bishop archbishop sheriff premier spokesman spokeswoman "
    "spokesperson director chief speaker commissioner congressman congresswoman councillor major colonel sergeant "
    "detective envoy "
    # German; the compounds are told by their ends
    "herr frau bundeskanzler bundeskanzlerin doktor dozent dozentin papst kardinal bischof konig konigin abgeordneter "
    "abgeordnete staatsanwalt staatsanwaltin oberst "
    # French
    "m mme mlle monsieur madame mademoiselle presidente ministre premiere maire procureur procureure depute deputee "
    "senatrice ambassadeur ambassadrice prefet prefete secretaire directeur directrice gouverneur chancelier "
    "chanceliere eveque commissaire professeur docteur porte parole garde sceaux juge "
    # Spanish
    "senor senora sr sra don dona presidenta ministro ministra alcalde alcaldesa fiscal jueza juez senadora diputado "
    "diputada portavoz gobernador gobernadora canciller embajador embajadora coronel doctora primer secretario "
    "secretaria directora rey reina "
    # Italian and Portuguese
    "signor signora sindaco sindaca procuratore procuratrice giudice senatore deputato deputata generale colonnello "
    "direttore direttrice onorevole cancelliere ambasciatore ambasciatrice governatore governatrice professore "
    "professoressa dottore dottoressa dott primo prima senhor senhora primeiro primeira prefeito prefeita governador "
    "governadora juiz juiza procurador procuradora porta voz embaixador embaixadora doutor doutora "
    # Swedish, Norwegian, Danish
    "kung kungen konung kong kongen dronning drottning drottningen statsrad statsradet riksdagsledamot ordforande "
    "ordforanden partiledare partiledaren partileder borgmastare borgmester borgermester ordforer talesperson "
    "talespersonen talesman talsmand talsperson talskvinna talskvinne aklagare chefsaklagare kammaraklagare polischef "
    "politimester overste landshovding ambassador ambassadoren stortingsrepresentant folketingsmedlem fru "
    # Polish
    "pan pani premierka prezydent minister ministra ministerka marszalek posel poslanka senatorka prokurator "
    "burmistrz wojewoda rzecznik rzeczniczka general pulkownik ambasadorka ambasador przewodniczacy przewodniczaca "
    "prezes prezeska sedzia kanclerz krol krolowa szef szefowa "
    # Dutch
    "burgemeester koning koningin kamerlid wethouder officier woordvoerder woordvoerster kolonel generaal "
    "commissaris voorzitter voorzitster directeur hoogleraar rechter meneer mevrouw lijsttrekker rechercheur de heer "
    # Russian and Ukrainian
    "президент премьер министр глава мэр губернатор депутат сенатор прокурор генерал полковник посол судья канцлер "
    "господин госпожа профессор премєр премєрка міністр міністерка голова мер мерка нардеп депутатка прокурорка "
    "речник речниця суддя пан пані полковниця послиня президентка представник представниця представитель "
    # Hebrew
    "שר שרת השר השרה נשיא הנשיא נשיאת מר גברת הרב פרופ "
    # Arabic that stands alone; the others are in _ARABIC_HEADS
    "الرئيس الرئيسة الوزير الوزيرة النائب النائبة السيد السيدة الدكتور الدكتورة الشيخ الامير الاميرة الملك الملكة "
    "المستشار المستشارة الجنرال العقيد اللواء العميد الفريق السفير السفيرة المدير المديرة القاضي المدعي المحامي "
    "البروفيسور الاستاذ المهندس العام العامة د"
)
_TITLES = HONORIFICS | frozenset(map(plain_arabic, _LISTED.split()))
_COMPOUNDS = re.compile(
    # One word that ends in a post: Ministerpräsidentin, utrikesminister, wicepremier, minister-president.
    r"\w*(?:minister|ministerin|ministern|ministeren|prasident|prasidentin|president|presidenten|kanzler|"
    r"kanzlerin|kansler|kansleren|kanslern|kanselier|meister|meisterin|sprecher|sprecherin|sekretar|sekretarin|"
    r"sekretaer|sekreterare|secretaris|premier|prezes|direktor|direktorin|direktoren|direktør|leiter|leiterin|chef|"
    r"chefin|chefen|anwalt|anwaltin|botschafter|botschafterin|senatorin|gouverneurin|professorin|kommissar|"
    r"kommissarin|wojewoda|marszalek)"
)
_BESIDE = frozenset(
    # What stands around a title and makes no name: former, foreign, of the ...
    "the of for state foreign defence defense interior finance health justice home british american former ex late "
    "then acting deputy vice prime first der die das des fur von vom und le la l les de du des d et el los las y del "
    "lo il i gli e o a os as do da dos das den det av i for fra till zdrowia spraw zagranicznych obrony finansow "
    "rzadu rolnictwa edukacji sprawiedliwosci rp van het voor en".split()
)
_ARABIC_HEADS = frozenset(
    map(
        plain_arabic,
        (
            "رئيس رئيسة وزير وزيرة نائب نائبة حاكم محافظ عمدة سفير سفيرة مدير مديرة المتحدث المتحدثة متحدث متحدثة "
            "الناطق الناطقة ناطق امين الامين المبعوث مبعوث المفوض مفوض"
        ).split(),
    )
)
_ARABIC_BESIDE = frozenset("باسم لشؤون بلدية مجلس".split())


def is_title_word(folded: str) -> bool:
    """Whether a folded word is a title or a post that stands before names."""
    folded = plain_arabic(folded)
    return folded in _TITLES or folded in _ARABIC_HEADS or _COMPOUNDS.fullmatch(folded) is not None


def without_titles(name: str) -> str:
    """A name as printed without the titles and posts that stand before it; what is nothing but a title stays."""
    words = name.split()
    folded = [plain_arabic(fold(word)) for word in words]
    cut = at = 0
    arabic = False
    while at < len(words) - 1:
        parts = folded[at].split()
        if parts and all(map(is_title_word, parts)):
            arabic = arabic or parts[0] in _ARABIC_HEADS
            cut = at + 1
        elif arabic and (folded[at].startswith(("ال", "لل")) or folded[at] in _ARABIC_BESIDE):
            cut = at + 1
        elif not (folded[at] in _BESIDE or words[at][:1].islower()):
            break
        at += 1
    return " ".join(words[cut:])


__all__ = ["is_title_word", "without_titles"]
