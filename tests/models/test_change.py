"""The history of an act of many steps, written in one statement."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from stories.models import Change
from stories.models.change import new_change, one_writing, record, record_many
from stories.vocabulary import Verb
from tests.factories import StoryFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def labels() -> list[str]:
    return list(Change.objects.order_by("pk").values_list("reason", flat=True))


def test_what_waits_is_written_in_its_order(django_assert_num_queries: Any) -> None:
    story, told = StoryFactory(), {"editor": None, "now": NOW, "batch": uuid.uuid4()}
    Change.objects.all().count()
    with django_assert_num_queries(1), one_writing():
        record(story, Verb.CHANGED, reason="first", **told)
        record_many(new_change(story, Verb.CHANGED, reason=reason, **told) for reason in ("second", "third"))
        with one_writing():  # of a step inside: part of the same
            record(story, Verb.CHANGED, reason="fourth", **told)
        record(story, Verb.CHANGED, reason="fifth", **told)
    assert labels() == ["first", "second", "third", "fourth", "fifth"]


def test_after_it_each_is_written_at_once_again() -> None:
    story = StoryFactory()
    with one_writing():
        pass
    assert record(story, Verb.CHANGED, editor=None, now=NOW, reason="alone").pk
    assert labels() == ["alone"]


def test_what_fails_writes_nothing_and_leaves_nothing_waiting() -> None:
    story = StoryFactory()
    with pytest.raises(ZeroDivisionError), one_writing():
        record(story, Verb.CHANGED, editor=None, now=NOW, reason="never")
        raise ZeroDivisionError
    record(story, Verb.CHANGED, editor=None, now=NOW, reason="later")
    assert labels() == ["later"]
