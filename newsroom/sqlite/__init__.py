"""Database backend: Django's own for SQLite, on a newer library, with safe settings and a queue for writers."""

# First of all: the driver takes its place before Django's backend is imported.
from newsroom.sqlite import driver as driver
