from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps  # the class itself would be taken for one of ours
from django.utils.translation import gettext_lazy as _


class NewsarchiveConfig(AppConfig):
    name = "newsarchive"
    verbose_name = _("News archive")

    def ready(self) -> None:
        from newsarchive import checks  # noqa: F401  (registers the system checks; they need the settings)


class DeskAdminConfig(admin_apps.AdminConfig):
    """Django's admin with the archive's own site."""

    default = False
    default_site = "newsarchive.site.DeskSite"
