"""Filters for display, and nothing else."""
