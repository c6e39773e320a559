"""The way to a page of the register, for partials/crumbs.html."""

from __future__ import annotations

from stories.templatetags.names import country_name


def way_to(label: str, href: str, country: str) -> list[dict[str, str]]:
    """The list that an entry stands in, and its country (a code) where one is known."""
    name = country_name(country)
    return [{"label": label, "href": href}, *([{"label": name}] if name else [])]
