"""How many voted which way, in a sentence: "voted 212 to 180", "212 in favour, 180 against"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stories.linking.counted import Count

FOR, AGAINST, ABSTAINED = "votes in favour", "votes against", "abstentions"
_N = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}"
_REACH = 20
"""Characters before a result in which votes are spoken of."""
_RESULT = re.compile(
    rf"(?:\b(?P<how>vot(?:e|ed|es)|pass(?:es|ed)|approv(?:es|ed)|adopt(?:s|ed)|back(?:s|ed)|ratifie[sd]|carried|"
    rf"reject(?:s|ed)|defeat(?:s|ed)|threw\sout|votes?\sdown)\b[^.;\d]{{0,60}}?\s)?"
    rf"(?<![\d$€£¥.,-])(?P<for>{_N})(?:(?P<votes>\svotes?)\s(?:to|against)\s|\s?[-–—]\s?|\sto\s)(?P<against>{_N})"
    r"(?!\d|[.,]{1,2}\d|\s?(?:%|per\s?cent|percent|million|billion|people|years?|days?|dollars|euros|yen|pounds))",
    re.IGNORECASE,
)
_NEXT_TO_IT = re.compile(
    r"(?:vot(?:e|ed|es)|vote of|by|vote was|a|it|in|reject(?:s|ed)|pass(?:es|ed)|approv(?:es|ed)|adopt(?:s|ed)|"
    r"ratifie[sd])\s$",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"reject|defeat|threw|down", re.IGNORECASE)
_SIDES = (
    (FOR, r"(?:votes?\s|members\s|lawmakers\s|deputies\s|senators\s|voted\s|were\s)*(?:in favou?r|for it|for the \w+)"),
    (AGAINST, r"(?:votes?\s|members\s|lawmakers\s|deputies\s|senators\s|voted\s|were\s)*(?:against|opposed)"),
    (ABSTAINED, r"(?:members\s|lawmakers\s|deputies\s|senators\s)?(?:abstain(?:ed|ing)|abstentions?)"),
)
_EACH = [(unit, re.compile(rf"(?<![\d$€£¥.,-])(?P<n>{_N})\s{words}\b", re.IGNORECASE)) for unit, words in _SIDES]
_VOTE = re.compile(r"\bvot(?:e|es|ed|ing)\b|\bballot|\babst", re.IGNORECASE)


def votes(text: str) -> Iterator[Count]:
    """The votes that a sentence counts. Two numbers are a result where votes are spoken of right beside them; of a
    motion that failed the greater number is of those against it."""
    for match in _RESULT.finditer(text):
        beside = match["votes"] or (match["how"] and _NEXT_TO_IT.search(_just_before(text, match.start("for"))))
        if not beside:
            continue
        first, second = (int(match[name].replace(",", "")) for name in ("for", "against"))
        refused = bool(match["how"] and _REFUSED.match(match["how"])) and first >= second
        names = (AGAINST, FOR) if refused else (FOR, AGAINST)
        for unit, group in zip(names, ("for", "against"), strict=True):
            yield Count(match[group].replace(",", ""), unit, *match.span(group))
    if _VOTE.search(text):
        for unit, pattern in _EACH:
            for match in pattern.finditer(text):
                yield Count(match["n"].replace(",", ""), unit, *match.span("n"))


def _just_before(text: str, at: int) -> str:
    """The words that make two numbers a result, however long the sentence is."""
    return text[max(0, at - _REACH) : at]
