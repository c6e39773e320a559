"""A reader decides, links and enters nothing, whoever asks the domain to: it demands what the pages ask for."""

from collections.abc import Callable
from typing import Any

import pytest

from stories.linking.deciding import confirm_mention, confirm_mentions, reject_mention, reject_mentions, reopen_mention
from stories.linking.links import add_link, decide_link, remove_link
from stories.linking.register import save_outlet, save_person
from stories.models import Change
from stories.policy import Refused
from stories.vocabulary import LinkState, MentionState, Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def suggested() -> Any:
    return make.MentionFactory(person=make.PersonFactory(), state=MentionState.SUGGESTED)


ACTS: dict[str, Callable[..., Any]] = {
    "confirm": lambda **who: confirm_mention(suggested(), **who),
    "reject": lambda **who: reject_mention(suggested(), **who),
    "reopen": lambda **who: reopen_mention(make.MentionFactory(state=MentionState.REJECTED), **who),
    "confirm many": lambda **who: confirm_mentions([suggested()], **who),
    "reject many": lambda **who: reject_mentions([suggested()], **who),
    "link": lambda **who: add_link(make.StoryFactory(), make.StoryFactory(), "updates", **who),
    "decide": lambda **who: decide_link(make.LinkFactory(state=LinkState.SUGGESTED), state=LinkState.CONFIRMED, **who),
    "unlink": lambda **who: remove_link(make.LinkFactory(), **who),
    "person": lambda **who: save_person(name="Somebody New", **who),
    "outlet": lambda **who: save_outlet(name="Some New Paper", **who),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_reader_is_refused_and_an_editor_is_not(act: str) -> None:
    with pytest.raises(Refused):
        ACTS[act](editor=make.UserFactory(role=Role.READER), now=make.NOW)
    assert not Change.objects.exists()
    ACTS[act](editor=make.UserFactory(), now=make.NOW)
    assert Change.objects.exists()
