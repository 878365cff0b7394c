"""Files on their way into the archive, workers; and who may import and undo."""

import django.db.models.deletion
from django.db import migrations, models


def give_permissions(_apps, _editor):
    from newsarchive.roles import ensure_roles

    ensure_roles()


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_uploads'),
        ('newsarchive', '0002_operations'),
    ]

    operations = [
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, unique=True, verbose_name='name')),
                ('started_at', models.DateTimeField(auto_now_add=True, verbose_name='started')),
                ('beat_at', models.DateTimeField(verbose_name='last sign of life')),
            ],
            options={
                'verbose_name': 'worker',
                'verbose_name_plural': 'workers',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='UploadedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=400, verbose_name='source file')),
                ('content', models.BinaryField(verbose_name='bytes')),
                ('preview', models.JSONField(default=None, null=True, verbose_name='what a look showed')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uploaded', to='articles.importrun', verbose_name='import run')),
            ],
            options={
                'verbose_name': 'uploaded file',
                'verbose_name_plural': 'uploaded files',
                'ordering': ('id',),
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('run', 'name'), name='one_uploaded_file_a_name')],
            },
        ),
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
    ]
