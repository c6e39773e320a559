"""Slugs may be in letters of any script. The columns are what they were: nothing is done to the tables."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0017_corrected_names'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
        migrations.AlterField(
            model_name='event',
            name='slug',
            field=models.SlugField(allow_unicode=True, max_length=80, unique=True),
        ),
        migrations.AlterField(
            model_name='outlet',
            name='slug',
            field=models.SlugField(allow_unicode=True, max_length=80, unique=True),
        ),
        migrations.AlterField(
            model_name='person',
            name='slug',
            field=models.SlugField(allow_unicode=True, max_length=80, unique=True),
        ),
        migrations.AlterField(
            model_name='tag',
            name='slug',
            field=models.SlugField(allow_unicode=True, max_length=80, unique=True),
        ),
        ]),
    ]
