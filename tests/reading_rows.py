"""How many rows of a model the code under test reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_init


@contextmanager
def rows_read(model: type[Model]) -> Iterator[list[Any]]:
    """The rows of a model that are made from the database (or anew) inside the block, as a list that grows."""
    found: list[Any] = []

    def note(sender: type[Model], instance: Model, **kwargs: Any) -> None:
        found.append(instance)

    post_init.connect(note, sender=model)
    try:
        yield found
    finally:
        post_init.disconnect(note, sender=model)
