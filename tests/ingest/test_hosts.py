"""Sites that share a domain: whose story a page completes by naming its address as its own."""

import pytest

from stories.linking.outlets import save_outlet
from stories.models import Story
from stories.vocabulary import Completeness
from tests.ingest.fronts import FERRY, NAMES, front, page
from tests.ingest.pages import LATER, NOW, PARAGRAPHS, bring

pytestmark = pytest.mark.django_db
WHOLE = "Ferry between the islands stops running, nobody knows for how long"
PATH = FERRY.removeprefix("https://harbour-news.example")
SHARED = [
    ("alice.example.com", "bob.example.com"),
    ("a.example.org", "b.example.org"),
    ("sites.example.net", "news.example.net"),
    ("alice.example.com", "example.com"),
    ("example.com", "bob.example.com"),
]


def announced(host: str, site: str) -> Story:
    """The story of the ferry as a list at that host announces it."""
    names = [(headline, address.replace("harbour-news.example", host)) for headline, address in NAMES]
    bring(front(names, site=site), address=f"https://{host}/archive", now=NOW)
    return Story.objects.get(url=f"https://{host}{PATH}")


def told(host: str, site: str, canonical: str, *, og: bool = False) -> None:
    raw = page(WHOLE, PARAGRAPHS, site=site, canonical="" if og else canonical)
    if og:
        raw = raw.replace(b"</head>", f'<meta property="og:url" content="{canonical}"></head>'.encode())
    bring(raw, address=f"https://{host}/2025/01/09/another-path-of-its-own", now=LATER)


@pytest.mark.parametrize("og", [False, True], ids=["canonical", "og:url"])
@pytest.mark.parametrize(("mine", "theirs"), SHARED)
def test_a_page_of_another_outlet_on_the_same_domain_completes_nobody_elses_story(
    mine: str, theirs: str, og: bool
) -> None:
    stub = announced(mine, "Alice Letter")
    told(theirs, "Bob Letter", stub.url, og=og)
    story = Story.objects.get(pk=stub.pk)
    assert (story.headline, story.body, story.completeness) == (stub.headline, "", Completeness.HEADLINE)
    assert Story.objects.get(headline=WHOLE).outlet.name == "Bob Letter"


def test_the_name_of_another_outlet_in_the_head_is_not_enough() -> None:
    stub = announced("alice.example.com", "Alice Letter")
    told("bob.example.com", "Alice Letter", stub.url)
    assert Story.objects.get(pk=stub.pk).body == ""


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ("www.example.net", "edition.example.net"),
        ("edition.example.net", "www.example.net"),
        ("edition.example.net", "m.edition.example.net"),
        ("example.net", "amp.example.net"),
    ],
)
def test_another_host_of_the_same_outlet_completes_its_story(mine: str, other: str) -> None:
    stub = announced(mine, "Site News")
    told(other, "Site News", stub.url)
    assert Story.objects.get(pk=stub.pk).body == "\n\n".join(PARAGRAPHS)


def test_hosts_that_the_register_gives_to_one_outlet_are_its_own() -> None:
    hosts = ["asia.example.net", "edition.example.net"]
    save_outlet(name="Site News", domains=hosts, editor=None, now=NOW)
    stub = announced(hosts[0], "Site News")
    told(hosts[1], "Site News", stub.url)
    assert Story.objects.get(pk=stub.pk).body == "\n\n".join(PARAGRAPHS)
