"""The wiring: settings, backend, headers."""
