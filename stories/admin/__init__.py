"""Django's admin, made for correcting. Nothing that is edited here goes past the rules, the history or the index."""

from django.contrib import admin

from stories.admin import captures, dossiers, events, facts, history, links, register, stories, words

__all__ = ["captures", "dossiers", "events", "facts", "history", "links", "register", "stories", "words"]

admin.site.site_title = "newsroom"
admin.site.site_header = "newsroom: corrections"
admin.site.index_title = "What can be corrected"
admin.site.enable_nav_sidebar = True
