from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsarchiveConfig(AppConfig):
    name = "newsarchive"
    verbose_name = _("News archive")
