"""Codes of the campaigns room with their Chinese labels."""

from django.db import models


class CampaignState(models.TextChoices):
    DRAFT = "DRAFT", "筹备"
    OPEN = "OPEN", "进行中"
    CLOSED = "CLOSED", "已结束"


class ListKind(models.TextChoices):
    """Point, line and surface (点线面)."""

    POINT = "POINT", "点 · 物业小区"
    LINE = "LINE", "线 · 单位"
    SURFACE = "SURFACE", "面 · 名单居民"


class VersionState(models.TextChoices):
    DRAFT = "DRAFT", "草稿"
    PROPOSED = "PROPOSED", "等所长签"
    SIGNED = "SIGNED", "已冻结"
    REFUSED = "REFUSED", "未同意"


class VersionCause(models.TextChoices):
    """Why a denominator changed; only the first waits for a signature."""

    SIGNATURE = "SIGNATURE", "所长签批"
    LEFT = "LEFT", "本人退出"
    EXPIRED = "EXPIRED", "提名到期"
    MERGED = "MERGED", "重复登记已合并"


class TargetSource(models.TextChoices):
    """Where a target came from."""

    FILTER = "FILTER", "按条件筛选"
    OFFICER = "OFFICER", "民警提名"
    COMMITTEE = "COMMITTEE", "居委提名"
    PAST_VICTIM = "PAST_VICTIM", "近期被骗"
    HAND = "HAND", "手工加入"
    OWN_WISH = "OWN_WISH", "本人要求加入"


class TargetStanding(models.TextChoices):
    """Where a target stands towards the denominator: only LISTED ones are in it."""

    PROPOSED = "PROPOSED", "待签"
    LISTED = "LISTED", "在名单"
    DELISTED = "DELISTED", "已移出"
    DROPPED = "DROPPED", "没有列入"


class TargetState(models.TextChoices):
    """The states that always sum to the denominator; for points and lines REACHED reads done, ATTEMPTED partly done."""

    REACHED = "REACHED", "见面"
    ATTEMPTED = "ATTEMPTED", "敲过未见"
    UNREACHABLE_REQUESTED = "UNREACHABLE_REQUESTED", "无法触达(申请)"
    UNREACHABLE_APPROVED = "UNREACHABLE_APPROVED", "无法触达(已批)"
    UNTOUCHED = "UNTOUCHED", "未动"


class PlaceState(models.TextChoices):
    """How far a point or a line unit is."""

    DONE = "DONE", "完成"
    PARTIAL = "PARTIAL", "部分完成"
    UNREACHABLE = "UNREACHABLE", "无法触达"
    UNTOUCHED = "UNTOUCHED", "未开始"


class SubjectKind(models.TextChoices):
    """Whom or what a contact was with."""

    RESIDENT = "RESIDENT", "居民"
    HOUSEHOLD = "HOUSEHOLD", "户"
    COMPOUND = "COMPOUND", "小区"
    ORGANIZATION = "ORGANIZATION", "单位"


class Channel(models.TextChoices):
    """How somebody was spoken to; the phone is counted apart."""

    DOOR = "DOOR", "上门"
    HALL = "HALL", "大厅"
    LOBBY = "LOBBY", "楼下"
    WORKPLACE = "WORKPLACE", "单位"
    EVENT = "EVENT", "活动现场"
    PHONE = "PHONE", "电话"


class RequestState(models.TextChoices):
    PENDING = "PENDING", "等所长批"
    APPROVED = "APPROVED", "已批"
    REFUSED = "REFUSED", "未同意"
