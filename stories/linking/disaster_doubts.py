"""The words by which a sentence says that a disaster did not come to pass, only might, or is none: "denied that an
explosion …", "could cause a flood", "an avalanche of complaints".

What counts is what stands by the word itself: of people who "are feared dead" after an earthquake, or of one that
"could be felt" far away, nobody doubts the earthquake.
"""

from __future__ import annotations

import re

_REACH = 200
"""How many characters before the word, and behind it, are looked at; more would make long texts slow."""
_MODAL = r"(?:could|would|might|(?-i:may)|should|can)"
_DENIAL = r"(?:not|never|\w+n['’]t)"
_JOINED = r"(?=(?:and|but|while|as|which|who|where|when|after|before|because|although)\b)"
_CLAUSE, _CLAUSE_BEHIND = re.compile(rf"[;:—–]|,\s{_JOINED}"), re.compile(rf"[;:—–,]|\s{_JOINED}")
"""Where the clause of a word begins, and where it ends."""
_ONE = (
    r"(?:(?:an?|any|another|such an?|one)\s)?"
    r"(?:(?!(?:the|in|at|from|by|to|of|after|when|as|died|killed)\b)[\w-]+\s){0,2}"
)
"""What stands between a verb and the word: "a", "another strong". No "the": who could not flee the flood had one."""
_NONE = re.compile(
    r"\b(?:no|nor|not any|without|prevent(?:s|ed|ing)?|avert(?:s|ed|ing)?|avoid(?:s|ed|ing)?|rul(?:es|ed|ing) out)\s"
    r"(?:(?:an?|any|the|another)\s)?(?:(?!(?:one|in|at|from|by|to|of|after|when|as)\b)[a-z-]+\s)?\Z",
    re.IGNORECASE,
)
"""Right before the word: "no wildfire", "without a major earthquake", "averted a train crash"."""
_NOT_MEANT = re.compile(
    rf"\b(?:(?:{_MODAL}|{_DENIAL})\s(?:(?:not|never|have|be|been|also|soon|still|yet|well|\w+ly)\s)*"
    rf"(?:(?!(?:in|at|after|when|as)\b)[\w-]+\s(?:(?:by|to|from|in|off|that)\s)?)?{_ONE}"
    rf"|(?:if|unless)\s(?:[\w’'-]+\s){{0,4}}?{_ONE}"
    r"|(?:simulated|mock|fictional|imaginary|feigned|staged)\s(?:[\w-]+\s)?)\Z",
    re.IGNORECASE,
)
"""Before the word: "could cause a flood", "was not hit by an earthquake", "if an earthquake", "a mock plane crash"."""
_NOT_BELIEVED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)(?!.*\b(?:responsib\w+|involve\w+|role|blame\w*|behind|caus\w+|part|wrongdoing|guilt)\b)"
    r"|(?:dismiss(?:es|ed)|reject(?:s|ed))(?=.*\b(?:reports?|claims?|rumou?rs?|talk|suggestions?|that|fears?)\b)"
    r"|no (?:reports?|sign|evidence) (?:of|that)|false(?:ly)?|hoax|rumou?rs?|threat(?:s|ens?|ened)?|fears?"
    r"|(?:(?<!are )(?<!is )(?<!was )(?<!were )(?<!been )|(?<=\bit is )|(?<=\bit was ))feared"
    r"(?!\s(?:dead|drowned|trapped|missing|lost|killed|buried|injured|hurt|to have)\b))"
    r"\s(?:(?!(?:after|when|following|since|before|who|whose)\b)[\w’'-]+\s){0,7}\Z",
    re.IGNORECASE,
)
"""A few words before it: "denied on Wednesday that an explosion", "fears of a flood". Not "are feared dead"."""
_WORK = r"(?:film|novel|movie)"
_IN_A_WORK = re.compile(
    rf"\b{_WORK}\s(?:(?:is|was)\s)?(?:shows|showed|tells|told|depicts|depicted|about|of|in which|where)\s"
    r"(?:[\w’'-]+\s){0,4}\Z",
    re.IGNORECASE,
)
_PLAYED = re.compile(
    r"\b(?:in|during|for|of)\s(?:an?|the|this)\s(?:[\w-]+\s){0,2}(?:exercise|drill)"
    r"(?!\s(?:rig|ship|site|bit|hole|platform|press)\b),?\s(?:[\w’'-]+,?\s){0,5}\Z",
    re.IGNORECASE,
)
"""Before a quake or a fire; planes do crash in exercises."""
_CARRIED = re.compile(r"crash|collision|collided|sank|sinking|derail", re.IGNORECASE)
_NOT_SO_BEHIND = re.compile(
    rf"\s(?:in|of)\s(?:the|an?|his|her|its)\s(?:[\w-]+\s){{0,2}}{_WORK}\b(?!\s(?:crew|students?|sets?|festival|studios?))"
    rf"|\b(?P<how>{_MODAL}(?!\s(?:not|never)\shave\b)|threaten(?:s|ed)|{_DENIAL}(?=\s(?:happen|occur|take|taken|materiali[sz]e|strike|struck|hit|exist|reach))"
    r"|(?:is|was|were|are|been)\s(?:feared|denied|simulated|ruled out|averted|prevented|avoided)"
    r"|(?:is|was|were)\s(?:only\s|just\s)?(?:an?\s)?(?:hoax|drill|exercise|rumou?r|false))\b",
    re.IGNORECASE,
)
"""Behind it, before its verb: "a flood could hit", "the explosion in the film"."""
_UNTRUE = re.compile(r"\b(?:is|are|was|were|proved)\s(?:false|untrue|unfounded|fake|an?\shoax)\b", re.IGNORECASE)
"""Anywhere behind it in its clause: "reports that an earthquake had struck the town were false"."""
_OWN = re.compile(rf"(?:\s(?:not|never|have|be|been|\w+ly|{_MODAL}))*\s[\w-]+", re.IGNORECASE)
"""What else belongs to such a verb: "could | have been felt"."""
_CAME = re.compile(
    r"(?<!\bto\s)\b(?:struck|hit|shook|jolted|rocked|battered|lashed|swept|tore|ravaged|devastated|destroyed|damaged|"
    r"flattened|buried|engulfed|killed|injured|wounded|left|claimed|died|happened|occurred|caused|triggered)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
_INSIDE = re.compile(
    rf"\b(?:{_MODAL}|{_DENIAL}|nearly|almost)\s(?:(?:have|has|had|been|yet|ever|actually|nearly|almost)\s)*"
    r"[\w-]+(?:\s(?:way|up|in|down|fire|into flames|up in flames))?\Z",
    re.IGNORECASE,
)
"""At the end of what is said with a verb: "the dam might have burst"."""
_FIGURATIVE = re.compile(
    r"(?:\b(?:political|financial|economic|diplomatic|electoral|cultural|social|constitutional|media|legal|banking|"
    r"market|monetary|verbal|veritable|virtual|proverbial|metaphorical)|"
    r"\b(?:won|wins?|winning|(?:re-)?elected|victory|majority|defeat(?:s|ed)?)\b.{0,80}\b(?:by|in|with) an?)\s\Z",
    re.IGNORECASE,
)
"""Right before the word: a quake of politics, an election won "by a landslide"."""
_OF_A_MARKET = re.compile(r"\bmarket (?:explosion|blast|stampede)s?\Z", re.IGNORECASE)
"""Where people buy and sell, and no market of shares."""
_OF_WHAT = re.compile(
    r"\s(?:of\s(?!(?:water|meltwater|mud|earth|soil|sand|snow|rocks?|stones?|boulders|rubble|ash|debris|ice|lava|oil|sewage|the|"
    r"(?:[\w-]+\s){0,2}(?:magnitude|origin|size|scale|proportions|force|height|strength|intensity|kind|type|sort))\b)"
    r"(?-i:[a-z])|(?:win|victory|defeat|majority|election|vote|bargain)\b)",
    re.IGNORECASE,
)
"""Right behind what moves in masses: "an avalanche of complaints", "a landslide victory"."""
_OF_FEELING = re.compile(
    r"\sof\s(?:(?!the\b|an?\b)[\w-]+\s){0,2}?(?:\w+(?:ity|ism|ness|ence)|joy|anger|rage|fury|grief|hate|hatred|laughter|cheers|"
    r"applause|protests?|criticism|interest|demand|growth|debts?|cases|ideas|energy|talent|support|colou?rs?|noise|"
    r"sound|light|cold|heat|(?:air|wind)|buyers|investors|outrage|emotions?|feelings?|enthusiasm)\b",
    re.IGNORECASE,
)
"""Right behind what bursts: "an explosion of violence". An explosion "of a gas cylinder" is one."""
_MASSES = re.compile(r"flood|slide|avalanche|tsunami|tornado|cyclone", re.IGNORECASE)
_METAPHORS = re.compile(r"quake|eruption|stampede|explosion|blast", re.IGNORECASE)


def is_doubted(text: str, word: re.Match[str]) -> bool:
    """Whether what stands by a word for a disaster says that there was none, or that it is meant for something else."""
    low = max(0, word.start() - _REACH)
    before, behind = text[low : word.start()], text[word.end() : word.end() + _REACH]
    if _NONE.search(before) or _INSIDE.search(word[0]) or _is_figure(word[0], before, behind):
        return True
    clause = before[max((found.start() for found in _CLAUSE.finditer(before)), default=0) :]
    if any(form.search(clause) for form in (_NOT_MEANT, _NOT_BELIEVED, _IN_A_WORK)):
        return True
    return (_PLAYED.search(clause) is not None and not _CARRIED.search(word[0])) or _is_not_so_behind(behind)


def _is_figure(word: str, before: str, behind: str) -> bool:
    """Whether a word stands for something else: politics, an election, complaints."""
    if not (_MASSES.search(word) or _METAPHORS.search(word)):
        return False
    if _MASSES.search(word) is None and _OF_A_MARKET.search(f"{before}{word}"):
        return False
    form = _OF_WHAT if _MASSES.search(word) else _OF_FEELING
    return (_FIGURATIVE.search(before) or form.match(behind)) is not None


def _is_not_so_behind(behind: str) -> bool:
    """Whether the verb of the word says that it might be, or was not. A clause with "that" before another verb tells
    of something else: "an earthquake that could be felt far away killed 12"."""
    end = _CLAUSE_BEHIND.search(behind)
    clause = behind[: end.start()] if end else behind
    if _UNTRUE.search(clause):
        return True
    found = _NOT_SO_BEHIND.search(clause)
    if found is None or not found["how"]:
        return found is not None and found.start() == 0
    own = _OWN.match(clause, found.end())
    between = clause[: found.start()]
    if _THAT.search(between) and _CAME.search(clause, own.end() if own else found.end()):
        return False
    return _CAME.search(between) is None
