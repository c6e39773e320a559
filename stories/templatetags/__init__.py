"""Filters for display, and nothing else. Templates load them all with {% load display %}."""
