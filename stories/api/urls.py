"""Addresses for programs: `/api/KEY/reconcile/people/` and `/api/KEY/reconcile/outlets/`."""

from django.urls import register_converter

from stories.api import reconcile
from stories.api.routing import route


class Reconciled:
    """What can be reconciled."""

    regex = "|".join(reconcile.KINDS)

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(Reconciled, "reconciled")

app_name = "api"
urlpatterns = [
    route("reconcile/<reconciled:room>/", reconcile.service, name="reconcile", act="read"),
    route("reconcile/<reconciled:room>/suggest/", reconcile.suggest, name="reconcile_suggest", act="read"),
    route("reconcile/<reconciled:room>/properties/", reconcile.properties, name="reconcile_properties", act="read"),
]
