"""What a command begins before Django is there."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Sequence
from multiprocessing import forkserver
from pathlib import Path

READERS = "stories.extraction"
"""What the processes that read pages know (`stories.extraction.ahead`): no Django."""

SELDOM = (20_000, 20, 50)
"""Python's collector of cycles looks when there are 700 objects more than at its last look, else. A page of Django, a
story that is linked or a tree of HTML is tens of thousands, nearly none of them in cycles: an eighth of the start of a
command and a tenth of an import went into looking. What it holds longer is a few megabytes."""


def collect_seldom() -> None:
    """Let the collector of cycles look less often, from now on in this process and in those that read for it."""
    gc.set_threshold(*SELDOM)


def start_readers_for(argv: Sequence[str]) -> None:
    """Start the process from which those that read ahead are made, where this command line imports a folder: reading
    its modules takes it about as long as Django takes to start here, when the other cores have nothing to do. One that
    starts too early or in vain does nothing, and ends with this process."""
    if argv[1:2] != ["import_pages"] or (os.cpu_count() or 1) < 2:
        return
    if "forkserver" in multiprocessing.get_all_start_methods() and any(Path(word).is_dir() for word in argv[2:]):
        forkserver.set_forkserver_preload([READERS])
        forkserver.ensure_running()
