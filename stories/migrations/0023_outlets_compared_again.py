"""A part of a name between marks is one more key of an outlet: all outlets wait to be looked at again."""

from django.db import migrations

OUTLETS_DUE = (
    "INSERT INTO stories_likelydue (kind, entry)"
    " SELECT 'outlet', id FROM stories_outlet WHERE merged_into_id IS NULL"
)


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0022_names_due_by_person'),
    ]

    operations = [
        migrations.RunSQL(OUTLETS_DUE, migrations.RunSQL.noop),
    ]
