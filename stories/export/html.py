"""An edition as one HTML file that opens without a network: styles inside, no script, nothing loaded."""

from __future__ import annotations

import re
from typing import Any

from django.template.loader import render_to_string

from stories.export.page import page_of
from stories.export.stylesheet import stylesheet_for

_CLASSES = re.compile(r'class="([^"]*)"')


def as_html(content: dict[str, Any], *, sha256: str) -> bytes:
    """The file as UTF-8. Its own policy forbids it to load anything, whatever a reader's program would do."""
    page = page_of(content, sha256=sha256)
    body = render_to_string("published/_dossier.html", {"page": page, "alone": True})
    classes = {"pub", "pub__main", *(name for names in _CLASSES.findall(body) for name in names.split())}
    styles = f"<style>{stylesheet_for(classes)}</style>"
    whole = render_to_string("published/alone.html", {"page": page, "body": body, "styles": styles})
    return whole.encode()
