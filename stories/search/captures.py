"""Captured pages by what a search box says: a hash, an address, or how the page or its file is called."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q

from stories.models import Capture
from stories.text.addresses import BadAddress, normalize_address

NEWEST = 10_000
_HASH = re.compile("[0-9a-fA-F]{64}")


def captures_rule(text: str) -> Q:
    """What `text` asks of captures. 64 hexadecimal digits are the sha256 of the bytes, an address is the page's own in
    any spelling; anything else stands in the title or in the file's name of one of the newest 10,000 captures, so that
    it costs the same however many there are."""
    text = text.strip().removeprefix("sha256:")
    if _HASH.fullmatch(text):
        return Q(sha256=text.lower())
    try:
        return Q(page__address=normalize_address(text))
    except BadAddress:
        pass
    newest: Any = Capture.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return Q(pk__gt=newest - NEWEST) & (Q(title__icontains=text) | Q(name__icontains=text))
