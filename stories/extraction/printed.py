"""Short lines that name people, pictures and agencies: bylines, captions, photo credits, wire credits."""

import re
from collections.abc import Sequence

from stories.extraction.furniture_abroad import names_picture
from stories.extraction.known_outlets import agency_named, outlet_named
from stories.extraction.shape import ends_sentence, size
from stories.text.bureaus import is_bureau
from stories.text.bylines import correspondent_end
from stories.text.dates import date_within
from stories.text.dates_beside import without_back
from stories.text.filed import Filed, filed_alone, filed_at_end, filed_at_start
from stories.text.given_words import begins_as_people
from stories.text.mojibake import mended

_BYLINE = re.compile(
    r"(?:(?:analysis |opinion |reporting |report |story |written |words? |text )?by:?|von|par|por|"
    r"di|door|av|af|oleh|της|του|文・?|取材・?|(?:penulis|laporan|pewarta|muhabir|haber|yazar|yazan|skribent|författare|"
    r"reporter|forfatter|journalist|συντάκτης|συντάκτρια)\s?:)\s+(?P<names>\S.{1,140})",
    re.IGNORECASE,
)
_MAY_BE_WORD = re.compile(r"av|af|της|του|(?:haber|laporan|reporter|journalist)\s?:", re.IGNORECASE)
"""What of that begins other lines more often than bylines ("of", "of the", "report:")."""
_MAY_BE_NEWS = re.compile(r"(?:haber|laporan)\s?:", re.IGNORECASE)
"""Labels that stand before what is reported as well as before who reports it."""
_MOST_UNNAMED, _MOST_DOUBTFUL, _MOST_BESIDE, _MOST_DATED = 5, 2, 4, 14
"""Words of a byline that names nobody ("Par Le Monde avec AFP", "Av redaktionen"), beside people, and of one that runs
into its date ("By Anna Berg Updated Nov 13, 2019, 10:28am EST")."""
_WRITER = re.compile(
    r"(?P<names>[^\d,|/]{4,60}?)\s*(?:,|/|\|)\s*(?:(?:[\w&.'-]+ ){0,5}(?:staff )?(?:writers?|"
    r"reporters?|correspondents?|editors?|columnists?|contributors?)|yomiuri shimbun|"
    r"staff)\b.{0,40}",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s*(?:,| and | und | et | y |(?-i: (?:och|og|ve|dan|και(?: τ(?:ου|ης))?) )|&|;|\||/)\s*", re.IGNORECASE
)
_NAME = re.compile(
    r"(?:[A-ZÀ-ÞĀ-ŽΆ-ΫЀ-Я][\w.'’-]*|[a-z]{2,3}|[\u3040-\u9fff]+)(?:[ \u3000](?:[A-ZÀ-ÞĀ-ŽΆ-ΫЀ-Я][\w.'’-]*|"
    r"[a-z]{2,3}|[\u3040-\u9fff]+)){0,4}"
)
LONGEST_LIST = 2_000
LONGEST_CORRESPONDENT = 100
"""Characters of a line that names a paper's correspondent and nothing else."""
_OPENING = 3
"""Paragraphs among which the one that says where it was filed is: a summary may stand before it."""
_PLACE = re.compile(r"\s+(?:in|at|from)\s+[A-Z].*$")
_DESK = re.compile(
    r"\b(?:staff|news ?desk|desk|editorial board|editors?|reporters?|correspondents?|team|agency|"
    r"agencies|writers?|bureau|online|newsroom|admin|wire|service)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[.!?”\"’)]\s+|\s(?=\()|\s[|–—]\s")
_CREDIT = re.compile(
    r"(?:©|\(c\)|photo(?:graph)?s?(?: by| credit| courtesy|:)|pictures?(?: by|:)|"
    r"image(?:s)?(?: by| credit|:)|courtesy(?: of)?|credit:|illustration(?: by|:)|source:|handout|"
    r"file photo|(?:crédits? ?(?:photos?)?|credits?|titelbild|bild(?:quelle)?|fotos?|foto(?:credit)?|imagen?) ?[:：]|"
    r".{0,80}(?:getty images|shutterstock|afp[/ -]jiji|ap photo|/ ?afp\b|/ ?ap\b|/ ?reuters|"
    r"reuters ?/|via reuters|via ap\b|/pool|pool/|cover images|imago|alamy|zuma|/epa|epa[-/]|"
    r"unsplash|wikimedia|/kyodo|kyodo ?/|/xinhua|file photo))",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"(?:,|\() ?(?:(?:far |second from |top |bottom |front |back |center )?(?:left|right|center|"
    r"centre)|[lrc])\b ?(?:,|\))|\b(?:is|are|was|were) (?:seen|pictured|shown|photographed|"
    r"displayed)\b|\b(?:pictured|file photo|file picture|handout|undated photo|"
    r"photo (?:taken|released|by|shows)|image (?:taken|released|shows)|screen ?(?:shot|grab))\b|\|"
    r" ?(?:reuters|afp|ap|kyodo|getty images|afp-jiji|bloomberg)\b"
    r"|\((?:reuters|ap|afp|kyodo|getty images|file|ap photo)[^)]{0,40}\)$",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\b(?:poses?|shakes? hands|attends?|speaks?|walks?|waves?|arrives?|looks? on|gestures?|"
    r"holds?|meets?|stands?|sits?|listens?|greets?|addresses|leaves?|departs?|works?|watch(?:es)?|"
    r"reacts?|smiles?|delivers?|"
    r"talks?|shakes?|participates?|takes? part|rides?|carry|carries|gathers?|prays?|toasts?|"
    r"embraces?|stroll(?:s)?|boards?|inspects?|raises?|visits?|passes|pass|hot-rolled|line up|"
    r"queue)\b"
)
_PLACED = re.compile(
    r"\b(?:in|at|near|outside|during|on) [A-Z][^.]{2,90}(?:\b(?:January|February|March|April|May|"
    r"June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|"
    r"Dec\.)(?: \d{1,2})?,? ?(?:\d{4})?|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"(?:19|20)\d\d)[.\s]*$"
)
_FIRST_CREDIT = re.compile(r"^[^\n]{0,90}?\((?P<name>[A-Z][\w .&-]{1,40})\)\s*(?:[–—:]|--?)\s")
_BARE_FIRST = re.compile(r"^\((?P<name>[A-Z][\w .&-]{1,40})\)\s")
_LAST_CREDIT = re.compile(r"(?:[–—-]\s?|\()(?P<name>[A-Z][\w .&/-]{1,40}?)\)?\s*$")


_SIGNED_FIRST = re.compile(r"[（(【〔［\[](?P<name>[^（）()【】〔〕［］\[\]\n]{2,24})[）)】〕］\]]\s*(?=\S)")
_SIGNED_LAST = re.compile(r"[（(【〔［\[](?P<name>[^（）()【】〔〕［］\[\]\n]{2,24})[）)】〕］\]]\s*")
_OPENERS = "（(【〔［["


_LEAD_OF_NAME = re.compile(r"^(?i:by|and|und|et|och|og)\s+(?=[^\Wa-z])")
"""What may stand before a name of a list: "Anna Berg, the political editor, and Jon Marsh"."""


_REPORTED = re.compile(
    r"\(?(?:additional )?reporting by (?P<names>[^;()\d]{3,120})"
    r"(?:;\s?(?:additional reporting|writing|editing|compiled)[^()]{0,200})?\)?\.?",
    re.IGNORECASE,
)
"""What agencies print behind a text: "(Reporting by Lena Storck; Editing by Mark Pell)"."""


def reported_by(text: str) -> tuple[str, ...]:
    """The people whom such a line names as its reporters, and no editor; empty for any other line."""
    match = _REPORTED.fullmatch(text.strip()) if len(text) <= LONGEST_LIST else None
    return people_in(match["names"]) if match else ()


def byline_names(text: str) -> tuple[str, ...] | None:
    """The people a byline names, desks and outlets left away; None where the line is no byline."""
    if len(text) > 160 or (ends_sentence(text) and not text.endswith(("Jr.", "Sr.")) and size(text) > 8):
        return None
    filed = filed_alone(text)
    if filed:
        return filed.people
    reporters = reported_by(text)
    if reporters:
        return reporters
    text = without_back(text)
    named = correspondent_end(text)
    if named and len(text) <= LONGEST_CORRESPONDENT:
        return people_in(text[named:]) or (None if text[named:] else ())
    match = _BYLINE.fullmatch(text)
    if match is not None:
        return _signed_by(match["names"], text[: match.start("names")])
    match = _WRITER.fullmatch(text)
    return people_in(match["names"]) if match else None


def _signed_by(names: str, lead: str) -> tuple[str, ...] | None:
    """Whom a line names behind a word that bylines begin with. Sentences begin with it as well ("By 2030 half of all
    ferries …", "Av rädsla för krig …"): None where it goes on and names nobody, or somebody and more."""
    found, doubtful = people_in(names), _MAY_BE_WORD.fullmatch(lead.strip()) is not None
    if not found and not doubtful and lead.rstrip().endswith((":", "：")):
        return ()  # a label that means authors and nothing else
    if not found:
        most = _MOST_DOUBTFUL if doubtful else _MOST_UNNAMED
        housed = any(outlet_named(part) or agency_named(part) for part in _PART.split(names))
        dated = size(names) <= _MOST_DATED and date_within(names) is not None
        return () if size(names) <= most or housed or dated or _DESK.search(names) else None
    if doubtful and size(names) - sum(map(size, found)) > _MOST_BESIDE:
        return None
    if _MAY_BE_NEWS.fullmatch(lead.strip()) and not all(size(one) == 2 or begins_as_people(one) for one in found):
        return None
    return found


def people_in(text: str) -> tuple[str, ...]:
    """The names in a list of authors; what is a desk, an outlet or an agency is not a person. Of a text that an editor
    called a byline the first LONGEST_LIST characters are looked at."""
    names: list[str] = []
    for part in _PART.split(" ".join(text[:LONGEST_LIST].split())):
        name = _LEAD_OF_NAME.sub("", part.strip(" .,:·•"))
        name = _PLACE.sub("", name)
        if (
            not _NAME.fullmatch(mended(name))
            or _DESK.search(name)
            or outlet_named(name)
            or is_bureau(name)
            or (name.isupper() and size(name) == 1)
        ):
            continue
        if size(name) >= 2 and name not in names:
            names.append(name.title() if name.isupper() else name)
    return tuple(names)


def is_credit(text: str) -> bool:
    """Whether a line credits a photographer or picture agency."""
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    return (
        len(text) <= 140
        and size(text) <= 14
        and not ends_sentence(text.rstrip("."))
        and (_CREDIT.match(text) is not None or names_picture(text))
    )


def credit_at(text: str) -> int | None:
    """Where the credit begins that ends a caption ("The port at dawn. Photo: L. Ostrova"), or None."""
    cuts = [match.end() for match in _BEHIND.finditer(text)]
    return next((cut for cut in cuts if is_credit(text[cut:])), None)


def caption_score(text: str) -> int:
    """How much a line sounds like what is printed under a picture: 0 not at all, 2 and more very much."""
    if not 4 <= size(text) <= 70:
        return 0
    score = 2 * (_PICTURED.search(text) is not None)
    acts = _ACTS.search(text[:140]) is not None
    placed = _PLACED.search(text[-140:]) is not None
    return score + acts + placed + (acts and placed)


def agency_of(first: str, last: str) -> str | None:
    """The agency whose copy a text is: in brackets in the dateline, or alone behind its last sentence.

    "Kyodo reports" inside a sentence cites the agency and says nothing about whose copy the text is.
    """
    match = _FIRST_CREDIT.match(first[:160]) or _BARE_FIRST.match(first[:60])
    found = agency_named(match["name"]) if match else None
    if found:
        return found
    signed = agency_in_brackets(first[:60], end=False) or agency_in_brackets(last[-30:])
    match = None if signed else _LAST_CREDIT.search(last[-60:])
    if match is None:
        return signed
    for part in match["name"].split("/"):
        found = agency_named(part.strip(" .-"))
        if found:
            return found
    return None


def agency_in_brackets(text: str, *, end: bool = True) -> str | None:
    """The agency that signs in the brackets at the end of a text, or at its beginning, as papers in Japanese and
    Chinese print it (（共同）, 【新華社】)."""
    if end:
        start = max(map(text.rfind, _OPENERS))
        match = _SIGNED_LAST.fullmatch(text, start) if start >= 0 else None
    else:
        match = _SIGNED_FIRST.match(text)
    return _agency_called(match["name"]) if match else None


def signs_in_brackets(text: str) -> bool:
    """Whether a line is nothing but an agency in brackets."""
    return text[:1] in tuple(_OPENERS) and text.find(text[-1]) == len(text) - 1 and agency_in_brackets(text) is not None


def filed_in(paragraphs: Sequence[str]) -> list[Filed]:
    """What brackets say of where and by whom a text was filed: those with which one of its first paragraphs opens, and
    those behind its last sentence."""
    found = [filed for text in paragraphs[:_OPENING] if (filed := filed_at_start(text))]
    last = filed_at_end(paragraphs[-1]) if paragraphs else None
    return [*found, last] if last else found


def agency_filed(filed: Filed) -> str | None:
    """The agency that signs in such brackets; two are known there by the first half of their names (共同, 時事)."""
    return next((found for name in filed.others if (found := _agency_called(name))), None)


def _agency_called(name: str) -> str | None:
    return agency_named(name) or agency_named(f"{name}通信")


def dateline_credit(first: str) -> str | None:
    """The name in brackets in the dateline that a text opens with ("PORT AVEN (Wireline) - "), be it known or not."""
    match = _FIRST_CREDIT.match(first[:160])
    return match["name"] if match else None


def is_wire_credit(text: str) -> bool:
    """Whether a line is nothing but an agency's name, in brackets or behind a dash."""
    if signs_in_brackets(text):
        return True
    bare = text.strip(" ()–—-.[]")
    return len(bare) <= 40 and any(agency_named(part.strip()) for part in bare.split("/"))
