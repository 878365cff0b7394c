"""A fresh database has the four groups with their permissions."""

from django.db import migrations


def make_roles(_apps, _editor):
    # Not the historical models: permissions are made by Django's own function, which takes the apps as they are.
    from newsarchive.roles import ensure_roles

    ensure_roles()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("people", "0001_initial"),
        ("metrics", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
