"""The WSGI entry point, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from newsarchive.serving import load_and_keep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
application = get_wsgi_application()
load_and_keep()
