"""A story that spells a name in another way than the register names the same person."""

from typing import Any

import pytest

from stories.linking.deciding import reject_mention
from stories.linking.mentions import link_story
from stories.linking.register import save_person
from stories.models import Mention, Person, Proposal
from tests.factories import NOW, StoryFactory

pytestmark = pytest.mark.django_db


def person(name: str, *names: str) -> Person:
    return save_person(name=name, names=names, editor=None, now=NOW)


def said(body: str) -> list[tuple[str, str, str | None]]:
    made = StoryFactory(body=body, headline="untitled", dek="")
    return [(one.surface, one.state, one.person.name if one.person else None) for one in link_story(made, now=NOW)]


@pytest.mark.parametrize(
    ("known", "printed"),
    [
        ("Yury Belovsky", "Yuriy Belovskyi"),
        ("Volodymyr Belovskyi", "Vladimir Belovsky"),
        ("Юрій Петренко", "Yurii Petrenko"),
        ("Park Duck-gil", "Pak Duk-gil"),
        ("박문규", "Park Moon-kyu"),
        ("Lee Ying-jie", "Li Ying-jie"),
        ("Shinji Homma", "Sinzi Honma"),
        ("Arif Mohammed Delamere", "Arif Mohammad Delamere"),
        ("Abdel Fattah el-Hamisi", "Abdel-Fattah el-Hammissi"),
    ],
)
def test_a_whole_name_in_another_spelling(known: str, printed: str) -> None:
    person(known)
    assert said(f"Yesterday President {printed} arrived.") == [(printed, "suggested", known)]
    assert Mention.objects.get().evidence == (
        f"“{printed}” is another spelling of {known}, and nobody else is called so."
    )
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("known", "printed"),
    [
        ("Park Chul-soo", "Park Cheol-soo"),
        ("Hsu Ching-jie", "Xu Jingjie"),
        ("Ann Lee", "Anne Leigh"),
        ("Yury Belovsky", "Yuriy Belovskyi Jr"),
        ("Yury Belovsky", "Yury Pavlovsky"),
    ],
)
def test_what_may_be_another_name_stays_unknown(known: str, printed: str) -> None:
    person(known)
    assert said(f"Yesterday President {printed} arrived.") == [(printed, "unknown", None)]


def test_of_two_nobody_is_taken() -> None:
    person("Yury Belovsky")
    person("Yuri Belovskiy")
    assert said("Yesterday President Yuriy Belovskyi arrived.") == [("Yuriy Belovskyi", "unknown", None)]


def test_the_family_name_alone_in_the_spelling_of_the_story() -> None:
    person("Yury Belovsky")
    assert said("Yesterday President Yuriy Belovskyi arrived. “No,” Belovskyi said. Belovskyi's plan failed.") == [
        ("Yuriy Belovskyi", "suggested", "Yury Belovsky"),
        ("Belovskyi", "suggested", "Yury Belovsky"),
        ("Belovskyi", "suggested", "Yury Belovsky"),
    ]
    assert said("“No,” Belovskyi said.") == []


def test_a_given_name_alone_follows_it() -> None:
    person("Yury Belovsky")
    assert said("Yesterday President Yuriy Belovskyi arrived. They called Yuriy a friend.")[1:] == [
        ("Yuriy", "suggested", "Yury Belovsky"),
    ]


def test_who_was_rejected_is_not_suggested_again() -> None:
    person("Yury Belovsky")
    story = StoryFactory(body="Yesterday President Yuriy Belovskyi arrived.", headline="untitled", dek="")
    (mention,) = link_story(story, now=NOW)
    reject_mention(mention, editor=None, now=NOW)
    states: list[Any] = [(one.surface, one.state) for one in link_story(story, now=NOW)]
    assert ("Yuriy Belovskyi", "suggested") not in states


def test_a_new_name_is_seen_by_the_next_story() -> None:
    assert said("Yesterday President Yuriy Belovskyi arrived.") == [("Yuriy Belovskyi", "unknown", None)]
    person("Yury Belovsky")
    assert said("Yesterday President Yuriy Belovskyi arrived.") == [("Yuriy Belovskyi", "suggested", "Yury Belovsky")]
