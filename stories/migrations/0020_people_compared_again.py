"""A scholarly transliteration is one more key of a name: all people wait to be looked at again."""

from django.db import migrations

PEOPLE_DUE = (
    "INSERT INTO stories_likelydue (kind, entry)"
    " SELECT 'person', id FROM stories_person WHERE merged_into_id IS NULL"
)


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0019_planned_and_over'),
    ]

    operations = [
        migrations.RunSQL(PEOPLE_DUE, migrations.RunSQL.noop),
    ]
