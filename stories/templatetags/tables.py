"""How a django-tables2 table is drawn: its own attributes, and which column it is ordered by."""

from dataclasses import dataclass
from typing import Any

from django.forms.utils import flatatt
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class TableLook:
    """`region` names the part that scrolls sideways, `caption` is read out, `attributes` stand on the table."""

    region: str
    caption: str
    attributes: SafeString


@dataclass(frozen=True)
class ColumnOrder:
    """`direction` is ascending, descending or ""; `arrow` follows the head; `attributes` are those of the th."""

    direction: str
    arrow: str
    attributes: SafeString


def table_look(table: Any) -> TableLook:
    """What partials/table.html asks of a table: Meta.attrs, less the two that are not attributes of HTML."""
    attributes = {"class": "table"} | {key: str(value) for key, value in (table.attrs or {}).items() if key[:1] != "_"}
    for part in ("thead", "tbody", "tfoot", "th", "td", "tr"):
        attributes.pop(part, None)
    return TableLook(attributes.pop("data-region", ""), attributes.pop("data-caption", ""), flatatt(attributes))


def column_order(column: Any) -> ColumnOrder:
    """How a bound column stands in the order of its table."""
    attributes = {key: value for key, value in column.attrs.get("th", {}).items() if value}
    attributes["class"] = " ".join(
        name for name in str(attributes.get("class", "")).split() if name not in {"orderable", "asc", "desc"}
    )
    shown = flatatt({key: value for key, value in attributes.items() if value})
    if not column.orderable or not column.is_ordered:
        return ColumnOrder("", "", shown)
    falling = column.order_by_alias.is_descending
    return ColumnOrder("descending", " ↓", shown) if falling else ColumnOrder("ascending", " ↑", shown)
