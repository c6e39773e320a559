"""HTTP for programs: the same rules, other clothes."""
