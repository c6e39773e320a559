"""Passages in which names stand may lie in captions too: a choice more, no column."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0010_groups_of_stories_by_event'),
    ]

    operations = [
        migrations.AlterField(
            model_name='flag',
            name='field',
            field=models.CharField(choices=[('headline', 'headline'), ('dek', 'dek'), ('body', 'body'), ('caption', 'captions')], default='body', max_length=8),
        ),
        migrations.AlterField(
            model_name='mention',
            name='field',
            field=models.CharField(choices=[('headline', 'headline'), ('dek', 'dek'), ('body', 'body'), ('caption', 'captions')], default='body', max_length=8),
        ),
    ]
