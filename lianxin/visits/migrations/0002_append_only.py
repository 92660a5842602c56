from django.db import migrations

from lianxin.core.append_only import refuse_updates


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial")]

    operations = [refuse_updates("visits_visit", "visits_visitperson")]
