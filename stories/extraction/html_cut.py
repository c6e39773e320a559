"""An HTML page whose file ends before the page does, as of a transfer that broke off."""

import re

from stories.extraction.lines import Line
from stories.extraction.printed import is_credit
from stories.extraction.shape import ends_sentence

_ENDS = re.compile(r"</\s*(?:body|html|main|article)\b", re.IGNORECASE)
_OPENED = re.compile(r"<(/?)p\b", re.IGNORECASE)
_FEWEST = 3
"""Words of the last line."""


def breaks_off(source: str, lines: tuple[Line, ...]) -> bool:
    """Whether a page ends within a paragraph, and in the midst of a sentence: nothing that is open is closed behind it
    (a page may leave `</p>`, `</body>` and `</html>` out, and then ends with a full stop, or with its foot)."""
    if not lines or _ENDS.search(source, max(0, source.rfind(lines[-1].text[-20:]))):
        return False
    tags = _OPENED.findall(source)
    last = lines[-1]
    told = last.words >= _FEWEST and not last.tag.startswith("h") and not (last.zone or last.aside or last.dated)
    broken = last.text[-1:].islower() or last.text[-1:] in ",;–—-(" or last.text[-1:].isdecimal()
    return bool(tags) and tags[-1] == "" and told and broken and not (ends_sentence(last.text) or is_credit(last.text))
