"""Editors' prose on public pages: the marks of `export.prose` as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from stories.export.prose import Run, grouped, plain, runs_of

register = template.Library()


@register.filter
def prose(paragraph: str) -> SafeString:
    """A paragraph with its strong and emphasised words and its links; whatever else it holds is escaped."""
    return _linked(runs_of(paragraph))


@register.filter
def plain_prose(paragraph: str) -> str:
    """A paragraph without its marks, for places that take text alone."""
    return plain(paragraph)


def _linked(runs: Sequence[Run]) -> SafeString:
    """The runs, those that lead to one address next to each other as one link: each link is a stop on the way through
    the page, and is read out."""
    return _joined(
        format_html('<a href="{}" rel="noopener noreferrer external">{}</a>', href, _strong(group))
        if href
        else _strong(group)
        for href, group in grouped(runs, attrgetter("href"))
    )


def _strong(runs: Sequence[Run]) -> SafeString:
    return _joined(
        format_html("<strong>{}</strong>", _emphasised(group)) if strong else _emphasised(group)
        for strong, group in grouped(runs, attrgetter("strong"))
    )


def _emphasised(runs: Sequence[Run]) -> SafeString:
    return _joined(format_html("<em>{}</em>" if run.em else "{}", run.text) for run in runs)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
