"""`import_outlets FILE.jsonl`: names of outlets, their aliases and domains (`-` reads standard input)."""

from __future__ import annotations

from stories.linking.imports import import_outlets
from stories.management.name_files import NamesCommand


class Command(NamesCommand):
    """One JSON object a line; the same file again changes nothing."""

    help = "Add outlets, one JSON object a line: name, aliases, domains, country, language, kind."
    label = "Outlets"
    store = staticmethod(import_outlets)
