"""Who is named in a caption is found there: known names, surnames that the text explains, and names nobody has."""

import pytest

from stories.editing.correcting import correct_story
from stories.ingest.proof import of_mentions
from stories.linking.deciding import confirm_mention
from stories.linking.mentions import link_story
from stories.linking.register import save_person
from stories.models import Mention, Story
from tests.factories import NOW, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db


def told(*captions: object, body: str = "Talks went on.") -> Story:
    return StoryFactory(headline="Talks", dek="", body=body, captions=list(captions))


def found(story: Story) -> list[tuple[str, str, str, str]]:
    """Field, words as they stand in it, state, and who is meant."""
    return [
        (one.field, getattr(story, one.field)[one.start : one.end], one.state, str(one.person or ""))
        for one in link_story(story, now=NOW)
    ]


def test_known_and_unknown_people_of_several_captions() -> None:
    save_person(name="Kenji Morita", names=[], editor=None, now=NOW)
    first = {"text": "The harbour\n  at dawn.", "credit": "A. Photographer/Agency"}
    second = {"text": "Kenji Morita greets Foreign Minister Vella Ostrander on Monday.", "credit": ""}
    assert found(told(first, {"text": "", "credit": "Pool"}, second)) == [
        ("caption", "Kenji Morita", "suggested", "Kenji Morita"),
        ("caption", "Vella Ostrander", "unknown", ""),
    ]


def test_a_surname_in_a_caption_is_who_the_text_says() -> None:
    save_person(name="Kenji Morita", names=[], editor=None, now=NOW)
    story = told({"text": "Morita leaves the hall.", "credit": ""}, body="Kenji Morita spoke first.")
    assert found(story) == [
        ("body", "Kenji Morita", "suggested", "Kenji Morita"),
        ("caption", "Morita", "suggested", "Kenji Morita"),
    ]


@pytest.mark.parametrize(
    "rows", [[], [{"credit": "Pool"}], [{"text": None}], ["Kenji Morita"], [3, None], {"text": "a"}]
)
def test_whatever_stands_in_the_list_of_captions_hurts_nobody(rows: object) -> None:
    story = StoryFactory(headline="Talks", dek="", body="Talks went on.", captions=rows)
    assert story.caption == ""
    assert found(story) == []


def test_a_decision_follows_its_words_when_captions_are_corrected_and_goes_with_them() -> None:
    save_person(name="Kenji Morita", names=[], editor=None, now=NOW)
    editor = UserFactory()
    story = told({"text": "Kenji Morita arrives.", "credit": ""})
    (mention,) = link_story(story, now=NOW)
    confirm_mention(mention, editor=editor, now=NOW)

    pushed = [{"text": "At the port", "credit": ""}, {"text": "Kenji Morita arrives.", "credit": ""}]
    story = correct_story(story, changes={"captions": pushed}, base_version=None, editor=editor, now=NOW)
    mention = Mention.objects.get(story=story, state="confirmed")
    assert (mention.field, story.caption[mention.start : mention.end]) == ("caption", "Kenji Morita")
    assert list(of_mentions()) == []

    correct_story(story, changes={"captions": pushed[:1]}, base_version=None, editor=editor, now=NOW)
    assert not Mention.objects.filter(story=story).exists()
