"""Whoever of the fixtures is named in full on a seed page is found there, our pages and the real ones."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from stories.ingest import import_page
from stories.linking.mentions import link_story
from stories.models import PersonName, Proposal, Story
from tests.conftest import ROOT, SHARED
from tests.factories import NOW, StoryFactory

FIXTURES = ("outlets", "people", "tags", "topics", "events", "taking_part")
PAGES = sorted([*(ROOT / "seeds").glob("*.txt"), *(SHARED / "seeds").glob("*.txt")])


def load_register() -> None:
    call_command("loaddata", *(str(ROOT / "fixtures" / f"{name}.json") for name in FIXTURES), verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.parent.name}-{page.stem}")
def test_everybody_named_in_full_is_linked_and_nobody_is_doubled(page: Path) -> None:
    load_register()
    text = page.read_text()
    story = StoryFactory(headline="untitled", dek="", body=text)
    mentions = link_story(story, now=NOW)
    assert [one.surface for one in mentions if text[one.start : one.end] != one.surface] == []
    named = {name.person_id for name in PersonName.objects.all() if " " in name.text and name.text in text}
    linked = {one.person_id for one in mentions if one.kind == "person"}
    assert named - linked == set()
    assert [one.surface for one in mentions if one.state == "ambiguous"] == []
    places = [(one.kind, one.start) for one in mentions]
    assert len(places) == len(set(places))


NAMED = {
    "gzero_us_japan_topic": "Donald Trump, Shigeru Ishiba, Pete Hegseth, Fumio Kishida, Joe Biden, Ian Bremmer, "
    "Rahm Emanuel, Yoon Suk Yeol",
    "daily8_usjapanrelations": "Marco Rubio, Pete Hegseth, Takeshi Iwaya, Gen Nakatani, Donald Trump, Tammy Bruce, "
    "Elbridge Colby, Shigeru Ishiba, Joseph Nye, Richard Armitage, Ryozo Kato, Joshua W. Walker, Ryosei Akazawa, "
    "Scott Bessent, Howard Lutnick",
    "summit_long_article": "Donald Trump, Sanae Takaichi",
    "gzero_military_upgrade": "Joe Biden, Fumio Kishida, Jim LoScalzo, Ian Bremmer, Elon Musk, Patrick Pleul, "
    "Luiz Inácio Lula da Silva, Friedrich Merz, Adriano Machado, Joanna Shields",
    "japan_news_ishiba_blinken": "Shigeru Ishiba, Antony Blinken, Joe Biden, Donald Trump",
}
"""Who is named in full on each page, ours and the real one alike, in the order in which the real ones are numbered."""
BY_FAMILY_NAME = {"gzero_us_japan_topic": {"Xi Jinping"}, "japan_news_ishiba_blinken": {"Kazuo Ueda"}}
FOLDERS = [ROOT / "seeds", SHARED / "seeds"]
each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
each_register = pytest.mark.parametrize("register", [False, True], ids=["an empty register", "the fixtures"])


def pages_of(folder: Path) -> list[tuple[str, Path]]:
    """The stem of our page, and the page of the folder."""
    if folder.parent == ROOT:
        return [(stem, folder / f"{stem}.txt") for stem in NAMED]
    if not folder.is_dir():
        pytest.skip("the real pages are not at hand")
    return list(zip(NAMED, sorted(folder.glob("*.txt")), strict=True))


@pytest.mark.django_db
@each_folder
@each_register
def test_everybody_is_linked_or_proposed_once_and_nothing_else_is_proposed(folder: Path, register: bool) -> None:
    if register:
        load_register()
    known = set(PersonName.objects.values_list("text", flat=True))
    for stem, page in pages_of(folder):
        mentions = link_story(StoryFactory(headline="untitled", dek="", body=page.read_text()), now=NOW)
        named = set(NAMED[stem].split(", "))
        proposed = {one.surface for one in mentions if one.state == "unknown"}
        assert proposed == named - known, stem
        people = [one for one in mentions if one.kind == "person" and one.state != "unknown"]
        assert {one.state for one in people} <= {"suggested"}, stem
        linked = {one.person.name for one in people if one.person}
        expected = (named & known) | BY_FAMILY_NAME.get(stem, set()) if register else set()
        assert expected - linked == set(), stem


@pytest.mark.django_db
@each_folder
def test_the_pages_as_imported_propose_each_stranger_of_a_story_once(folder: Path) -> None:
    for (_, page), captured_at in zip(pages_of(folder), CAPTURED, strict=True):
        moment = datetime.fromisoformat(captured_at)
        import_page(page.read_bytes(), captured_at=moment, editor=None, now=NOW)
    texts = "\n".join(f"{one.headline}\n{one.dek}\n{one.body}\n{one.caption}" for one in Story.objects.all())
    everybody = {name for names in NAMED.values() for name in names.split(", ")}
    in_stories = sorted(name for name in everybody if name in texts)
    assert sorted(Proposal.objects.filter(stories__gt=0).values_list("name", flat=True)) == in_stories


CAPTURED = [f"2025-{day}T09:00:00+00:00" for day in ("08-08", "06-28", "10-30", "11-11", "12-29")]
