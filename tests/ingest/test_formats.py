"""Each structured format through the import: one file becomes a story, a malformed one a capture with a reason."""

from datetime import UTC, datetime
from typing import Any

import pytest

from stories.ingest import import_page
from stories.models import Capture, Story
from stories.vocabulary import CaptureState

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 5, 5, 12, tzinfo=UTC)
HEADLINE = "Ferries stop for a second week"
ATOM = "http://www.w3.org/2005/Atom"
G2 = "http://iptc.org/std/nar/2006-10-01/"
FILES = {
    "rss": f"<rss><channel><title>Sea Desk</title><item><title>{HEADLINE}</title></item></channel></rss>",
    "atom": f'<feed xmlns="{ATOM}"><title>Sea Desk</title><entry><title>{HEADLINE}</title></entry></feed>',
    "rdf": f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
           f"<channel><title>Sea Desk</title></channel><item><title>{HEADLINE}</title></item></rdf:RDF>",
    "cdf": f"<CHANNEL><TITLE>Sea Desk</TITLE><ITEM><TITLE>{HEADLINE}</TITLE></ITEM></CHANNEL>",
    "json feed": f'{{"version": "https://jsonfeed.org/version/1.1", "title": "Sea Desk", '
                 f'"items": [{{"id": "1", "title": "{HEADLINE}"}}]}}',
    "ninjs 1": f'{{"uri": "urn:1", "headline": "{HEADLINE}", "body_text": "No talks.", "copyrightholder": "Sea Desk"}}',
    "ninjs 2": f'{{"uri": "urn:1", "headlines": [{{"value": "{HEADLINE}"}}], "copyrightholder": "Sea Desk"}}',
    "ninjs 3": f'{{"uri": "urn:1", "headlines": [{{"value": "{HEADLINE}"}}], "copyrightHolder": "Sea Desk"}}',
    "newsml-g2": f'<newsItem xmlns="{G2}" guid="urn:1"><itemMeta><provider><name>Sea Desk</name></provider></itemMeta>'
                 f"<contentMeta><headline>{HEADLINE}</headline></contentMeta></newsItem>",
    "nitf": f'<nitf><head><pubdata name="Sea Desk"/></head><body><body.head><hedline><hl1>{HEADLINE}</hl1></hedline>'
            "</body.head></body></nitf>",
}  # fmt: skip
BROKEN = {
    "rss": ("<rss><channel><title>Sea Desk</title>", "The feed “Sea Desk” has no entries. The feed is broken: "),
    "atom": ('<feed xmlns="http://www.w3.org/2005/Atom"><title>Sea Desk', "The feed is broken: "),
    "rdf": ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel>',
            "The feed is broken: "),
    "cdf": ("<CHANNEL><TITLE>Sea Desk</TITLE><ITEM", "The feed is broken: "),
    "opml": ("<opml><body><outline", "This is a list of feeds (OPML) that is broken: "),
    "json feed": ('{"version": "https://jsonfeed.org/version/1.1", "items": [', "This is a JSON Feed that is broken: "),
    "ninjs": ('{"uri": "urn:1", "headline": 7}', "“headline” must be a text, not a number."),
    "newsml-g2": (f'<newsItem xmlns="{G2}"><contentMeta>', "This is a file in NewsML-G2 that is broken: "),
    "nitf": ("<nitf><body>", "This is a story in NITF that is broken: "),
}  # fmt: skip


def take(raw: str) -> Any:
    return import_page(raw.encode(), editor=None, now=NOW, name="page.txt")


@pytest.mark.parametrize("kind", FILES)
def test_a_file_becomes_a_story(kind: str) -> None:
    outcome = take(FILES[kind])
    assert outcome.outcome == "new"
    story = Story.objects.get()
    assert (story.headline, story.outlet.name if story.outlet else None) == (HEADLINE, "Sea Desk")
    assert Capture.objects.get().state == CaptureState.ACCEPTED
    assert take(FILES[kind]).outcome == "unchanged"


@pytest.mark.parametrize("kind", BROKEN)
def test_a_malformed_file_is_kept_with_its_reason(kind: str) -> None:
    raw, sentence = BROKEN[kind]
    outcome = take(raw)
    assert outcome.outcome == "unreadable"
    assert sentence in outcome.reason
    capture = Capture.objects.get()
    assert (capture.state, capture.reason) == (CaptureState.UNREADABLE, outcome.reason)
    assert not Story.objects.exists()


def test_a_list_of_feeds_is_kept_with_its_list_and_makes_no_story() -> None:
    outcome = take('<opml><body><outline text="Sea Desk" xmlUrl="https://sea.example.org/feed"/></body></opml>')
    assert outcome.reason.startswith("This is a list of one feed (OPML), not a story")
    assert Capture.objects.get().reading.text == "Sea Desk https://sea.example.org/feed"


def test_a_newsletter_is_called_by_its_subject_on_the_desk() -> None:
    told = "<p>Crews and owners of the boats have not met since the strike began on Monday.</p>"
    stories = (HEADLINE, "Cranes ordered for the new quay")
    links = "".join(f"<h2><a href='https://sea.example/click?n={one[0]}'>{one}</a></h2>{told}" for one in stories)
    head = (
        "From: Sea Desk <letter@sea.example>\nSubject: The week on the quays\nDate: Sat, 04 May 2024 09:00:00 +0200\n"
    )
    take(f"{head}MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><body>{links}</body></html>")
    assert Capture.objects.get().title == "The week on the quays"
    assert set(Story.objects.values_list("headline", "outlet__name")) == {(one, "Sea Desk") for one in stories}
