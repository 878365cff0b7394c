from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Papers and articles")

    def ready(self) -> None:
        # Not in a migration: on SQLite, Django alters a table by making it anew, and the old one's triggers go with it.
        from articles.search import install
        from articles.statistics import renew_statistics

        post_migrate.connect(install, sender=self)
        # A new index is not used as it should be before the database has looked at it.
        post_migrate.connect(renew_statistics, sender=self)
