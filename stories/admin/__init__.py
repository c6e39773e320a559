"""Django's admin, for corrections."""
