"""The words by which disasters and accidents are found in English text: what happened, and where it struck."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stories.linking.name_surroundings import is_demonym
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
_VERBS = (
    (re.compile(rf"(?P<what>{_CARRIERS}){_BETWEEN}(?:crashed|crash-landed|plunged|collided)", re.IGNORECASE), "crash"),
    (re.compile(rf"(?P<what>{_VESSELS}){_BETWEEN}(?:sank|capsized|overturned|foundered)", re.IGNORECASE), "sinking"),
    (re.compile(rf"(?P<what>train){_BETWEEN}derailed", re.IGNORECASE), "derailment"),
    (re.compile(rf"(?P<what>dam){_BETWEEN}(?:burst|broke|collapsed|gave way|failed)", re.IGNORECASE), "break"),
    (re.compile(rf"(?P<what>bridge|building|mine|roof){_BETWEEN}(?:collapsed|caved in)", re.IGNORECASE), "collapse"),
    (re.compile(rf"(?P<what>volcano){_BETWEEN}erupted", re.IGNORECASE), "eruption"),
    (re.compile(rf"(?P<what>{'|'.join(_SEVERAL)}){_BETWEEN}collided", re.IGNORECASE), "collision"),
    (re.compile(rf"(?P<what>{'|'.join(_SEVERAL)}){_BETWEEN}crashed", re.IGNORECASE), "crash"),
    (re.compile(rf"(?P<what>{_EXPLODING}){_BETWEEN}(?:exploded|blew up)", re.IGNORECASE), "explosion"),
)
"""How a sentence says it with a verb: "a ferry carrying 200 people sank"; and the noun for it."""
_NOT_SHOTS = "".join(f"(?<!{one} )" for one in "open opens opened opening under of set sets on returned hold".split())
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
            rf"{_NOT_SHOTS}(?:fire|blaze)\s(?:(?:at|in|on|aboard)|(?:swept|tore|ripped|raged)\sthrough)\s(?:an?|the)\s(?:[\w-]+\s){{0,3}}?"
            rf"(?P<what>{_BUILDINGS})",
            re.IGNORECASE,
        ),
        "fire",
    ),
)
"""How a fire is told with what burnt: "a fire at an old hotel". "Fire" alone is also what soldiers open."""
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
_NOT_SO = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed)|reject(?:s|ed)|no (?:reports?|sign|evidence) (?:of|that)|not|never|"
    r"n['’]t|could|would|might|(?-i:may)|should|feared|fears?|threat(?:s|ens?|ened)?|false(?:ly)?|hoax|rumou?rs?|simulated|"
    r"mock|exercise|drill|fictional|film|novel|movie|if|unless)\b",
    re.IGNORECASE,
)
"""Words by which a clause says that it did not come to pass, or only might."""
_NONE = re.compile(
    r"\b(?:no|nor|not any|without|prevent(?:s|ed|ing)?|avert(?:s|ed|ing)?|avoid(?:s|ed|ing)?|rul(?:es|ed|ing) out)\s"
    r"(?:(?:an?|any|the|another)\s)?(?:(?!(?:one|in|at|from|by|to|of|after|when|as)\b)[a-z-]+\s)?\Z",
    re.IGNORECASE,
)
"""Right before the word: "no wildfire", "without a major earthquake", "averted a train crash"."""
_FIGURATIVE = re.compile(
    r"(?:\b(?:political|financial|economic|diplomatic|electoral|cultural|social|constitutional|media|legal|banking|"
    r"market|monetary|verbal|veritable|virtual|proverbial|metaphorical)|"
    r"\b(?:won|wins?|winning|(?:re-)?elected|victory|majority|defeat(?:s|ed)?)\b.{0,80}\b(?:by|in|with) an?)\s\Z",
    re.IGNORECASE,
)
"""Right before the word: a quake of politics, an election won "by a landslide"."""
_OF_WHAT = re.compile(
    r"\s(?:of\s(?!(?:water|mud|snow|rocks?|ash|debris|ice|lava|magnitude|the\s(?:river|volcano|dam))\b)[a-z]"
    r"|(?:win|victory|defeat|majority|election|vote|bargain)\b)",
    re.IGNORECASE,
)
"""Right behind it: "an avalanche of complaints", "a landslide victory"."""
_METAPHORS = re.compile(
    r"quake|tsunami|flood|slide|avalanche|tornado|eruption|stampede|explosion|blast|cyclone", re.IGNORECASE
)
_JOINED = r"(?=(?:and|but|while|as|which|who|where|when|after|before|because|although)\b)"
_CLAUSE, _CLAUSE_BEHIND = re.compile(rf"[;:—–]|,\s{_JOINED}"), re.compile(rf"[;:—–,]|\s{_JOINED}")
"""Where the clause of a word begins, and where it ends."""
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
_NAMED_BEFORE = re.compile(
    r"(?<=[a-z0-9]\s)(?P<place>(?:[A-Z][\w’'-]+\s){1,2})(?=(?:[a-z-]+\s){0,2}\Z)(?<!’s\s)(?<!'s\s)"
)
"""A name right before the word, inside a sentence: "the Tarnfell avalanche", "in the Dorvan coal mine explosion"."""


def disasters_in(text: str) -> Iterator[re.Match[str]]:
    """Where a sentence says that there was a disaster or an accident; the name of the group is the kind. None where
    its clause denies it or only fears it, or where the word stands for something else ("by a landslide")."""
    if _MAY.search(text) and (_STRUCK.search(text) or any(form.search(text) for form, _ in _VERBS)):
        yield from (match for match in _SAID.finditer(text) if _is_meant(text, match))


def _is_meant(text: str, match: re.Match[str]) -> bool:
    if _NOT_ITSELF.match(text, match.end()) or _NONE.search(text[: match.start()]):
        return False
    if _METAPHORS.search(match[0]) and (_FIGURATIVE.search(text[: match.start()]) or _OF_WHAT.match(text, match.end())):
        return False
    first = max((found.start() for found in _CLAUSE.finditer(text, 0, match.start())), default=0)
    behind = _CLAUSE_BEHIND.search(text, match.end())
    return _NOT_SO.search(text, first, behind.start() if behind else len(text)) is None


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


def named_before(text: str, word: re.Match[str]) -> Iterator[re.Match[str]]:
    """The name that a disaster is called by, right before its word: the group `place`. None for a storm, whose name is
    its own, nor for a people ("the Norland quake" is one of Norland, "the Japanese quake" is not of a place)."""
    found = _NAMED_BEFORE.search(text[: word.start()])
    if found and not _NAMED.match(text, word.start()) and not any(map(is_demonym, fold(found["place"]).split())):
        yield found


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
