"""Wiring of the project: settings, addresses, the SQLite backend. Knows nothing about news."""
