"""Chinese, Japanese and Korean text has no spaces: it is indexed as overlapping pairs of characters.

A run of n characters becomes its n - 1 pairs and its last character, so that a query of two or more characters is a
phrase of pairs and a single character is a prefix. (Bigram indexing: Fujii and Croft, SIGIR 1993; the same scheme as
Lucene's CJKBigramFilter with outputUnigrams for the last character only.)

Figures and Latin words inside such text end a run: "7月24日に" is 7, 月, 24, 日に, に. So what is typed may end with
one character of a run that goes on in the text ("24日"), which is then the beginning of a pair, too.
"""

from __future__ import annotations

import re
import unicodedata

CLASS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
RUN = re.compile(f"[{CLASS}]+")
_TAIL = re.compile(r"\W+$")
_LAST_ALONE = re.compile(rf"(?:^|[^{CLASS}])[{CLASS}]\W*$")


def paired(text: str) -> str:
    """The text with each run of CJK characters replaced by its pairs and its last character, spaces between."""
    return RUN.sub(_pairs, unicodedata.normalize("NFKC", text))


def paired_query(text: str) -> str:
    """Typed text as index words: each run becomes its pairs; one behind which something follows has its last character
    too, as in the index, and a single character at the end stays and is a prefix of its pairs (`ends_single`)."""
    text = unicodedata.normalize("NFKC", text)
    end = len(_TAIL.sub("", text))
    return RUN.sub(lambda run: _pairs(run) if run.end() < end else f" {' '.join(_two(run[0]))} ", text)


def ends_single(text: str) -> bool:
    """Whether the text ends with a run of one CJK character, which is then looked for as the start of a pair."""
    return _LAST_ALONE.search(unicodedata.normalize("NFKC", text)) is not None


def _two(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _pairs(match: re.Match[str]) -> str:
    run = match[0]
    return " " + " ".join([*(run[i : i + 2] for i in range(len(run) - 1)), run[-1]]) + " "
