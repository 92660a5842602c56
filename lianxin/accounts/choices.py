from django.db import models


class Role(models.TextChoices):
    """Posts of the people who sign in (product.md, "Who uses it")."""

    BUREAU_ADMIN = "BUREAU_ADMIN", "分局管理员"
    LEAD = "LEAD", "所长"
    CAPTAIN = "CAPTAIN", "社区警务队长"
    CLERK = "CLERK", "内勤"
    DUTY = "DUTY", "值班室"
    REVIEWER = "REVIEWER", "审核员"
    OFFICER = "OFFICER", "社区民警"
    AUXILIARY = "AUXILIARY", "辅警"
    AUDITOR = "AUDITOR", "安全审计员"
    HALL = "HALL", "大厅民警"
    BANK_HQ = "BANK_HQ", "支行行长"
    BANK_ADMIN = "BANK_ADMIN", "银行合规负责人"
    BANK_LEAD = "BANK_LEAD", "网点负责人"
    TELLER = "TELLER", "柜员"
    MEMBER = "MEMBER", "联盟成员"


class ApprovalState(models.TextChoices):
    PENDING = "PENDING", "等待签批"
    GRANTED = "GRANTED", "已同意"
    REFUSED = "REFUSED", "未同意"


class Purpose(models.TextChoices):
    """Why somebody looks at a whole name or phone number."""

    CONCERN = "CONCERN", "办诉求、回告"
    CALL_BACK = "CALL_BACK", "回访核实"
    CORRECTION = "CORRECTION", "更正记录"
    OTHER = "OTHER", "其他,写一句"


POLICE_ROLES = (
    Role.LEAD,
    Role.CAPTAIN,
    Role.CLERK,
    Role.DUTY,
    Role.REVIEWER,
    Role.OFFICER,
    Role.AUXILIARY,
    Role.HALL,
)
