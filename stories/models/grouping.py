"""What grouping stories by event rests on: a story's telling words, the keys under which it is found, and how common
words are. All of it follows from the texts; nobody edits it."""

from __future__ import annotations

from django.db import models

from stories.models.story import Story


class StoryWords(models.Model):
    """The words that tell a story from others with their weights in thousandths, as they were when it was placed:
    "tanabe:213 oslo:88". `day` is the day of its date as a number (0 for none)."""

    story = models.OneToOneField(Story, primary_key=True, on_delete=models.CASCADE, related_name="words")
    day = models.PositiveIntegerField(default=0)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "story words"

    def __str__(self) -> str:
        return f"words of story {self.story_id}"


class EventKey(models.Model):
    """One of a story's most telling words as a number: stories of about the same day that share one are compared."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="event_keys")
    key = models.BigIntegerField()
    day = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "day", "story"], name="event_key_once")]

    def __str__(self) -> str:
        return str(self.key)


class WordCount(models.Model):
    """In how many stories a word stood, by the lower bits of its hash: a table that never grows beyond its buckets.
    Bucket -1 counts the stories."""

    bucket = models.IntegerField(primary_key=True)
    stories = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"bucket {self.bucket}"
