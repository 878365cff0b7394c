"""On PostgreSQL, the last change of a page is led to by ranges of blocks (BRIN) and not by an index of each row.

Such an index does not stand in the way of a row being stored anew in its own block (PostgreSQL 16 and newer), and then
nothing of the row is indexed anew, its long text least of all. Blocks are filled to seven tenths, so that there is room.
On SQLite, where an index changes only where its own columns do, all stays as it was.
"""

from django.db import migrations

TO_RANGES = (
    "DROP INDEX IF EXISTS page_changed",
    "CREATE INDEX page_changed ON articles_page USING brin (updated_at) WITH (pages_per_range = 8, autosummarize = on)",
    "ALTER TABLE articles_page SET (fillfactor = 70)",
)
TO_ROWS = (
    "DROP INDEX IF EXISTS page_changed",
    "CREATE INDEX page_changed ON articles_page (updated_at, id)",
    "ALTER TABLE articles_page RESET (fillfactor)",
)


def lead_by_ranges(apps, schema_editor):
    run(schema_editor, TO_RANGES)


def lead_by_rows(apps, schema_editor):
    run(schema_editor, TO_ROWS)


def run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for sql in statements:
            schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_spans_of_a_part")]

    operations = [migrations.RunPython(lead_by_ranges, lead_by_rows)]
