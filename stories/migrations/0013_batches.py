"""The admin says "batches"; no column changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("stories", "0012_suggested_events")]
    operations = [migrations.AlterModelOptions(name="batch", options={"verbose_name_plural": "batches"})]
