"""Names that were corrected, and the stories that are to be linked again for it."""

from __future__ import annotations

from django.db import models


class NameDue(models.Model):
    """A name (`text`, with its `order`; "" where the person's own row of that name tells it) that came, went or was
    corrected. Triggers write it (`stories.linking.names_due`); `person` is a key, of somebody who may be gone since.
    `below` is how far the stories were gone through, newest first: a sort key, None before the first."""

    person = models.BigIntegerField()
    text = models.CharField(max_length=200)
    order = models.CharField(max_length=12, blank=True)
    below = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person"], name="name_due_by_person")]

    def __str__(self) -> str:
        return self.text
