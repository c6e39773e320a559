"""Jobs: the worker, and what it takes up again."""
