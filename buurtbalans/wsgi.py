"""The WSGI entry for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from buurtbalans.collecting import collect_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "buurtbalans.settings")
application = get_wsgi_application()
collect_seldom()
