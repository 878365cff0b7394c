"""The ASGI entry point."""

import os

from django.core.asgi import get_asgi_application

from newsarchive.serving import load_and_keep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
application = get_asgi_application()
load_and_keep()
