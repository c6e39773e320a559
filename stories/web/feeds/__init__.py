"""Pages of the feeds that are asked on a schedule."""
