"""Dossiers: the list, the workbench, review and publishing."""
