"""No finding of axe-core in the administration: Django's pages, with what admin.css and admin.js add."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin

from tests.e2e.axe import walk
from tests.e2e.house import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_admin(window: Any, enter: Callable[..., None]) -> None:
    """Django's own pages too; what they lack is in admin.css and admin.js."""
    admin.autodiscover()
    house = build()
    enter(window.context, house.administrator)
    places = {"index": "/admin/", "password": "/admin/password_change/"}
    for model in admin.site._registry:
        where = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        places[f"list of {model._meta.model_name}"] = where
        if model._meta.model_name in {"person", "story", "dossier", "capture", "user"}:
            row = model._default_manager.order_by("pk").first()
            places[f"form of {model._meta.model_name}"] = f"{where}{row.pk}/change/"
            places[f"history of {model._meta.model_name}"] = f"{where}{row.pk}/history/"
    places["adding a person"] = "/admin/stories/person/add/"
    places["deleting a tag"] = f"/admin/stories/tag/{house.tag.pk}/delete/"
    assert walk(window, places, views=((1440, "light"), (390, "dark")), preload=False) == {}
