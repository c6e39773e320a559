"""Sentences of a text, for comparing two versions of it."""

import re

# The end of a sentence: its mark, a closing quotation mark if any, and white space; or a line's end. Japanese sentences
# have no white space between them.
_SENTENCE = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+|(?<=[。！？])[」』）]*|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, each with the marks that close it and without white space around it."""
    found, at = [], 0
    for gap in _SENTENCE.finditer(text):
        found.append(text[at : gap.end()].strip())
        at = gap.end()
    found.append(text[at:].strip())
    return [sentence for sentence in found if sentence]
