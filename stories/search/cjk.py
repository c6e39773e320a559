"""Chinese, Japanese and Korean text has no spaces: it is indexed as overlapping pairs of characters.

A run of n characters becomes its n - 1 pairs and its last character, so that a query of two or more characters is a
phrase of pairs and a single character is a prefix. (Bigram indexing: Fujii and Croft, SIGIR 1993; the same scheme as
Lucene's CJKBigramFilter with outputUnigrams for the last character only.)
"""

from __future__ import annotations

import re
import unicodedata

CLASS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
RUN = re.compile(f"[{CLASS}]+")
GLOB = f"*[{CLASS}]*"


def paired(text: str | None) -> str | None:
    """The text with each run of CJK characters replaced by its pairs and its last character, spaces between."""
    return text and RUN.sub(_pairs, unicodedata.normalize("NFKC", text))


def paired_query(text: str) -> str:
    """Typed text as index words: each run becomes its pairs; a single character stays and is a prefix of its pairs."""
    return RUN.sub(lambda match: " " + " ".join(_two(match[0])) + " ", unicodedata.normalize("NFKC", text))


def is_single(text: str) -> bool:
    """Whether the text is one CJK character, which is then looked for as the start of a pair."""
    return len(text.strip()) == 1 and RUN.fullmatch(text.strip()) is not None


def _two(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _pairs(match: re.Match[str]) -> str:
    run = match[0]
    return " " + " ".join([*(run[i : i + 2] for i in range(len(run) - 1)), run[-1]]) + " "
