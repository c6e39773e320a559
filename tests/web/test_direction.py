"""Text that runs from right to left does so wherever it is shown: each piece of foreign text decides for itself."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from lxml import html as lxml_html

from stories.dossiers import add_entry, publish, quote, submit
from stories.editing.reports import add_report
from stories.models import Story
from stories.vocabulary import EntryKind, Role
from tests.dossiers.builders import Desk, make
from tests.factories import (
    NOW,
    CaptureFactory,
    ClaimFactory,
    EventFactory,
    FlagFactory,
    LinkFactory,
    MentionFactory,
    OutletFactory,
    PersonFactory,
    QuotationFactory,
    StoryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TEXTS = {
    "ar": {
        "headline": "الميناء يفتح أبوابه من جديد",
        "kicker": "أخبار المدينة",
        "dek": "عادت السفن بعد يومين من المطر.",
        "body": "قال سامي حداد: «سيبقى الميناء مفتوحا طوال الليل».\n\nوعادت السفن إلى المدينة في الصباح.",
        "words": "سيبقى الميناء مفتوحا طوال الليل",
        "event": "اجتماع الميناء",
    },
    "he": {
        "headline": "הנמל נפתח מחדש אחרי הגשם",
        "kicker": "חדשות העיר",
        "dek": "האוניות חזרו אחרי יומיים של גשם.",
        "body": "שרה לוי אמרה: „הנמל יישאר פתוח כל הלילה”.\n\nהאוניות חזרו לעיר בבוקר.",
        "words": "הנמל יישאר פתוח כל הלילה",
        "event": "ישיבת הנמל",
    },
}
RIGHT_TO_LEFT = re.compile("[\u0590-\u07ff]")
LETTER = re.compile(r"[^\W\d_]")
UNSEEN = frozenset(("title", "option", "script", "style", "template", "desc"))
BLOCKS = frozenset("p h1 h2 h3 h4 li td th div dd dt blockquote textarea article footer".split())
BLOCK_CLASSES = re.compile(r"\b(?:list__title|table__title|claim__words)\b")
"""Classes of elements that the stylesheet makes blocks where they run from right to left."""


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(role=Role.EDITOR))
    return client


def lost(answer: Any) -> list[str]:
    """The pieces of a page that run from right to left while nothing around them lets them decide that."""
    assert answer.status_code == 200
    found = []
    for node in lxml_html.fromstring(answer.content.decode()).iter():
        if not isinstance(node.tag, str):
            continue
        pieces = [(node, node.text)] + ([(node.getparent(), node.tail)] if node.getparent() is not None else [])
        found += [text.strip() for owner, text in pieces if text and _begins_so(text) and _is_lost(owner)]
    return found


def _begins_so(text: str) -> bool:
    """Whether the first letter of a text runs from right to left. In the middle of a sentence of ours a name turns
    round by itself."""
    first = LETTER.search(text)
    return first is not None and RIGHT_TO_LEFT.match(first[0]) is not None


def _is_lost(owner: Any) -> bool:
    if any(one.tag in UNSEEN or one.tag == "svg" for one in [owner, *owner.iterancestors()]):
        return False
    decides = next((one for one in [owner, *owner.iterancestors()] if one.get("dir")), None)
    return decides is None or decides.get("dir") != "auto" or not _runs_so(decides)


def _runs_so(element: Any) -> bool:
    """Whether the first letter that decides about an element's direction runs from right to left."""
    if element.tag in ("textarea", "input"):
        return True
    return _begins_so("".join(_own(element)))


def _own(element: Any) -> list[str]:
    """The text of an element without that of what decides for itself (HTML, "dir" attribute, auto state)."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not child.get("dir") and child.tag not in ("bdi", "script", "style"):
            parts += _own(child)
        parts.append(child.tail or "")
    return parts


def block_of(page: Any, text: str) -> Any:
    """The element that decides about the direction of a text."""
    tree = lxml_html.fromstring(page.content.decode())
    main = tree.xpath("//main")[0]
    owner = next(one for one in main.iter() if isinstance(one.tag, str) and text in (one.text or ""))
    return next(one for one in [owner, *owner.iterancestors()] if one.get("dir"))


def is_block(element: Any) -> bool:
    return element.tag in BLOCKS or BLOCK_CLASSES.search(element.get("class", "")) is not None


def told(language: str) -> Story:
    """A story with everything that is shown of one."""
    said = TEXTS[language]
    story = StoryFactory(
        headline=said["headline"],
        kicker=said["kicker"],
        dek=said["dek"],
        body=said["body"],
        language=language,
        outlet=OutletFactory(name="Harbour Herald"),
        captions=[{"text": said["dek"], "credit": said["kicker"]}],
        tables=[[[said["kicker"], said["kicker"]], [said["dek"], said["dek"]]]],
        questions=[{"question": said["dek"], "answer": said["headline"]}],
        url="https://herald.example/1",
        capture=CaptureFactory(),
    )
    at = story.body.index(said["words"])
    QuotationFactory(story=story, start=at, end=at + len(said["words"]), words=said["words"], speaker=None)
    MentionFactory(story=story, person=PersonFactory(name="Sami Haddad"), start=4, end=13, surface=story.body[4:13])
    FlagFactory(story=story, start=4, end=13)
    copy = StoryFactory(headline=said["headline"], body=said["body"], language=language)
    LinkFactory(source=copy, target=story, kind="reprints", copy_kind="exact", state="suggested")
    LinkFactory(source=story, target=StoryFactory(headline=said["dek"], language=language))
    event = EventFactory(title=said["event"], slug="harbour", description=said["dek"], date="2025-05-13")
    report = add_report(story, event=event, start=at, end=at + len(said["words"]), editor=None, now=NOW)
    ClaimFactory(report=report, aspect="reason", value=said["words"], words=said["words"])
    return story


def pages_of(story: Story) -> list[str]:
    quotation = story.quotations.get()
    link = story.links_in.get()
    return [
        "/stories/",
        f"/stories/{story.pk}/",
        f"/stories/{story.pk}/preview/",
        f"/stories/{story.pk}/edit/",
        f"/stories/{story.pk}/copies/",
        f"/stories/{story.pk}/copies/{link.source_id}/",
        "/events/",
        "/events/harbour/",
        "/quotes/",
        quotation.get_absolute_url(),
        "/flags/",
        "/",
    ]


@pytest.mark.parametrize("language", TEXTS)
def test_each_piece_of_foreign_text_decides_which_way_it_runs(editor: Client, language: str) -> None:
    story = told(language)
    assert {address: found for address in pages_of(story) if (found := lost(editor.get(address)))} == {}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("where", ["list", "page"])
def test_a_headline_stands_at_the_side_at_which_it_begins(editor: Client, language: str, where: str) -> None:
    """An element in the middle of a line turns its letters round and stays where it is: it has to be a block."""
    story = told(language)
    page = editor.get("/stories/" if where == "list" else f"/stories/{story.pk}/")
    names = ["headline"] if where == "list" else ["headline", "dek", "kicker", "words"]
    for name in names:
        element = block_of(page, TEXTS[language][name])
        assert element.get("dir") == "auto"
        assert is_block(element), name


@pytest.mark.parametrize("language", TEXTS)
def test_dossiers_on_the_bench_and_in_public(client: Client, language: str) -> None:
    desk = Desk()
    said = TEXTS[language]
    made = make(desk, title=said["headline"], note=said["dek"])
    story = told(language)
    given = {"editor": desk.owner, "now": NOW}
    add_entry(made.second, kind=EntryKind.STORY, story=story, **given)
    quote(made.second, story=story, exact=said["words"], **given)
    client.force_login(desk.owner)
    assert lost(client.get(made.dossier.get_absolute_url())) == []
    submit(made.dossier, **given)
    publish(made.dossier, editor=desk.reviewer, now=NOW)
    client.logout()
    public = f"/published/{made.dossier.slug}/"
    page = client.get(public)
    assert lost(page) == []
    for name in ("headline", "dek", "words"):
        assert is_block(block_of(page, said[name])), name
    assert lost(client.get(f"{public}html/")) == []
    assert lost(client.get("/published/")) == []
