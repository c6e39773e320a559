"""poll_feeds: ask the feeds that are due, where no worker does."""

from __future__ import annotations

import time
from typing import Any

from django.core.management import CommandParser
from django.db import close_old_connections
from django.utils import timezone

from stories.ingest.polling import poll_feed
from stories.management.console import Console, Progress
from stories.models import Feed

PAUSE = 30.0


class Command(Console):
    """A worker (`serve`, `work`) does this by itself; this is for cron, and for looking."""

    help = "Ask the feeds that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        """One pass or for ever; what is due or all."""
        parser.add_argument("--once", action="store_true", help="ask what is due, then end")
        parser.add_argument("--all", action="store_true", help="with --once: all that are not paused, due or not")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, say how each feed is."""
        if options["all"] and not options["once"]:
            self.wrong("--all is for --once: for ever, feeds are asked when they are due.")
        if options["once"]:
            failed = self._ask(everything=options["all"])
            if failed:
                self.failed(f"{failed} of the feeds could not be read.")
            return
        try:
            while True:
                self._ask(everything=False)
                close_old_connections()
                time.sleep(PAUSE)
        except KeyboardInterrupt:
            return

    def _ask(self, *, everything: bool) -> int:
        now = timezone.now()
        feeds = list(Feed.objects.filter(active=True) if everything else Feed.objects.due(now).order_by("next_at"))
        progress, failed = Progress("feeds", len(feeds), self.stderr), 0
        for number, feed in enumerate(feeds, start=1):
            asked = poll_feed(feed, now=timezone.now())
            failed += bool(asked.failures)
            progress.step(number, str(asked))
            self.stdout.write(f"{asked.title}: {asked.reason or asked.health(timezone.now()).label}")
        return failed
