"""Tests of the linking room: names, mentions, copies, links, imports."""
