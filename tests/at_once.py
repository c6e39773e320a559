"""Several acts in one moment, each on a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

WAIT = 60
"""Seconds after which two wait for each other for good."""


def at_once(*acts: Callable[[], Any]) -> list[BaseException]:
    """Do each in a thread of its own, as near to one moment as can be; what they raised."""
    raised: list[BaseException] = []
    start = threading.Barrier(len(acts), timeout=WAIT)

    def run(act: Callable[[], Any]) -> None:
        try:
            start.wait()
            act()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert not any(thread.is_alive() for thread in threads)
    return raised
