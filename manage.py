#!/usr/bin/env python3
"""Django's command line. A refusal by the settings is one line, not a traceback."""

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "buurtbalans.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from buurtbalans.postgres_home import EmbeddedPostgresError

    try:
        settings.INSTALLED_APPS  # noqa: B018 (Django itself would hide a refusal behind "unknown command")
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, EmbeddedPostgresError) as refusal:
        sys.exit(f"Buurtbalans: {' '.join(str(refusal).split())}")


if __name__ == "__main__":
    main()
