from django.db import models


class Gender(models.TextChoices):
    MALE = "M", "男"
    FEMALE = "F", "女"


class DocType(models.TextChoices):
    """Kinds of identity document; the number stands beside it, encrypted."""

    ID_CARD = "ID_CARD", "居民身份证"
    HMT_PERMIT = "HMT_PERMIT", "港澳台居民居住证"
    FOREIGN_PERMIT = "FOREIGN_PERMIT", "外国人永久居留证"
    PASSPORT = "PASSPORT", "护照"
    OTHER = "OTHER", "其他证件"


class Datum(models.TextChoices):
    """The coordinate system a source was written in; what is stored is always WGS-84."""

    WGS84 = "WGS84", "WGS-84(卫星定位)"
    GCJ02 = "GCJ02", "GCJ-02(国内地图)"
    BD09 = "BD09", "BD-09(百度地图)"


class SeasonalCode(models.TextChoices):
    EXAM_FAMILY = "EXAM_FAMILY", "家有考生"


class OrganizationKind(models.TextChoices):
    SCHOOL = "SCHOOL", "学校"
    KINDERGARTEN = "KINDERGARTEN", "幼儿园"
    BANK_BRANCH = "BANK_BRANCH", "银行网点"
    HOTEL = "HOTEL", "酒店"
    HOMESTAY = "HOMESTAY", "民宿"
    PROPERTY_FIRM = "PROPERTY_FIRM", "物业公司"
    MERCHANT = "MERCHANT", "商户"
    COMPANY = "COMPANY", "企业"
    COMMITTEE = "COMMITTEE", "居委会"


class BatchState(models.TextChoices):
    """Where an import stands; nothing is in the registry before COMMITTED."""

    UPLOADED = "UPLOADED", "已上传"
    NEEDS_MAPPING = "NEEDS_MAPPING", "等待对列"
    PREVIEWING = "PREVIEWING", "正在核对"
    PREVIEWED = "PREVIEWED", "已核对,未写入"
    COMMITTING = "COMMITTING", "正在写入"
    COMMITTED = "COMMITTED", "已写入"
    UNDONE = "UNDONE", "已撤销"
    FAILED = "FAILED", "没有办成"
    DISCARDED = "DISCARDED", "已放弃"


class ContentPart(models.TextChoices):
    """The sealed contents an import keeps: the file, its classified rows, and what undoing needs."""

    FILE = "FILE", "原文件"
    ROWS = "ROWS", "逐行结果"
    JOURNAL = "JOURNAL", "撤销依据"
