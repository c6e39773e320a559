"""The shared templates: complete, with a contract each, free of anything inline, and open to everybody who reads."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.test import Client

from stories.templatetags.keys import GROUPS
from stories.web.reading import Mark
from tests.web import shelf

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PARTIALS = sorted((TEMPLATES / "partials").glob("*.html"))
ROOT = Path(settings.BASE_DIR)


def render(name: str, **values: Any) -> str:
    return re.sub(r"\s+", " ", render_to_string(f"partials/{name}.html", values)).strip()


@pytest.mark.parametrize("path", PARTIALS, ids=lambda path: path.stem)
def test_a_partial_opens_with_its_contract(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("{# ")


def test_the_docs_name_every_partial_and_no_other() -> None:
    # The shell's own parts are not called by pages.
    own = {"icons", "nav", "topbar", "messages", "toasts", "toast"}
    documented = set(re.findall(r"`(\w+)\.html`", (ROOT / "docs/templates.md").read_text(encoding="utf-8")))
    documented -= {"base", "fragment", "base_public", "skeleton"}
    assert documented - own == {path.stem for path in PARTIALS} - own


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_nothing_is_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert [tag for tag in re.findall(r"<script[^>]*>", text) if " src=" not in tag] == []
    assert not re.search(r"https?://(?!www\.w3\.org)", text), "nothing comes from outside"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_fold_is_open_where_its_handle_is_hidden(path: Path) -> None:
    """The stylesheet takes the summary of a fold away on wide screens: nobody could open it there."""
    folds = re.findall(r"<details class=\"fold\"[^>]*>", path.read_text(encoding="utf-8"))
    assert [tag for tag in folds if "open" not in tag or "data-fold" not in tag] == []


@pytest.mark.parametrize("name", ["403.html", "404.html", "500.html"])
def test_the_pages_for_errors_need_no_variables(name: str) -> None:
    assert "<h1>" in get_template(name).render({})


def test_a_mention_is_followed_by_its_comma() -> None:
    mark = Mark(0, 3, 7, "person", "suggested")
    template = shelf.engines["django"].from_string("{% load display %}{% mention mark name %}, who")
    html = template.render({"mark": mark, "name": "A & B"})
    assert html == (
        '<a class="men" href="#n7" data-men="7" data-kind="person" data-state="suggested">'
        "A &amp; B<sup data-no-text>7</sup></a>, who"
    )


def test_a_button_that_cannot_act_says_why() -> None:
    html = render("button", label="Publish", why_not="Settle the conflict first.")
    assert html == (
        '<button class="btn" type="button" aria-disabled="true">Publish</button>'
        ' <span class="soft">Settle the conflict first.</span>'
    )


def test_a_date_shows_precision_and_basis() -> None:
    about = render(
        "date", value=shelf.shelf_context()["day"], precision="day", basis="relative to capture", zone="+09:00"
    )
    assert about == (
        '<span class="date date--about"><time datetime="2025-06-25">25 Jun 2025</time></span>'
        '<span class="date__basis">relative to the capture</span>'
    )
    assert render("date", value=None, precision="", basis="") == '<span class="date">no date</span>'


def test_a_field_in_error_is_tied_to_its_error() -> None:
    form = shelf.Wrong({"published": "31 June", "address": "x"})
    html = render("field", field=form["published"])
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_published_error"' in html
    assert '<div id="id_published_error"><p class="field__error">June has 30 days.</p></div>' in html
    assert "Two things to put right. Nothing was lost." in render("form_errors", form=form)
    assert render("form_errors", form=shelf.Filled()) == ""


def test_names_from_outside_are_escaped_everywhere() -> None:
    evil = "<script>alert(1)</script>"
    pages = [
        render("chip", label=evil, key=evil, remove="/"),
        render("badge", badge=shelf.badge(evil, "story")),
        render("list", items=[{"title": evil, "sub": evil}]),
        render("defs", rows=[{"term": evil, "value": evil}]),
        render("copies", steps=[{"name": evil, "arrow": evil}]),
        render("diff", before=evil, after=evil, rows=shelf.changes.compare(evil, evil + " And more.")),
        render("chart", chart=shelf.charts.week_chart([(shelf.date(2025, 6, 2), 1, 1)], title=evil), id="c"),
        render("reading_text", paragraphs=shelf.reading.lay_out(f"{evil} x", [Mark(0, 8, 1, evil, evil)]), label=evil),
        render("toast", text=evil),
    ]
    assert [page for page in pages if "<script" in page or "&lt;script" not in page] == []


def test_the_docs_name_every_group_of_keys() -> None:
    line = re.search(r"`keys.html` \| group†: (.*) \|", (ROOT / "docs/templates.md").read_text(encoding="utf-8"))
    assert line is not None
    assert set(line[1].split(", ")) == set(GROUPS)
    assert "next undecided mention" in render("keys", group="mentions")


@pytest.mark.urls("tests.web.shelf")
@pytest.mark.django_db
class TestShelf:
    """The whole shelf, which meets every partial with the fewest values it may be given."""

    def test_it_renders(self, client: Client) -> None:
        page = client.get("/").content.decode()
        assert page.count("<h1") == 1
        assert 'aria-sort="descending"' in page
        assert '<a class="sort" href="?sort=stories">Stories ↓</a>' in page

    def test_sorting_forgets_the_place_in_the_list(self, client: Client) -> None:
        page = client.get("/?older=17&q=talks").content.decode()
        assert 'href="?q=talks&amp;sort=name"' in page

    def test_htmx_gets_the_part_and_its_toasts(self, client: Client) -> None:
        page = client.get("/?say", headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in page
        assert "<title>The shelf · newsroom</title>" in page
        assert 'id="toasts" role="status" hx-swap-oob="true"' in page
        assert "7 mentions confirmed." in page

    def test_messages_become_toasts_and_notes(self, client: Client) -> None:
        page = re.sub(r"\s+", " ", client.get("/?say").content.decode())
        assert '<form method="post" action="/posted/undo/">' in page
        assert '<a href="/stories/">Show the 3</a>' in page
        assert '<div class="note note--red note--message" role="alert"> <span>“2025-13” is not a date.</span>' in page

    def test_nobody_is_offered_an_account_menu_who_has_none(self, client: Client) -> None:
        assert "Sign out" not in client.get("/").content.decode()


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


@pytest.mark.browser
@pytest.mark.urls("tests.web.shelf")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_shelf_is_open_to_everybody(page: Any, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for address in ("/?say", "/accounts/login/"):
        page.goto(address)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.browser
@pytest.mark.urls("tests.web.shelf")
@pytest.mark.django_db(transaction=True)
def test_print_is_light_without_tools_and_with_folded_numbers_open(page: Any) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto("/")
    visible = "el => el.checkVisibility()"
    for selector in (".topbar", ".nav", "[data-bulk-bar]", ".btn", ".pager", "#toasts"):
        assert page.eval_on_selector_all(selector, f"all => all.some({visible})") is False, selector
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.eval_on_selector("#weeks-t", "el => el.closest('figure').querySelector('td').checkVisibility()") is True
