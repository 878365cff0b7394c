from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsarchiveConfig(AppConfig):
    name = "newsarchive"
    verbose_name = _("News archive")

    def ready(self) -> None:
        from newsarchive import checks  # noqa: F401  (registers the system checks; they need the settings)
