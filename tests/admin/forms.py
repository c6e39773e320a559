"""Filling in a page of the admin as a browser would: every field with what it shows, then what a test changes."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Fields(HTMLParser):
    """The successful controls of the page's main form (HTML: form submission)."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self.select: str | None = None
        self.textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag == "select" and "disabled" not in given:
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.data.setdefault(self.select, []).append(given.get("value") or "")
        elif tag == "textarea" and name:
            self.textarea = name
            self.data.setdefault(name, [""])
        elif tag == "input" and name and "disabled" not in given:
            kind = given.get("type") or "text"
            if kind in {"submit", "button"} or (kind in {"checkbox", "radio"} and "checked" not in given):
                return
            self.data.setdefault(name, []).append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = None
        if tag == "textarea":
            self.textarea = None

    def handle_data(self, data: str) -> None:
        if self.textarea is not None:
            # The parser may give one text in pieces; the line break behind the tag is not part of it.
            so_far = self.data[self.textarea][0]
            self.data[self.textarea][0] = so_far + (
                data.removeprefix("\n").removeprefix("\r\n") if not so_far else data
            )


def fields_of(client: Client, address: str) -> dict[str, list[str]]:
    """What the form at an address would send if nothing were changed."""
    answer = client.get(address)
    assert answer.status_code == 200
    parser = _Fields()
    html = answer.content.decode()
    parser.feed(html[html.index('<div id="content-main">') :])
    return {name: values for name, values in parser.data.items() if "__prefix__" not in name}


def save(client: Client, address: str, **changes: Any) -> Any:
    """Open the form, change fields, press Save; the answer."""
    return client.post(address, {**fields_of(client, address), **changes})


def errors_of(answer: Any) -> list[str]:
    """The sentences that a form came back with."""
    assert answer.status_code == 200, "the form was accepted"
    found = [str(text) for texts in answer.context["adminform"].form.errors.values() for text in texts]
    for formset in answer.context["inline_admin_formsets"]:
        for form in formset.formset.forms:
            found += [str(text) for texts in form.errors.values() for text in texts]
        found += [str(text) for text in formset.formset.non_form_errors()]
    return found
