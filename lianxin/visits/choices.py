from collections.abc import Mapping

from django.db import models

from lianxin.visits.planning.inputs import PRESENCE_GROUP_LABELS, SLOT_LABELS
from lianxin.visits.planning.plan import REASON_LABELS, STANDING_LABELS


class CrewKind(models.TextChoices):
    PAIR = "PAIR", "双人组"
    TEAM = "TEAM", "小队"


class BlockKind(models.TextChoices):
    """What a crew does in its hours; only visiting hours are planned."""

    VISITS = "VISITS", "走访"
    HALL = "HALL", "大厅值守"


class Outcome(models.TextChoices):
    MET = "MET", "见面"
    NOT_HOME = "NOT_HOME", "未遇"
    REFUSED = "REFUSED", "拒访"
    MOVED = "MOVED", "已搬走"
    WRONG_ADDRESS = "WRONG_ADDRESS", "地址不对"
    CALL_LATER = "CALL_LATER", "约改时间"
    LANGUAGE_HELP = "LANGUAGE_HELP", "需要会讲本地话的人"
    SUSPECTED_VICTIM = "SUSPECTED_VICTIM", "可能正在被骗"
    CONCERN_RECORDED = "CONCERN_RECORDED", "留下诉求"


class CloseReason(models.TextChoices):
    """Why a task needs nobody any more."""

    DONE = "DONE", "已见到"
    LEFT_LIST = "LEFT_LIST", "已不在名单"
    DO_NOT_VISIT = "DO_NOT_VISIT", "住户要求不上门"
    CAP_REACHED = "CAP_REACHED", "敲门次数已到上限"
    WINDOW_OVER = "WINDOW_OVER", "期限已过"


class PlanState(models.TextChoices):
    CURRENT = "CURRENT", "现行"
    REPLACED = "REPLACED", "已被新一版取代"


class ChangeKind(models.TextChoices):
    MOVE = "MOVE", "移动"
    REMOVE = "REMOVE", "今天不去"
    REORDER = "REORDER", "调整顺序"
    HAND_OVER = "HAND_OVER", "整份转交"


STANDING_CHOICES = [(standing.value, label) for standing, label in STANDING_LABELS.items()]
SLOT_CHOICES = [(slot.value, label) for slot, label in SLOT_LABELS.items()]
PRESENCE_GROUP_CHOICES = [(group.value, label) for group, label in PRESENCE_GROUP_LABELS.items()]
REMOVED_BY_CAPTAIN = "REMOVED_BY_CAPTAIN"
UNPLACED_LABELS: Mapping[str, str] = {
    **{reason.value: label for reason, label in REASON_LABELS.items()},
    REMOVED_BY_CAPTAIN: "队长决定今天不去",
    **{reason.value: str(reason.label) for reason in CloseReason},
}
