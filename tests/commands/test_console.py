"""What the commands share."""

import io
import subprocess
import sys

import pytest

from stories.management.console import Progress


def test_a_total_that_an_archive_passes_is_not_said() -> None:
    stream = io.StringIO()
    progress = Progress("Imported", 1, stream)
    for done in (1, 2):
        progress.step(done, "page")
    assert stream.getvalue().splitlines() == ["Imported 1 of 1: page", "Imported 2: page"]


@pytest.mark.parametrize("lines", [1, 100_000])
def test_a_reader_that_stops_early_sees_no_traceback(lines: int) -> None:
    code = (
        "import django; from django.conf import settings; settings.configure(); django.setup()\n"
        "from stories.management.console import Console\n"
        "class Command(Console):\n"
        "    requires_system_checks = []\n"
        "    def handle(self, **options):\n"
        f"        for number in range({lines}): self.stdout.write(str(number))\n"
        "Command().execute(force_color=False, no_color=True, skip_checks=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == "0\n"
    process.stdout.close()
    told = process.stderr.read()
    process.wait()
    process.stderr.close()
    assert told == ""
    assert process.returncode == (1 if lines > 1 else 0)
