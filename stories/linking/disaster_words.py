"""The words by which disasters and accidents are found in English text: what happened, and where it struck."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stories.linking.disaster_doubts import is_doubted
from stories.linking.name_surroundings import is_demonym, is_place
from stories.linking.places_known import is_known_place
from stories.text.names import fold

DISASTER = "disaster"
_CARRIERS = "plane|aircraft|airliner|jet|helicopter|train|bus|coach|truck|lorry|tram"
_VESSELS = "ferry|boat|ship|vessel|trawler|tanker|freighter|dinghy"
_SEVERAL = {f"{one}s": one for one in "plane jet helicopter train tram truck boat ship vessel trawler tanker".split()}
_SEVERAL |= {"buses": "bus", "coaches": "coach", "lorries": "lorry", "ferries": "ferry"}
_BUILDINGS = (
    "hotel|hostel|house|home|apartment(?: (?:block|building))?|tower block|skyscraper|building|factory|warehouse|plant|"
    "refinery|hospital|clinic|school|dormitory|nightclub|bar|restaurant|market|mall|prison|church|mosque|temple|theatre|"
    "cinema|tunnel|depot|mine|camp|ferry|ship|boat|train|bus"
)
_EXPLODING = "gas|bomb|boiler|tanker|tank|pipeline|factory|plant|refinery|depot|warehouse|mine|rocket|truck|lorry"
_STORMS = "typhoon|hurricane|cyclone"
_NOUNS = (
    r"earthquakes?|quakes?|tsunamis?|(?:flash )?floods?|flooding|landslides?|mudslides?|rockslides?|avalanches?|"
    r"(?:wild|bush|forest )fires?|tornado(?:e?s)?|shipwrecks?|(?:volcanic )?eruptions?|stampedes?|explosions?|blasts?|"
    rf"(?:{_STORMS})s?|(?:{_CARRIERS}) (?:crash|collision)(?:es)?|(?:train )?derailments?|"
    rf"(?:{_VESSELS}) (?:sinking|disaster)|"
    r"dam (?:break|burst|breach|collapse|failure)|(?:bridge|building|mine|roof) collapse"
)
_BETWEEN = r"(?:\s(?!(?:and|or|but|who|which|that)\b)[\w-]+){0,5}?\s"
_WHICH = (
    r"(?:,?\s(?:that|which)(?:\s(?!(?:and|or|but|who|which|that|when|as|while|where|after|before)\b)[\w-]+){1,5}?,?"
    r"(?=\s))?"
)
"""What stands between a thing and its verb: "a train that should have stopped crashed"."""
_VERBS = (
    (
        re.compile(rf"(?P<what>{_CARRIERS}){_WHICH}{_BETWEEN}(?:crashed|crash-landed|plunged|collided)", re.IGNORECASE),
        "crash",
    ),
    (
        re.compile(rf"(?P<what>{_VESSELS}){_WHICH}{_BETWEEN}(?:sank|capsized|overturned|foundered)", re.IGNORECASE),
        "sinking",
    ),
    (re.compile(rf"(?P<what>train){_WHICH}{_BETWEEN}derailed", re.IGNORECASE), "derailment"),
    (re.compile(rf"(?P<what>dam){_BETWEEN}(?:burst|broke|collapsed|gave way|failed)", re.IGNORECASE), "break"),
    (re.compile(rf"(?P<what>bridge|building|mine|roof){_BETWEEN}(?:collapsed|caved in)", re.IGNORECASE), "collapse"),
    (re.compile(rf"(?P<what>volcano){_BETWEEN}erupted", re.IGNORECASE), "eruption"),
    (re.compile(rf"(?P<what>{'|'.join(_SEVERAL)}){_BETWEEN}collided", re.IGNORECASE), "collision"),
    (re.compile(rf"(?P<what>{'|'.join(_SEVERAL)}){_BETWEEN}crashed", re.IGNORECASE), "crash"),
    (re.compile(rf"(?P<what>{_EXPLODING}){_BETWEEN}(?:exploded|blew up)", re.IGNORECASE), "explosion"),
)
"""How a sentence says it with a verb: "a ferry carrying 200 people sank"; and the noun for it."""
_FIRES = (
    (
        re.compile(
            rf"(?P<what>{_BUILDINGS}){_BETWEEN}(?:caught fire|burst into flames|went up in flames|burn(?:ed|t) down)",
            re.IGNORECASE,
        ),
        "fire",
    ),
    (re.compile(rf"(?P<what>{_BUILDINGS}) (?:fire|blaze)", re.IGNORECASE), "fire"),
    (
        re.compile(
            rf"(?:fire|blaze)\s(?:(?:at|in|on|aboard)|(?:swept|tore|ripped|raged)\sthrough)\s(?:an?|the)\s(?:[\w-]+\s){{0,3}}?"
            rf"(?P<what>{_BUILDINGS})",
            re.IGNORECASE,
        ),
        "fire",
    ),
)
"""How a fire is told with what burnt: "a fire at an old hotel". "Fire" alone is also what soldiers open."""
_AIMED = re.compile(r"fire\s(?:at|in|on|aboard)\s", re.IGNORECASE)
_NO_SHOTS = re.compile(
    r"(?:\A|[.:;!?”\"]\s|\b(?:in|after)\s|\b(?:an?|the|another|this)\s(?:(?!(?:heavy|light|cross|cannon|automatic|hostile|enemy|friendly|sniper|"
    r"artillery|mortar|rocket|tank|shell|machine-gun|gun|rifle|small-arms|small|arms|anti-aircraft|covering|return|"
    r"opens?|under|of|sets?|on|hold|held|exchange|exchanges|drew|draws?|cease|trades?|came|comes?|to|at|[\w-]+ed)\s)"
    r"[\w-]+\s){0,2})\Z",
    re.IGNORECASE,
)
"""Before "fire at a hotel", where that burns: an article with what the fire is like. Soldiers "exchange fire"."""
_FORMS = "|".join(form.pattern.replace("(?P<what>", "(?:") for form, _ in (*_VERBS, *_FIRES))
_SAID = re.compile(rf"\b(?P<{DISASTER}>{_NOUNS}|{_FORMS})\b", re.IGNORECASE)
_MAY = re.compile(
    r"quake|tsunami|flood|slide|avalanche|fire|blaze|tornado|wreck|erupt|stampede|explo[sd]|blew up|blast|"
    r"flames|burn|typhoon|hurricane|cyclone|crash|collision|collided|plunged|derail|sink|sank|disaster|capsized|overturned|foundered|dam\b|collaps|caved",
    re.IGNORECASE,
)
_STRUCK = re.compile(
    r"\b(?:struck|strikes|hit|hits|shook|jolted|rocked|battered|lashed|swept|tore|ravaged|devastated|destroy(?:s|ed|ing)|"
    r"damaged|flattened|buried|engulfed|kill(?:s|ed|ing)|injur(?:es|ed|ing)|wounded|left|claimed|died|dead|missing|"
    r"happened|occurred|broke out|went off|caused|triggered|set off|made landfall|evacuated|rescued|forced)\b",
    re.IGNORECASE,
)
"""What says that it came to pass: the word alone may be about insurance or a drill."""
_NOT_ITSELF = re.compile(
    r"\s(?:insurance|warnings?|alerts?|defen[cs]es?|relief|victims?|survivors?|season|drills?|protection|barriers?|"
    r"recovery|zones?|risks?|funds?|aid|prevention|safety|levels?|experts?|scientists?|memorial|anniversary|"
    r"alarms?|exits?|codes?|regulations?|escapes?|doors?|brigades?|chiefs?|departments?|services?|engines?|inspectors?)\b",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\b(?:as of|by|since|until|till|before|after)\s\Z", re.IGNORECASE)
"""Right before a day: then it is that of a count, or of what came later."""
_NAMED = re.compile(rf"(?P<storm>{_STORMS})\s(?P<name>[A-Z][a-z]+)\b(?!\s(?:season|warning))", re.IGNORECASE)
_WHERE = re.compile(
    r"\b(?:in|at|near|outside|off|around|across|on|struck|strikes|hit|hits|shook|jolted|rocked|battered|lashed|swept|"
    r"ravaged|devastated|flooded)\s(?:through\s)?(?:the\s)?(?:(?:coast|shores?|town|city|village|port|island|province|"
    r"region|capital|north|south|east|west|centre|center|outskirts|suburbs?)\s(?:of\s)?)?(?:the\s)?"
    r"(?P<place>[A-Z][\w’'-]+(?:\s(?:of\s)?[A-Z][\w’'-]+){0,3})"
)

_WAS_STRUCK = re.compile(
    r"(?P<place>\b[A-Z][\w’'-]+(?:\s(?:of\s)?[A-Z][\w’'-]+){0,3})\s(?:was|were|has been|have been|had been)\s"
    r"(?:struck|hit|shaken|jolted|rocked|battered|lashed|swept|ravaged|devastated|flooded|flattened|damaged)\b"
)
_BEFORE = 120
_NAMED_BEFORE = re.compile(
    r"(?<=[a-z0-9]\s)(?P<place>(?:[A-Z][\w’'-]+\s){1,2})(?=(?:[a-z-]+\s){0,2}\Z)(?<!’s\s)(?<!'s\s)"
)
"""A name right before the word, inside a sentence: "the Tarnfell avalanche", "in the Dorvan coal mine explosion"."""
_OF_PLACES = re.compile(
    r"quake|tsunami|flood|mudslide|rockslide|avalanche|(?:wild|bush|forest )fire|tornado|eruption|cyclone|"
    r"hurricane|typhoon|\b(?:mine|dam|bridge)\b",
    re.IGNORECASE,
)
"""What is called by the place that it strikes. A plane, a plant or an explosion is as soon called by a maker or a firm,
and a landslide by a party."""
_SLID = re.compile(r"\b(?:buried|killed|injured|missing|houses?|homes?|villagers?|rescuers?|mud|rain)\b", re.IGNORECASE)


def disasters_in(text: str) -> Iterator[re.Match[str]]:
    """Where a sentence says that there was a disaster or an accident; the name of the group is the kind. None where
    its clause denies it or only fears it, or where the word stands for something else ("by a landslide")."""
    if _MAY.search(text) and (_STRUCK.search(text) or any(form.search(text) for form, _ in _VERBS)):
        for match in _SAID.finditer(text):
            if not (_NOT_ITSELF.match(text, match.end()) or _is_shot(text, match) or is_doubted(text, match)):
                yield match


def _is_shot(text: str, match: re.Match[str]) -> bool:
    """Whether "fire at a hotel" is what somebody shoots."""
    return _AIMED.match(match[0]) is not None and not _NO_SHOTS.search(text[max(0, match.start() - 40) : match.start()])


def called(text: str, word: re.Match[str]) -> str:
    """What is spoken of, as a noun: "ferry sinking" for a ferry that sank, a storm with its name."""
    storm = _NAMED.match(text, word.start())
    if storm and storm["name"][0].isupper():
        return f"{storm['storm'].capitalize()} {storm['name']}"
    for form, noun in (*_VERBS, *_FIRES):
        if match := form.fullmatch(word[0]):
            what = match["what"].lower()
            return f"{_SEVERAL.get(what, what)} {noun}"
    return word[0].lower()


def named_before(text: str, word: re.Match[str], *, around: str = "") -> Iterator[re.Match[str]]:
    """The name that a disaster is called by, right before its word: the group `place`. None for a storm, whose name is
    its own, nor for a people ("the Norland quake" is one of Norland, "the Japanese quake" is not of a place), nor for
    a name that may be a maker's ("the Boeing plane crash"), unless it is a known place or `around` says "in" it."""
    before = text[max(0, word.start() - _BEFORE) : word.start()]
    found = _NAMED_BEFORE.search(before)
    if found is None or _NAMED.match(text, word.start()) or any(map(is_demonym, fold(found["place"]).split())):
        return
    what = before[found.end("place") :] + word[0]
    slid = "landslide" in what.lower() and _SLID.search(text)
    if slid or _OF_PLACES.search(what) or _is_a_place(found["place"].strip(), f"{text}\n{around}"):
        yield found


def _is_a_place(name: str, around: str) -> bool:
    folded = fold(name)
    if is_place(folded) or is_known_place(folded):
        return True
    return re.search(rf"\b(?:in|at|near|off|outside)\s(?:the\s)?{re.escape(name)}\b", around) is not None


_APART = tuple(
    frozenset(words.split())
    for words in (
        "flood floods flooding",
        "landslide landslides mudslide mudslides rockslide rockslides",
        "typhoon typhoons hurricane hurricanes cyclone cyclones tornado tornadoes storm storms",
        "plane jet aircraft airliner",
        "helicopter",
        "train",
        "tram",
        "bus coach",
        "truck lorry",
    )
)
"""What is told apart inside one sort of disasters: where one strikes a place and another elsewhere, they are two."""


def are_two_kinds(one: str, other: str) -> bool:
    """Whether two names of disasters say of different things what became of them: a plane crash, a train crash."""
    mine, theirs = ({at for at, group in enumerate(_APART) if not group.isdisjoint(fold(text).split())}
                    for text in (one, other))  # fmt: skip
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def places_struck(text: str) -> Iterator[re.Match[str]]:
    """Where a sentence says that something is or struck: the group `place`."""
    yield from _WHERE.finditer(text)
    yield from _WAS_STRUCK.finditer(text)
