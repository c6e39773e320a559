"""What `check_data` proves of mergers."""

from __future__ import annotations

from collections.abc import Iterator

from stories.editing.merging import FIELDS
from stories.editing.moving import pointers

FEW = 500


def of_mergers() -> Iterator[str]:
    """Nothing points at an entry of the register that was merged into another; one sentence for each row that does.

    Somebody who chose it in the moment of the merger may have stored such a row; linking the story again, or choosing
    the entry that stayed, mends it.
    """
    for model in FIELDS:
        for pointer in pointers(model):
            other = pointer.column.removesuffix("_id")
            rows = pointer.model._base_manager.filter(**{f"{other}__merged_into__isnull": False}).order_by("pk")
            for pk, key in rows.values_list("pk", pointer.column).iterator(chunk_size=FEW):
                what = pointer.model._meta.verbose_name
                yield f"The {what} {pk} points at {model._meta.verbose_name} {key}, which was merged into another."
