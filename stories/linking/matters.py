"""Whether a story and an event are about one thing: its words beside those of the stories that report the event.

Who, where and on which day are compared in `dated`. Two leaders do more than one thing on a day, and a town holds more
than one forum; where such a match leaves it open, the matter decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stories.linking.telling import FEWEST, MATTER, Terms, matter_of, terms_of, weighed
from stories.models import Event, Report, Story
from stories.text.names import fold
from stories.vocabulary import Standing

_MOST_READ = 3
_FEWEST = 2
"""How many words a passing story must share: one is chance."""
_COLUMNS = ("headline", "dek", "body")


@dataclass(slots=True)
class Matter:
    """The words of one story, weighed when they are first asked for; `planned` are the stories that are to report
    events, by event, whose reports are not stored yet."""

    story: Story
    planned: Mapping[int, Sequence[Story]] = field(default_factory=dict)
    _terms: Terms | None = field(default=None)
    _folded: str | None = field(default=None)

    @property
    def terms(self) -> Terms:
        """The terms of the story."""
        if self._terms is None:
            self._terms = terms_of(self.story.headline, self.story.body or self.story.dek)
        return self._terms

    def speaks_of(self, name: str) -> bool:
        """Whether the text of the story has a name, however it is capitalised or accented."""
        if self._folded is None:
            self._folded = f" {fold(self.story.body or self.story.dek)} "
        return f" {fold(name)} " in self._folded

    def is_of(self, event: Event) -> bool | None:
        """Whether the story shares more than names with one of the newest stories that report the event. None where
        that cannot be told: no other story reports it, or they are too short."""
        rows = Report.objects.filter(event=event).exclude(standing=Standing.REJECTED).exclude(story=self.story.pk)
        texts = [
            (headline, body or dek)
            for headline, dek, body in rows.order_by("-pk").values_list(*(f"story__{one}" for one in _COLUMNS))[
                :_MOST_READ
            ]
        ]
        texts += [(one.headline, one.body or one.dek) for one in self.planned.get(event.pk, ())[-_MOST_READ:]]
        told = [terms_of(headline, text) for headline, text in texts]
        compared = [one for one in told if len(one.counts) >= FEWEST]
        if len(self.terms.counts) < FEWEST or not compared:
            return None
        mine = weighed(self.terms, {}, 0)
        return any(
            matter_of(mine, weighed(other, {}, 0), self.terms.names | other.names, fewest=_FEWEST) >= MATTER
            for other in compared
        )
