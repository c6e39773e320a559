"""Captures become stories: one page one transaction, safe to repeat."""
