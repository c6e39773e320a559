"""What an editor typed -> a queryset; the index and its upkeep."""

from stories.search.finder import Found, Page, Query, search_stories
from stories.search.index import held, index_breaches, rebuild
from stories.search.syntax import SearchError

__all__ = ["Found", "Page", "Query", "SearchError", "held", "index_breaches", "rebuild", "search_stories"]
