"""import_pages: captured pages become stories."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser
from django.db import DatabaseError
from django.utils import timezone

from stories.ingest import Outcome, StoreFailed, Tally, TooLarge, import_page
from stories.ingest.receive import BadAddress, address_of
from stories.management.console import Console, Progress, add_json, count_pages, first_line, moment, pages, shown
from stories.models import Capture, Outlet
from stories.models.sorting import TooManyInOneSecond


class Command(Console):
    """Files, folders or standard input in, stories out; the same pages again change nothing."""

    help = "Import captured pages: files, folders, or - for standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--captured-at", help="when the pages were captured (ISO); now, if not given")
        parser.add_argument("--url", default="", help="the address that the page was captured from (one page only)")
        parser.add_argument("--outlet", default="", metavar="SLUG", help="whose pages these are")
        parser.add_argument("--strict", action="store_true", help="stop at the first page that cannot be read")
        add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the pages one by one, each in a transaction of its own."""
        captured_at = moment(options["captured_at"])
        outlet = self._outlet(options["outlet"])
        total = count_pages(options["paths"])
        self._check_url(options["url"], total)
        Capture.objects.exists()  # a database that cannot be used is said once, not once a page
        tally, progress = Tally(), Progress("Imported", total, self.stderr._out)
        for done, (found, raw, reason) in enumerate(pages(options["paths"]), start=1):
            path = shown(found)
            outcome = Outcome(reason=reason) if raw is None else self._import(raw, path, captured_at, options, outlet)
            tally.add(path, outcome)
            progress.step(done, f"{path}: {outcome.reason or outcome.outcome}")
            if outcome.reason and options["strict"]:
                break
        progress.end()
        self._report(tally, as_json=options["json"])

    def _import(self, raw: bytes, path: str, captured_at: Any, options: dict[str, Any], outlet: Any) -> Outcome:
        try:
            return import_page(
                raw,
                editor=None,
                now=timezone.now(),
                captured_at=captured_at,
                address=options["url"],
                name=path.rsplit("/", 1)[-1],
                outlet=outlet,
            )
        except (TooLarge, StoreFailed, TooManyInOneSecond) as error:
            return Outcome(reason=str(error))
        except DatabaseError as error:
            return Outcome(reason=f"The page could not be stored: {first_line(error)}.")

    def _outlet(self, slug: str) -> Outlet | None:
        if not slug:
            return None
        outlet = Outlet.objects.current().filter(slug=shown(slug)).first()
        if outlet is None:
            self.wrong(f"There is no outlet with the slug “{shown(slug)}”.")
        return outlet

    def _check_url(self, url: str, total: int) -> None:
        if not url:
            return
        if total > 1:
            self.wrong("--url is the address of one page; there are several.")
        try:
            address_of(url)
        except BadAddress as error:
            self.wrong(str(error))

    def _report(self, tally: Tally, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(asdict(tally), ensure_ascii=False))
        else:
            names = ("captures", "new", "updated", "unchanged", "unreadable", "stories")
            self.stdout.write(", ".join(f"{name} {getattr(tally, name):,}" for name in names))
        failed = [page for page in tally.pages if page["reason"]]
        if failed:
            named = "\n".join(f"{page['path']}: {page['reason']}" for page in failed)
            self.failed(f"{len(failed)} of {len(tally.pages)} pages could not be read:\n{named}")
