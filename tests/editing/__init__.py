"""Corrections, work on many stories, undo."""
