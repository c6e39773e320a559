"""Presses that lead to another page, in a browser that runs no scripts."""

from typing import Any


def follow(pressed: Any) -> None:
    """Press a link or a button, and wait until the page that it leads to is there whole."""
    with pressed.page.expect_navigation():
        pressed.click()
