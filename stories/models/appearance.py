"""Where else a story stands: the pages besides the one that it rests on, such as the list that announced it."""

from __future__ import annotations

from django.db import models

from stories.models.capture import Capture, Page
from stories.models.story import Story


class Appearance(models.Model):
    """A story on a page that it does not rest on. `identity` is what it is known by there, so that it is found again
    when the page is captured again; `capture` and `spans` say where it stood when that was last seen."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="appearances")
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="appearances")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="appearances")
    identity = models.CharField(max_length=64)
    spans = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "identity"], name="appearance_once_a_page")]

    def __str__(self) -> str:
        return f"story {self.story_id} on page {self.page_id}"
