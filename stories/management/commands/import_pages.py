"""import_pages: captured pages become stories."""

from __future__ import annotations

import gc
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain, islice, takewhile
from typing import Any

from django.core.management.base import CommandParser
from django.db import DatabaseError
from django.utils import timezone

from stories.extraction.ahead import FEWEST, Attempt, read_ahead, start_readers
from stories.ingest import Outcome, StoreFailed, Tally, TooLarge, import_page, import_together, store
from stories.ingest.packages import Incoming, incoming
from stories.ingest.receive import LARGEST, BadAddress, address_of
from stories.linking.connecting import prepare_linking
from stories.management.console import Console, Progress, add_json, count_pages, first_line, moment, pages, shown
from stories.models import Capture, Outlet
from stories.models.sorting import TooManyInOneSecond

TOGETHER = 8
"""Pages of one transaction: linking eight at once takes half of what one by one takes, more gain little, and whoever
else writes waits that long."""
MOST_BYTES = 4 * 2**20
"""Bytes of the pages of one transaction, unless one page has more."""
log = logging.getLogger(__name__)
_LEFT = "it was left as it is", "they were left as they are"
_WAITS = [
    f"and {one} on the capture desk for a decision: {left}" for one, left in zip(("waits", "wait"), _LEFT, strict=True)
]
_SET_ASIDE = [f"and {one} set aside by an editor: {left}" for one, left in zip(("was", "were"), _LEFT, strict=True)]
"""What is said of one page and of several that an import found here and left alone."""


@dataclass(frozen=True)
class _Page:
    """One page on its way in: the path that it is named by, and what is to be brought in."""

    path: str
    found: Incoming

    @property
    def raw(self) -> bytes | None:
        """What is to be read, if anything."""
        return self.found.raw

    @property
    def captured_at(self) -> datetime | None:
        """When it was captured."""
        return self.found.captured_at

    @property
    def url(self) -> str | None:
        """Where it came from."""
        return self.found.url

    @property
    def name(self) -> str | None:
        """The name of its file."""
        return self.found.name


def _pages(paths: list[str], url: str, captured_at: datetime | None) -> Iterator[_Page]:
    """Every page of every file; those of an archive are named by it, as "archive.zip!inner.html"."""
    for path, raw, reason in pages(paths):
        if raw is None:
            yield _Page(shown(path), Incoming(None, reason=reason))
            continue
        name = shown(path).rsplit("/", 1)[-1]
        for found in incoming(raw, name=name, address=url, captured_at=captured_at or timezone.now()):
            yield _Page(shown(path) + found.name.removeprefix(name), found)


@dataclass(frozen=True)
class _Ready:
    """A page that was read, and what gives the hash of its bytes where these are being stored ahead."""

    page: _Page
    attempt: Attempt | None
    stored: Callable[[], str] | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """What `import_page` asks for."""
        found = self.page.found
        return {
            "raw": found.content,
            "captured_at": found.captured_at,
            "address": found.address,
            "name": found.name,
            "read": self.attempt or found.attempt,
            "stored": self.stored,
        }


def _alone(pages: Iterable[tuple[_Page, Attempt | None]]) -> Iterator[list[_Ready]]:
    for page, attempt in pages:
        yield [_Ready(page, attempt)]


def _grouped(pages: Iterable[tuple[_Page, Attempt | None]]) -> Iterator[list[_Ready]]:
    """The pages that go into one transaction, their bytes being stored meanwhile: no further ahead, so that a stop
    leaves no more bytes without their rows than those of a group. Which they are rests on the bytes and the order
    alone, not on time or on what is known: an import that was stopped makes the same groups when it is run again."""
    ahead, size = store.Ahead(), 0
    group: list[_Ready] = []
    try:
        for page, attempt in pages:
            content = page.found.content
            length = len(content or b"")
            if group and size + length > MOST_BYTES:
                yield group
                group, size = [], 0
            stored = ahead.put(content) if content is not None and length <= LARGEST else None
            group.append(_Ready(page, attempt, stored))
            size += length
            if len(group) == TOGETHER:
                yield group
                group, size = [], 0
        if group:
            yield group
    finally:
        ahead.close()


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
        """Import the pages, a few in each transaction: all of a page is stored or nothing."""
        captured_at = moment(options["captured_at"])
        outlet = self._outlet(options["outlet"])
        total = count_pages(options["paths"])
        self._check_url(options["url"], total)
        Capture.objects.exists()  # a database that cannot be used is said once, not once a page
        tally, progress = Tally(), Progress("Imported", total, self.stderr._out)
        if total >= FEWEST:
            start_readers()
        read = read_ahead(_pages(options["paths"], options["url"], captured_at))
        first = list(islice(read, 1))
        prepare_linking()  # while the pages behind the first are read
        read = chain(first, read)
        if total >= FEWEST:  # the names that linking knows stay to the end: nothing among them to look for
            gc.collect()
            gc.freeze()
        # Nothing after the page at which --strict stops is to leave anything behind.
        groups = _alone(read) if options["strict"] else _grouped(read)
        done = 0
        for group in groups:
            for ready, outcome in zip(group, self._imported(group, outlet), strict=True):
                done += 1
                tally.add(ready.page.path, outcome)
                progress.step(done, f"{ready.page.path}: {outcome.reason or outcome.left or outcome.outcome}")
            if outcome.reason and options["strict"]:
                break
        progress.end()
        self._report(tally, as_json=options["json"])

    def _imported(self, group: list[_Ready], outlet: Any) -> Iterator[Outcome]:
        """What becomes of the pages of a group."""
        rest = group
        while rest:
            run = list(takewhile(lambda ready: ready.page.found.content is not None, rest))
            outcomes = self._together(run, outlet) if run else [Outcome(reason=rest[0].page.found.reason)]
            yield from outcomes
            rest = rest[len(outcomes) :]

    def _together(self, run: list[_Ready], outlet: Any) -> list[Outcome]:
        """As many of the pages as fit into one transaction; or where that fails all of them one by one, each with its
        reason."""
        if len(run) > 1:
            try:
                return import_together(
                    [{**one.facts, "outlet": outlet} for one in run], editor=None, now=timezone.now()
                )
            except Exception as error:
                said = f"{type(error).__name__}: {first_line(error)}"
                log.warning("%d pages are imported one by one, as they do not come in together: %s", len(run), said)
        return [self._import(ready, outlet) for ready in run]

    def _import(self, ready: _Ready, outlet: Any) -> Outcome:
        try:
            return import_page(**ready.facts, editor=None, now=timezone.now(), outlet=outlet)
        except (TooLarge, StoreFailed, TooManyInOneSecond, BadAddress) as error:
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
            counts = [f"{name} {getattr(tally, name):,}" for name in names]
            left = [("waiting", tally.waiting, _WAITS), ("set aside", tally.set_aside, _SET_ASIDE)]
            self.stdout.write(", ".join([*counts, *(f"{name} {count:,}" for name, count, _ in left if count)]))
            for _, count, sentence in left:
                if count:
                    told = "1 page was" if count == 1 else f"{count:,} pages were"
                    self.stdout.write(f"{told} here already {sentence[count > 1]}.")
        failed = [page for page in tally.pages if page["reason"]]
        if failed:
            named = "\n".join(f"{page['path']}: {page['reason']}" for page in failed)
            self.failed(f"{len(failed)} of {len(tally.pages)} pages could not be read:\n{named}")
