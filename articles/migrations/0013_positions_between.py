"""A position may lie between two others. SQLite keeps a fraction in a column of whole numbers, so only PostgreSQL's
columns change: it stores the articles anew for that and indexes their text, which takes minutes where there are many.
"""

from django.db import migrations

import articles.positions


def take_fractions(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in ("articles_article", "articles_historicalarticle"):
            schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN position TYPE double precision")


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_changed_pages")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(take_fractions, migrations.RunPython.noop)],
            state_operations=[
                migrations.AlterField(
                    model_name=name,
                    name="position",
                    field=articles.positions.PositionField(verbose_name="position"),
                )
                for name in ("article", "historicalarticle")
            ],
        )
    ]
