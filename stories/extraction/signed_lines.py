"""Lines beside a headline that say who wrote the story or when, among other words."""

import re
from collections.abc import Sequence

from stories.extraction.html_authors import names_in, signed_names
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names
from stories.text.bureaus import is_bureau
from stories.text.bylines import correspondent_place
from stories.text.dates import date_within
from stories.text.dates_beside import back_within
from stories.text.filed import is_japanese_name
from stories.text.given_words import begins_as_people
from stories.text.house_ends import ends_as_houses
from stories.text.names import fold
from stories.text.paper_words import called_as_papers
from stories.text.romanised import may_be_read

_LONGEST = 12
_UNDER = 3
"""Lines under a headline, with its dek and its date, one of which is the byline."""
_OF_PAPER = re.compile(
    r"\b(?:Post|Journal|Mirror|Bulletin|Standard|Star|Sun|Globe|Mail|Record|Register|Dispatch|Echo|Argus|Mercury|"
    r"Independent|Guardian|Monitor|Weekly|Daily|Messenger|Citizen|Express|Newsroom|Today|Online|Insider|Wire)$"
)
_OF_TOWN = re.compile(
    r"(?:Port|Saint|St\.?|Sankt|San|Santa|São|Los|Las|New|Neu|Bad|Mount|Mt\.?|Lake|Fort|Cape|Great|Little|Upper|Lower|Old|"
    r"North|South|East|West|Northern|Southern|Eastern|Western|Central|Nord|Süd|Ost|Stadt|City|El|La|Le|Les|Our|All|Read|"
    r"More|Last|First|Follow|Share|Good|Data|Privacy|Legal|Terms|Press|Media|News|Editorial|Customer|Head|Main)\b",
    re.IGNORECASE,
)
"""How names of towns, labels and departments begin."""
_EASTERN = frozenset("goh ong tan lim aw ng teo toh koh chua yeo heng tay quek vo ho ly dang phan bui".split())
"""Family names of Singapore, Malaysia and Vietnam in their own spellings, which are printed first."""
_SUBJECTS = frozenset(
    "a about all an at big black blue breaking check climate crypto cup daily data day desk digital eu euro exclusive "
    "fact family fake flash food for free fuel gas global gold golden green guide heat high home hot housing how human "
    "in inside intelligence it life live local long low media must national nato new newsletter office oil on our "
    "power price public read red reporter royal sea social special staff star state street super tax tech the this to "
    "top town under video wall water wave web week weekend what white who why wild winter women work writer your youth "
    "briefing brief edition essay content premium subscriber subscribers listen now column explainer episode series "
    "minutes minuten lesezeit morning evening guest sign join security safety reform control care supreme border child "
    "hall estate valley wars dive quiz map maps photo photos recipe recipes crossword horoscope obituary letters "
    "thema themen alle bild bilder klima krieg leben mehr neue neuer neues serie stadt tag welt wetter "
    "dossier direct guerre météo tribune vie ville guerra vida ciudad mundo clima tiempo "
    "sri costa hong kuala buenos abu tel puerto porto monte cabo phnom addis dar ciudad cote burkina sierra el".split()
)
"""Words of what stories are about, of labels and of towns and countries, folded; some are family names as well, which
beside a date are no proof."""
_PLACE = re.compile(
    r"\b(?:streets?|roads?|avenue|lane|squares?|plaza|highway|drive|crescent|terrace|parade|hall|house|tower|building|"
    r"palace|castle|villa|cent(?:re|er)|museum|library|gallery|theat(?:re|er)|cathedral|church|station|airport|harbou?r|"
    r"pier|quay|wharf|dock|bridge|park|gardens|court|quarter|district|university|school|college|hospital|embassy|ministry|"
    r"office|headquarters|floor|suite|box|contacts?|kontakt|contatti|contacto|impressum|phone|fax|tel|us|uns|"
    r"haus|amt|hof|platz|markt|ufer|alte[rs]?|neue[rs]?|rue|boulevard|place|quai|chemin|allée|hôtel|mairie|maison|immeuble|"
    r"cedex|via|piazza|corso|viale|palazzo|largo|vicolo|calle|plaça|avenida|paseo|edificio|ayuntamiento|rua|praça|"
    r"travessa|ulica|plac|aleja|náměstí|utca|tér|улица|площадь|проспект)\b|"
    r"(?:stra(?:ß|ss)e|platz|allee|gasse|ufer|bahnhof|turm|mühle|zentrum|rathaus|pressehaus|funkhaus|halle|kirche|"
    r"straat|plein|laan|gracht|kade|gatan|vej|veien)\b|mühle|[都道府県市区町村丁館]",
    re.IGNORECASE,
)
"""Words of streets, houses and what stands over an address."""


def signs(text: str) -> bool:
    """Whether a line names somebody as its author, or says where its unnamed correspondent is."""
    return bool(byline_names(text) or correspondent_place(text))


def signs_with_date(line: Line) -> bool:
    """Whether what reads as a menu is a signature and a date that counts back, parted by a bar."""
    return line.aside == "navigation" and back_within(line.text) is not None


def holds_date(text: str) -> bool:
    """Whether a short line has a date among its other words."""
    return date_within(text) is not None or back_within(text) is not None


def names_in_address(line: Line, site: str | None, *, under_headline: bool = False) -> tuple[str, ...]:
    """The people whom a line in an `<address>` names and nothing else: of an article that element is the contact of its
    author (https://html.spec.whatwg.org/#the-address-element), of many pages it is where a house stands. So they are
    people where "By" says so or each begins as people's names do, and right under the headline where it has two words;
    none of a street, a house, a firm or "Contact"."""
    names = _named(line, site)
    if signed_names(line.text, site) or not names:
        return names
    sure = all(map(is_person, names)) or (under_headline and all(map(_may_be_in_address, names)))
    return names if sure and _PLACE.search(line.text) is None else ()


def _named(line: Line, site: str | None) -> tuple[str, ...]:
    if line.tag != "address" or line.words > _LONGEST or any(map(str.isdecimal, line.text)):
        return ()
    return tuple(name for name in names_in(line.text, site) if " " in name or not name.isascii())


def is_person(name: str) -> bool:
    """Whether a name that nothing else says to be an author's is surely a person's: it begins as those of people do and
    does not end as that of a firm, an office or a subject."""
    if ends_as_houses(name):
        return False
    return begins_as_people(name) or is_japanese_name("".join(name.split()))


def may_be_person(name: str) -> bool:
    """Whether a name that begins as nobody's known to us may be a person's beside a date: two words, or three behind a
    family name of East Asia ("Goh Chok Tong"), that are not called as a paper, a firm, a town or a subject is."""
    words = name.split()
    first = fold(words[0])
    eastern = len(words) == 3 and (first in _EASTERN or may_be_read((first,))) and name.istitle()
    if any(word[0].islower() for word in words) or not _SUBJECTS.isdisjoint(fold(name).split()):
        return False
    return _may_be_in_address(" ".join(words[:2]) if eastern else name) and not ends_as_houses(name)


def _may_be_in_address(name: str) -> bool:
    """Whether a name of two words that begins as nobody's known to us may be a person's: it is not called as a paper, a
    firm, an office or a town is."""
    words = name.split()
    house = ends_as_houses(name) or called_as_papers(name) or _OF_PAPER.search(name) or is_bureau(words[0])
    return len(words) == 2 and not house and _OF_TOWN.match(name) is None


def signed_in_address(
    lines: Sequence[Line], texts: Sequence[int], headline: int | None, authors: Sequence[str], site: str | None
) -> list[int]:
    """The lines in an `<address>` that name a story's authors: those known otherwise wherever they stand (markup names
    them that says `rel=author` or leads to the page of one), others only between headline and text (`texts` are the
    places of its lines), or right behind it."""
    known = set(map(fold, authors))
    near = range(-1 if headline is None else headline, texts[-1] + 3) if texts else range(0)
    found = []
    for place, line in enumerate(lines):
        if line.tag != "address":
            continue
        if known:
            signs_it = not known.isdisjoint(map(fold, _named(line, site)))
        else:
            under = headline is not None and place in range(headline + 1, headline + _UNDER + 1)
            under = under and not any(above.prose for above in lines[(headline or 0) + 1 : place])
            signs_it = place in near and not line.zone and bool(names_in_address(line, site, under_headline=under))
        if signs_it:
            found.append(place)
    return found
