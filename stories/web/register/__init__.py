"""People, outlets, events and tags: lists and pages."""
