"""A rejected mention whose words are gone from its story rests: it has no field."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0013_batches'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('field', ''), _negated=True), ('state', 'rejected'), _connector='OR'), name='resting_mention_is_rejected'),
        ),
    ]
