"""Names that were corrected are written down, so that stories are linked again for them."""

from django.db import migrations, models

from stories.linking import pairs_due


def take_triggers_down(apps, schema_editor):
    pairs_due.take_down(schema_editor.connection, "stories_namedue")


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0016_likely_pairs'),
    ]

    operations = [
        migrations.CreateModel(
            name='NameDue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.BigIntegerField()),
                ('text', models.CharField(max_length=200)),
                ('order', models.CharField(blank=True, max_length=12)),
                ('below', models.BigIntegerField(blank=True, null=True)),
            ],
        ),
        # Last here, so first on the way back: triggers that write into a table that is gone would refuse every name.
        migrations.RunPython(migrations.RunPython.noop, take_triggers_down),
    ]
