"""A page in, clippings out. No Django, no database."""
