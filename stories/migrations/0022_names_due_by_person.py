"""A name is noted once: its triggers ask whether it is there already, by the person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0021_reasons_to_check")]

    operations = [
        migrations.AddIndex(
            model_name="namedue", index=models.Index(fields=["person"], name="name_due_by_person")
        )
    ]
