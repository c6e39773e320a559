"""The house itself: each room has a floor, nothing is a junk drawer, and no file hides two nouns."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STORIES = ROOT / "stories"
SOURCES = sorted(path for room in ("stories", "newsroom") for path in (ROOT / room).rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OURS = [path for path in SOURCES if "migrations" not in path.parts]


def floors() -> list[set[str]]:
    """The floors of the contract, from the top down."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["id"] == "floors"]
    return [{room.strip(" ()") for room in layer.split("|")} for layer in layers]


def rooms() -> set[str]:
    packages = {path.parent.name for path in STORIES.glob("*/__init__.py")}
    return packages | {path.stem for path in STORIES.glob("*.py") if path.stem != "__init__"}


def test_each_room_has_exactly_one_floor() -> None:
    placed = [room for floor in floors() for room in floor]
    assert sorted(placed) == sorted(set(placed))
    assert rooms() - set(placed) == set()


def test_the_floors_are_exhaustive() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    assert [contract.get("exhaustive") for contract in contracts if contract["type"] == "layers"] == [True]


@pytest.mark.parametrize("room", sorted({"extraction", "text", "models", "web"}))
def test_the_page_about_the_house_names_the_room(room: str) -> None:
    assert f"`{room}" in (ROOT / "docs" / "architecture.md").read_text()


def test_the_page_about_the_house_shows_the_floors_of_the_contract() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    [drawn] = re.findall(r"<!-- floors -->\n```\n(.*?)```", page, flags=re.DOTALL)
    assert [{room.strip() for room in line.split("|")} for line in drawn.splitlines()] == floors()


def test_no_junk_drawers() -> None:
    junk = {"util", "utils", "helper", "helpers", "common", "misc", "stuff", "tools"}
    assert [path for path in SOURCES if {path.stem, *path.relative_to(ROOT).parts} & junk] == []


def test_each_module_says_what_it_is_for() -> None:
    silent = [path for path in OURS if not path.read_text().lstrip().startswith(('"""', 'r"""'))]
    assert silent == []


def test_no_python_file_hides_two_nouns() -> None:
    assert {path.relative_to(ROOT): n for path in OURS if (n := path.read_text().count("\n")) > 400} == {}


def test_no_template_hides_two_pages() -> None:
    assert {path.relative_to(ROOT): n for path in TEMPLATES if (n := path.read_text().count("\n")) > 150} == {}


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a style or script written into the page", r"<style\b|<script\b(?![^>]*\bsrc=)|\sstyle=[\"']|\son\w+=[\"']"),
        ("something from outside", r"<(?:script|link|img)\b[^>]*(?:src|href)=[\"'](?:https?:)?//"),
        ("an address that is a script", r"javascript:"),
    ],
)
def test_no_template_has(what: str, pattern: str) -> None:
    """The policy for browsers forbids these; the page would come out broken."""
    data_only = re.compile(r"<script\b[^>]*type=[\"']application/(?:ld\+)?json[\"'][^>]*>", re.IGNORECASE)
    found = [
        path.relative_to(ROOT)
        for path in TEMPLATES
        if re.search(pattern, data_only.sub("", path.read_text()), re.IGNORECASE)
    ]
    assert found == [], what


def test_every_model_file_is_imported() -> None:
    """A model file that nobody imports is invisible to Django: it would say "No changes detected"."""
    listed = (STORIES / "models" / "__init__.py").read_text()
    with_models = [
        path.stem
        for path in (STORIES / "models").glob("*.py")
        if re.search(r"\(models\.Model\):\n(?!.*abstract = True)", path.read_text(), re.DOTALL)
    ]
    assert with_models != []
    assert [stem for stem in with_models if f"from stories.models.{stem} import" not in listed] == []
