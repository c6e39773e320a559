"""Makes the newsroom known to Django."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """The one app."""

    name = "stories"
    verbose_name = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
