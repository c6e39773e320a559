"""Tests of newsroom; docs/architecture.md says how they are laid out."""
