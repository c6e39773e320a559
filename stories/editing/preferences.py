"""How the pages look to a user."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from stories.editing.recorded import Recorder
from stories.models import Preference


def set_preference(user: Any, *, theme: str | None = None, nav: str | None = None, now: datetime) -> Preference:
    """Keep a user's theme (system, light, dark) and rooms (full, rail); None leaves one as it is. Raises Invalid."""
    recorder = Recorder(editor=user, now=now)
    with transaction.atomic():
        preference = Preference.objects.select_for_update().filter(user=user).first() or Preference(user=user)
        preference.theme = theme or preference.theme
        preference.nav = nav or preference.nav
        if preference._state.adding:
            recorder.create(preference)
        else:
            recorder.save(preference)
    return preference
