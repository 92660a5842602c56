"""The base of every table, and the two tables of the ground floor: the clock and the claimed schedule runs."""

from django.db import models

from lianxin.core.ids import new_id


class Row(models.Model):
    """Gives a table an id made by the application."""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class StoodClock(models.Model):
    """Stands the domain clock of the whole deployment on one day; one row at most, used by the demo story."""

    key = models.CharField("键", max_length=10, primary_key=True, default="domain")
    stands_at = models.DateTimeField("停在", help_text="业务时间")
    stood_at = models.DateTimeField("停住的时刻", help_text="真实时间")
    banner = models.CharField("横幅文字", max_length=200, blank=True)

    class Meta:
        verbose_name = "停住的业务时钟"


class ScheduledRun(Row):
    """One due run of a named schedule, claimed by exactly one worker."""

    schedule = models.CharField("日程", max_length=80)
    due_at = models.DateTimeField("应跑时间")
    claimed_at = models.DateTimeField("领走时间", null=True)
    finished_at = models.DateTimeField("跑完时间", null=True)
    failure = models.TextField("失败原因", blank=True)

    class Meta:
        verbose_name = "日程运行"
        constraints = [models.UniqueConstraint(fields=["schedule", "due_at"], name="one_run_per_schedule_and_time")]
