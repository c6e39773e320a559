"""Hostile markup in a browser: nothing of it runs or asks outside, on any page that shows what came in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from stories.dossiers import add_entry, add_section, create_dossier
from stories.ingest import import_page, receive_page
from stories.models import Story
from stories.vocabulary import EntryKind
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)
OUTSIDE = "https://outside.example"
OURS = [
    "<script>alert(1)</script>",
    f"<img src='{OUTSIDE}/a.png' onerror='alert(1)'>",
    f"<svg onload=alert(1)><use href='{OUTSIDE}/x.svg#a'/></svg>",
    "<a href='javascript:alert(1)'>press here</a>",
    "<a href=' java\nscript:alert(1)'>and here</a>",
    f"<iframe src='{OUTSIDE}'></iframe><object data='{OUTSIDE}'></object><embed src='{OUTSIDE}'>",
    f"<link rel=stylesheet href='{OUTSIDE}/a.css'><style>@import '{OUTSIDE}/b.css';</style>",
    f"<form action='{OUTSIDE}'><button autofocus onfocus=alert(1)>Send</button></form>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "{{ 7*7 }}{% debug %}",
    "<details open ontoggle=alert(1)>x</details>",
    f"<meta http-equiv=refresh content='0;url={OUTSIDE}'><base href='{OUTSIDE}'>",
    "<a href='data:text/html,<script>alert(1)</script>'>data</a>",
]
FOUND = """() => {
    const bad = [];
    for (const element of document.querySelectorAll('main *')) {
        for (const attribute of element.attributes) {
            const value = attribute.value.replace(/[\\s\\u0000-\\u001f]/g, '').toLowerCase();
            if (attribute.name.startsWith('on')) bad.push(element.outerHTML.slice(0, 200));
            if (/^(javascript|vbscript|data:text)/.test(value)) bad.push(element.outerHTML.slice(0, 200));
        }
        if (['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'BASE'].includes(element.tagName)) {
            if (!(element.src || '').startsWith(location.origin)) bad.push(element.outerHTML.slice(0, 200));
        }
    }
    return bad;
}"""


def payloads(data: Path | None) -> list[str]:
    """Ours, and those of the data folder where there is one."""
    found = list(OURS)
    for name, key in (("dompurify_expect", "payload"), ("bleach_xss", "payload"), ("miniflux_sanitizer", "input")):
        path = data / "hostile_inputs" / f"{name}.jsonl" if data else None
        if path and path.exists():
            with path.open(encoding="utf-8", newline="\n") as lines:
                found += [str(json.loads(line)[key]) for line in lines if line.strip()]
    return found


def pages(found: list[str]) -> Iterator[bytes]:
    """Articles with a few payloads each: as markup, and as the words of headline, byline and text."""
    prose = "<p>The harbour council met on Tuesday evening and put off its vote on the ferry until the spring.</p>"
    for at in range(0, len(found), 12):
        some = found[at : at + 12]
        inside = "".join(
            f"<div>{payload}</div><p>{escape(payload)} is what it said, and it said so twice.</p>" for payload in some
        )
        head = escape(some[0][:120])
        body = f"<h1>Ferry {at}: {head}</h1>{prose * 2}{inside}{prose}"
        page = f"<html><head><title>{head}</title></head><body>{body}</body></html>"
        yield page.encode("utf-8", "replace")
        plain = "\n\n".join(
            [
                f"Ferry {at} in words {some[-1][:100]}",
                "By Oriana Testwell",
                *[f"{one} said the council, and it met again on Tuesday evening." for one in some],
            ]
        )
        yield plain.encode("utf-8", "replace")


def test_nothing_that_came_in_runs_or_asks_outside(
    window: Any, enter: Callable[..., None], live_server: Any, pytestconfig: pytest.Config
) -> None:
    editor = UserFactory()
    shared = Path(str(pytestconfig.rootpath)).parent / "shared" / "data"
    stories: list[Story] = []
    captures = []
    for number, page in enumerate(pages(payloads(shared if shared.is_dir() else None))):
        name = f"<img src={OUTSIDE}/n.png onerror=alert(1)>{number}.html"
        if number % 3 == 2:
            captures.append(receive_page(page, editor=editor, now=NOW, name=name))
        else:
            outcome = import_page(page, editor=editor, now=NOW, name=name)
            stories += outcome.stories
            captures += [outcome.capture] if outcome.capture else []
    dossier = create_dossier(title="<script>alert(1)</script>", standfirst=OURS[1], editor=editor, now=NOW)
    section = add_section(dossier, title=OURS[3], editor=editor, now=NOW)
    for story in stories[:20]:
        add_entry(section, kind=EntryKind.STORY, story=story, editor=editor, now=NOW)

    asked: list[str] = []
    dialogs: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    enter(window.context, editor)
    addresses = [
        *(
            reverse(f"stories:{name}")
            for name in ("dashboard", "story_list", "capture_list", "capture_inbox", "search")
        ),
        *(capture.get_absolute_url() for capture in captures),
        *(story.get_absolute_url() for story in stories),
        *(reverse("stories:story_edit", args=[story.pk]) for story in stories[:4]),
        dossier.get_absolute_url(),
        reverse("stories:dossier_preview", args=[dossier.slug]),
        f"{reverse('stories:search')}?q=%3Cscript%3Ealert(1)%3C/script%3E",
    ]
    for address in addresses:
        window.goto(address)
        assert window.evaluate(FOUND) == [], address
        assert window.evaluate("getComputedStyle(document.body).display") != "none"
    outside = [
        one for one in asked if urlsplit(one).netloc != urlsplit(live_server.url).netloc and not one.startswith("data:")
    ]
    assert outside == []
    assert dialogs == []
    assert len(stories) > 3
