"""The front page, the user's preferences and the search page."""
