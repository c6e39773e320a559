"""Curation: arrange, quote, review, publish, editions."""
