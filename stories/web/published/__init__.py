"""Public pages: published editions, without login."""
