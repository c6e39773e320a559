"""Pairs that may be the same are kept, with the keys they are found by; all entries there are wait to be looked at."""

from django.db import migrations, models

from stories.linking import pairs_due


ALL_DUE = [
    f"INSERT INTO stories_likelydue (kind, entry) SELECT '{kind}', id FROM stories_{kind} WHERE merged_into_id IS NULL"
    for kind in ("person", "outlet", "event", "tag")
]


def take_triggers_down(apps, schema_editor):
    pairs_due.take_down(schema_editor.connection, "stories_likelydue")


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0015_dates_of_mails'),
    ]

    operations = [
        migrations.CreateModel(
            name='LikelyDue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('entry', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='LikelyKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('key', models.BigIntegerField()),
                ('entry', models.BigIntegerField()),
                ('source', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['key', 'entry'], name='likely_key_by_key'), models.Index(fields=['entry'], name='likely_key_by_entry')],
            },
        ),
        migrations.CreateModel(
            name='LikelyPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('rank', models.SmallIntegerField()),
                ('low', models.BigIntegerField()),
                ('high', models.BigIntegerField()),
                ('evidence', models.TextField()),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'rank', 'low', 'high'], name='likely_pair_by_rank'), models.Index(fields=['kind', 'high'], name='likely_pair_by_high')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'low', 'high'), name='likely_pair_once'), models.CheckConstraint(condition=models.Q(('low__lt', models.F('high'))), name='likely_pair_in_order')],
            },
        ),
        migrations.RunSQL(ALL_DUE, migrations.RunSQL.noop),
        # Last here, so first on the way back: triggers that write into a table that is gone would refuse every name.
        migrations.RunPython(migrations.RunPython.noop, take_triggers_down),
    ]
