"""Makes the project package known to Django, so that its system checks are found."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """The wiring as an app without models."""

    name = "newsroom"

    def ready(self) -> None:
        """Import the checks; importing registers them."""
        from newsroom import checks  # noqa: F401
