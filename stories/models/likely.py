"""Entries of the register that are likely the same: the keys that they are found by, the pairs, and what is still to be
looked at. All of it follows from the names (`stories.linking.finding_pairs`), and none of it is history."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class LikelyKey(models.Model):
    """One key of an entry. `key` is a hash of kind, sort and key; `entry` the key of a row of the kind (person, outlet,
    event, tag), `source` that of the row it was made of (a name, a post, the entry itself)."""

    kind = models.CharField(max_length=10)
    key = models.BigIntegerField()
    entry = models.BigIntegerField()
    source = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["key", "entry"], name="likely_key_by_key"),
            models.Index(fields=["entry"], name="likely_key_by_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.entry}"


class LikelyPair(models.Model):
    """Two entries of one kind that share a key. `rank` is how much that says, below zero, so that the likeliest stands
    first; `evidence` is the sentence."""

    kind = models.CharField(max_length=10)
    rank = models.SmallIntegerField()
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    evidence = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "low", "high"], name="likely_pair_once"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="likely_pair_in_order"),
        ]
        indexes = [
            models.Index(fields=["kind", "rank", "low", "high"], name="likely_pair_by_rank"),
            models.Index(fields=["kind", "high"], name="likely_pair_by_high"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.low} and {self.high}"


class LikelyDue(models.Model):
    """An entry whose names changed, to be looked at. Triggers write it (`stories.linking.pairs_due`), one row for each
    change: a row that several changes shared could be taken away before the last of them can be seen."""

    kind = models.CharField(max_length=10)
    entry = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.entry}"
