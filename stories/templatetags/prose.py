"""Editors' prose on public pages: the marks of `export.prose` as HTML."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from stories.export.prose import Run, plain, runs_of

register = template.Library()


@register.filter
def prose(paragraph: str) -> SafeString:
    """A paragraph with its strong and emphasised words and its links; whatever else it holds is escaped."""
    return format_html_join("", "{}", ((_html(run),) for run in runs_of(paragraph)))


@register.filter
def plain_prose(paragraph: str) -> str:
    """A paragraph without its marks, for places that take text alone."""
    return plain(paragraph)


def _html(run: Run) -> SafeString:
    shown = format_html("{}", run.text)
    if run.em:
        shown = format_html("<em>{}</em>", shown)
    if run.strong:
        shown = format_html("<strong>{}</strong>", shown)
    if run.href:
        shown = format_html('<a href="{}" rel="noopener noreferrer external">{}</a>', run.href, shown)
    return shown
