from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps  # the class itself would be taken for one of ours
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NewsarchiveConfig(AppConfig):
    name = "newsarchive"
    verbose_name = _("News archive")

    def ready(self) -> None:
        from newsarchive import checks, feed  # noqa: F401  (registers the system checks; they need the settings)

        # Triggers, like the search index: not in a migration, because SQLite loses them when a table is made anew.
        # Sent once a migration, when the tables of all apps are there.
        post_migrate.connect(feed.install, sender=apps.get_app_config("articles"))


class DeskAdminConfig(admin_apps.AdminConfig):
    """Django's admin with the archive's own site."""

    default = False
    default_site = "newsarchive.site.DeskSite"
