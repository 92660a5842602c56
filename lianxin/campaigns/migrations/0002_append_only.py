from django.db import migrations

from lianxin.core.append_only import refuse_updates


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]

    operations = [
        refuse_updates(
            "campaigns_targetcontact", "campaigns_supersededsource", "campaigns_session", "campaigns_posterup"
        )
    ]
