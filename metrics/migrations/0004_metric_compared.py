"""What figures are compared by on the desk: indicator, period and place together have an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("metrics", "0003_roads"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="metric",
            index=models.Index(fields=["indicator", "period", "place"], name="metric_compared"),
        ),
    ]
