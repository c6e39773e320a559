"""Names of known people that no whole name of the register explains: another spelling, a given name alone."""

from __future__ import annotations

from collections.abc import Iterable

from stories.linking.given_alone import given_names_alone
from stories.linking.resolving import Facts, Finding
from stories.linking.respelt import respelt
from stories.linking.unknown import Stranger
from stories.linking.words import Field


def named_again(
    fields: list[Field], known: list[Finding], strangers: Iterable[Stranger], facts: Facts
) -> list[Finding]:
    """The suggestions for one story beside those of whole names and family names, none over another."""
    nobody = list(strangers)
    found = respelt(fields, known, nobody, facts)
    over = [(one.field, one.start, one.end) for one in found]
    nobody = [one for one in nobody if (one.field, one.start, one.end) not in over]
    return [*found, *given_names_alone(fields, [*known, *found], nobody, facts)]
