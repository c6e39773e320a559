"""How Django's messages are shown: what went right as a toast with a way back, what went wrong as a note."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.messages import WARNING
from django.contrib.messages.storage.base import Message


@dataclass(frozen=True)
class Notice:
    """A message with what its extra_tags say: undo (an address that is posted to), href and link."""

    text: str
    tint: str
    role: str
    undo: str
    href: str
    link: str


def about_trouble(messages: Iterable[Message]) -> list[Notice]:
    """Warnings and errors. Reading them twice in one page gives the same (Django keeps what was loaded)."""
    return [_notice(message) for message in messages if message.level >= WARNING]


def about_success(messages: Iterable[Message]) -> list[Notice]:
    """Everything below a warning."""
    return [_notice(message) for message in messages if message.level < WARNING]


def _notice(message: Message) -> Notice:
    """Read extra_tags such as "undo=/changes/7/undo/" or "href=/stories/ link=Show the 3"."""
    found = dict(re.findall(r"(undo|href|link)=(.*?)(?= (?:undo|href|link)=|$)", message.extra_tags or ""))
    local = {key: value for key, value in found.items() if key == "link" or re.match(r"/(?!/)", value)}
    return Notice(
        text=str(message),
        tint="red" if message.level > WARNING else "ochre",
        role="alert",
        undo=local.get("undo", ""),
        href=local.get("href", ""),
        link=local.get("link", "Show") if "href" in local else "",
    )
