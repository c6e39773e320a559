"""Makes the project package known to Django, so that its system checks are found; and the admin, which is read late."""

from typing import Any

from django.apps import AppConfig
from django.contrib.admin import autodiscover
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks


class NewsroomConfig(AppConfig):
    """The wiring as an app without models."""

    name = "newsroom"
    default = True  # of the two in this module

    def ready(self) -> None:
        """Import the checks; importing registers them."""
        from newsroom import checks  # noqa: F401


class LateAdminConfig(SimpleAdminConfig):
    """The admin, whose pages are registered when the addresses are read (`newsroom.urls`) or checked, not at the start
    of each command: they bring in every room."""

    def ready(self) -> None:
        """Register Django's checks of the admin, the second behind the pages that it checks."""
        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(_check_pages, checks.Tags.admin)


def _check_pages(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    autodiscover()
    return check_admin_app(app_configs, **kwargs)
