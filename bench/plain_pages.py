"""How well are pages read that were copied as plain text? HTML with truth, rendered by w3m or lynx.

    .venv/bin/python bench/plain_pages.py ../shared/data/fundus_pages ../shared/data/article_extraction_benchmark
    .venv/bin/python bench/plain_pages.py --renderer lynx-bare --misses ../shared/data/fundus_pages
    .venv/bin/python bench/plain_pages.py --renderer lynx --width 80 --misses ../shared/data/fundus_pages

Folders are those of `html_pages.py`. The headline counts where the rendered text holds it; the body is F1 over runs of
four words. `w3m-bare` and `lynx-bare` are the programs with no option but -dump. The peer is the whole text taken for
the body, which is what a tool without our reader has.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from html_pages import f1, lines_of, ours, raw_of

from stories.text.names import fold

COMMANDS = {
    "w3m": ["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "{width}"],
    "w3m-bare": ["w3m", "-dump", "{file}"],
    "lynx-bare": ["lynx", "-dump", "{file}"],
    "lynx": ["lynx", "-stdin", "-dump", "-nolist", "-force_html", "-width={width}",
             "-display_charset=UTF-8", "-assume_charset=UTF-8"],
    "lynx-links": ["lynx", "-stdin", "-dump", "-force_html", "-width={width}",
                   "-display_charset=UTF-8", "-assume_charset=UTF-8"],
}  # fmt: skip
CACHE = Path(tempfile.gettempdir()) / "newsroom-rendered"


def rendered(raw: bytes, renderer: str, width: int) -> bytes:
    """The page as text; kept in the temporary folder, because rendering takes longer than reading."""
    CACHE.mkdir(exist_ok=True)
    kept = CACHE / f"{renderer}-{width}-{hashlib.sha256(raw).hexdigest()}"
    if not kept.exists():
        with tempfile.NamedTemporaryFile(suffix=".html") as page:
            page.write(raw)
            page.flush()
            command = [part.format(width=width, file=page.name) for part in COMMANDS[renderer]]
            done = subprocess.run(command, input=raw, capture_output=True, check=False, timeout=120)
        kept.write_bytes(done.stdout)
    return kept.read_bytes()


def run(folder: Path, renderer: str, width: int, *, misses: bool) -> None:
    """Measure one folder with one renderer."""
    heads: list[bool] = []
    bodies: list[float] = []
    whole: list[float] = []
    told = []
    for truth in lines_of(folder):
        raw = raw_of(folder, truth)
        if raw is None:
            continue
        text = rendered(raw, renderer, width)
        plain = text.decode("utf-8", "replace")
        read = ours(text, None)
        title, body = truth.get("title"), truth.get("body") or truth.get("articleBody")
        name = truth.get("html") or truth.get("id")
        if title and fold(title) in fold(plain):
            heads.append(fold(title) == fold(read.headline))
            if not heads[-1]:
                told.append((0.0, f"headline · {name}\n      truth {title}\n      read  {read.headline}"))
        if body:
            bodies.append(f1(body, read.body))
            whole.append(f1(body, plain))
            told.append((bodies[-1], f"body {bodies[-1]:.2f} · {name} · {len(read.body)} for {len(body)}"))
    parts = [f"{folder.name} · {renderer} {width}:"]
    if heads:
        parts.append(f"headline {statistics.mean(heads):.3f} of {len(heads)}")
    if bodies:
        parts.append(f"body {statistics.mean(bodies):.3f} of {len(bodies)} (whole text {statistics.mean(whole):.3f})")
    print("  ".join(parts))
    for value, line in sorted(told) if misses else ():
        if value < 0.85:
            print("    " + line)


def main() -> None:
    """Measure every folder named, with each renderer that is installed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--renderer", choices=sorted(COMMANDS))
    parser.add_argument("--width", type=int, default=80)
    parser.add_argument("--misses", action="store_true")
    wanted = parser.parse_args()
    for renderer in [wanted.renderer] if wanted.renderer else sorted(COMMANDS):
        if shutil.which(COMMANDS[renderer][0]) is None:
            print(f"{COMMANDS[renderer][0]} is not installed here", file=sys.stderr)
            continue
        for folder in wanted.folders:
            run(folder, renderer, wanted.width, misses=wanted.misses)


if __name__ == "__main__":
    main()
