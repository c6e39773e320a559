"""What a command may begin before Django is there: a second in which the other cores have nothing to do."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from multiprocessing import forkserver
from pathlib import Path

READERS = "stories.extraction"
"""What the processes that read pages know (`stories.extraction.ahead`): no Django."""


def start_readers_for(argv: Sequence[str]) -> None:
    """Start the process from which those that read ahead are made, where this command line imports a folder: reading
    its modules takes it about as long as Django takes to start here. One that starts too early or in vain does nothing,
    and ends with this process."""
    if argv[1:2] != ["import_pages"] or (os.cpu_count() or 1) < 2:
        return
    if "forkserver" in multiprocessing.get_all_start_methods() and any(Path(word).is_dir() for word in argv[2:]):
        forkserver.set_forkserver_preload([READERS])
        forkserver.ensure_running()
