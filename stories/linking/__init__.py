"""Names become rows; duplicates, merging, cross-links."""
