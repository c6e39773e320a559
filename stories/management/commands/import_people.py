"""`import_people FILE.jsonl`: names of people, their aliases and their posts (`-` reads standard input)."""

from __future__ import annotations

from stories.linking.imports import import_people
from stories.management.name_files import NamesCommand


class Command(NamesCommand):
    """One JSON object a line; the same file again changes nothing."""

    help = "Add people, one JSON object a line: name, aliases, wikidata, tenures (post, body, country, start, end)."
    label = "People"
    store = staticmethod(import_people)
