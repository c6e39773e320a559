"""Makes the newsroom known to Django: puts up the index and the roles after each migrate."""

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.core.checks import CheckMessage, register
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class StoriesConfig(AppConfig):
    """The one app."""

    name = "stories"
    verbose_name = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Wire what the database needs on each connection and after each migrate. No rule about news hangs on a
        signal (design, rule 2)."""
        connection_created.connect(_new_connection, dispatch_uid="stories.functions")
        post_migrate.connect(_after_migrate, sender=self, dispatch_uid="stories.schema")
        register(index_stands, "database")


def _new_connection(connection: Any, **kwargs: Any) -> None:
    from stories.search.schema import register_functions

    register_functions(connection)


def _after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    from django.contrib.auth.management import create_permissions

    from stories.linking import freshness, pairs_due
    from stories.policy import ensure_roles
    from stories.search.schema import ensure, tables_stand

    if tables_stand(using):
        ensure(using)
        freshness.ensure(using)
        pairs_due.ensure(using)
        # Django makes the permissions in a receiver of its own, which may come after this one.
        create_permissions(sender, using=using, verbosity=0)
        ensure_roles(using)


def index_stands(app_configs: Any, databases: Any, **kwargs: Any) -> list[CheckMessage]:
    """`manage.py check --database default`: the triggers that keep the index and the history stand. A warning, since
    `migrate` runs this check first and is also what puts them back."""
    from stories.linking import freshness, pairs_due
    from stories.search.schema import missing, tables_stand

    return [
        checks.Warning(f"The trigger {name} is missing from the database; run migrate.", id="stories.W001")
        for using in databases or []
        if tables_stand(using)
        for name in [*missing(using), *freshness.missing(using), *pairs_due.missing(using)]
    ]
