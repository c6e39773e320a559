#!/usr/bin/env python
"""Runs newsroom's commands: `.venv/bin/python manage.py NAME`."""

import os
import sys


def main() -> None:
    """Run the command named on the command line; a setting that is wrong ends in a sentence, not in a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from newsroom.early import collect_seldom, start_readers_for

    collect_seldom()
    start_readers_for(sys.argv)
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        print(f"newsroom: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
