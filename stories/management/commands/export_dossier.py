"""export_dossier: a published edition, or a working copy, in a format."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from stories.dossiers import content_of, next_number
from stories.export import FORMATS, render, write_whole
from stories.management.console import Console
from stories.models import Dossier


class Command(Console):
    """A dossier out as a file."""

    help = "Export the public edition of a dossier."

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--format", required=True, help=f"one of {', '.join(FORMATS)}")
        parser.add_argument(
            "--output", metavar="PATH", help="a file, written whole or not at all; else standard output"
        )
        parser.add_argument("--draft", action="store_true", help="the working copy instead of the public edition")

    def handle(self, *args: Any, **options: Any) -> None:
        """Render and write."""
        if options["format"] not in FORMATS:
            self.wrong(f"“{options['format']}” is not offered; dossiers can be exported as {', '.join(FORMATS)}.")
        body = render(self._content(options["slug"], draft=options["draft"]), options["format"]).body
        if not options["output"]:
            # Bytes, not text: what is printed must be what a file would hold, whatever the terminal's encoding.
            sys.stdout.buffer.write(body)
            sys.stdout.buffer.flush()
            return
        try:
            write_whole(options["output"], [body])
        except OSError as error:
            self.failed(f"{options['output']} cannot be written: {error.strerror or error}.")

    def _content(self, slug: str, *, draft: bool) -> dict[str, Any]:
        dossier = Dossier.objects.select_related("owner", "topic", "public_edition").filter(slug=slug).first()
        if dossier is None:
            self.wrong(f"There is no dossier “{slug}”.")
        if draft:
            return content_of(dossier, number=next_number(dossier), at=timezone.now(), reviewer=None)
        if dossier.public_edition is None:
            self.wrong(f"“{slug}” has no public edition; --draft exports the working copy.")
        return dossier.public_edition.content
