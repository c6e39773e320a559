"""Captures: paste, upload, the capture desk."""
