"""Database backend: Django's own for SQLite, on a newer library, with safe settings and a queue for writers."""
