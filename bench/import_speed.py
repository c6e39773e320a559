"""How many pages a second go the whole way (read, store, link, index), beside plain trafilatura on the same pages?

    .venv/bin/python bench/import_speed.py ../shared/data/fundus_pages ../shared/data/article_extraction_benchmark

Takes the files under each folder (those in `html/` where there is such a folder; gzip is unpacked), writes them as
plain files, imports them into a newsroom of their own by `import_pages`, and extracts the same bytes by
`trafilatura.bare_extraction` with metadata in a process of its own, as a user without newsroom would. Wall-clock time
of both, with the start of the program; exit status 1 where ours is under half of trafilatura's pages a second. Beside
it the CPU seconds (user and system, all processes; Linux only) of both, which say the same on a machine that is busy.
"""

from __future__ import annotations

import argparse
import ctypes
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AIM = 0.5
PLAIN = """
import sys
from pathlib import Path
import trafilatura
for path in sorted(Path(sys.argv[1]).iterdir()):
    trafilatura.bare_extraction(path.read_bytes(), with_metadata=True)
"""


def laid_out(folders: list[Path], target: Path, times: int) -> int:
    """Write the pages as plain files, each `times` times with a line of its own; returns how many."""
    count = 0
    for folder in folders:
        inner = folder / "html" if (folder / "html").is_dir() else folder
        for path in sorted(one for one in inner.iterdir() if one.is_file()):
            raw = path.read_bytes()
            raw = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
            for copy in range(times):
                (target / f"{count:05}.html").write_bytes(raw + f"<!-- {copy} -->".encode() * bool(copy))
                count += 1
    return count


def adopt_orphans() -> None:
    """Processes whose parent ended (the readers of an import) are waited for by this one, so that their CPU time is
    counted: `prctl(PR_SET_CHILD_SUBREAPER)`."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


def used() -> float:
    """CPU seconds of all processes that this one started, directly or not, and that have ended."""
    while sys.platform != "win32":
        try:
            os.wait()
        except ChildProcessError:
            break
    times = resource.getrusage(resource.RUSAGE_CHILDREN)
    return times.ru_utime + times.ru_stime


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, float, str]:
    """Wall-clock seconds of a command, the CPU seconds of it and its own, and its standard output."""
    before = used()
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode > 1:
        raise SystemExit(done.stderr[-2000:])
    return seconds, used() - before, done.stdout


def main() -> None:
    """Measure both, by turns."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--times", type=int, default=2, help="how often each page is taken")
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="newsroom-speed-") as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        count = laid_out(wanted.folders, pages, wanted.times)
        ours, plain, cpu, plain_cpu = [], [], [], []
        for number in range(wanted.rounds):
            environment = {**os.environ, "NEWSROOM_DATA": str(Path(folder) / f"data{number}")}
            timed([sys.executable, "manage.py", "migrate", "--verbosity", "0"], environment)
            seconds, busy, out = timed([sys.executable, "manage.py", "import_pages", str(pages), "--json"], environment)
            told = json.loads(out)
            ours.append(seconds)
            cpu.append(busy)
            seconds, busy, _ = timed([sys.executable, "-c", PLAIN, str(pages)], environment)
            plain.append(seconds)
            plain_cpu.append(busy)
            print(
                f"round {number + 1}: newsroom {count / ours[-1]:.1f} pages a second "
                f"({told['stories']} stories, {told['unreadable']} unreadable), trafilatura {count / plain[-1]:.1f}; "
                f"CPU ms a page {1000 * cpu[-1] / count:.0f} and {1000 * plain_cpu[-1] / count:.0f}"
            )
    print(f"CPU: {min(cpu) / min(plain_cpu):.2f} times trafilatura's, over all processes")
    ratio = min(plain) / min(ours)
    print(f"{count} pages: newsroom {count / min(ours):.1f}, trafilatura {count / min(plain):.1f} pages a second: "
          f"ratio {ratio:.2f} (at least {AIM})")  # fmt: skip
    sys.exit(0 if ratio >= AIM else 1)


if __name__ == "__main__":
    main()
