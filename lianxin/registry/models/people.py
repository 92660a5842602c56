from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from lianxin.accounts.models import StationManager, StationQuerySet, User
from lianxin.core.crypto import EncryptedTextField
from lianxin.registry.choices import DocType, Gender, SeasonalCode
from lianxin.registry.models.base import RegistryRow
from lianxin.registry.models.places import Household
from lianxin.registry.models.scoping import sees_whole_station, station_of, works_in_areas


class ResidentQuerySet(StationQuerySet["Resident"]):
    def unmerged(self) -> Self:
        """People as they stand in lists; a merged one lives on in the person kept."""
        return self.filter(merged_into__isnull=True)

    def visible_to(self, user: User, *, on: date) -> Self:
        """Residents who live behind a door the user sees that day."""
        if sees_whole_station(user):
            return self.filter(station=user.station_id)
        if not works_in_areas(user):
            return self.none()
        doors = Household.objects.of(station_of(user)).visible_to(user, on=on).values("pk")
        lives_there = (
            Membership.objects.of(station_of(user)).current().filter(resident=OuterRef("pk"), household__in=doors)
        )
        return self.filter(Exists(lives_there), station=user.station_id)


class Resident(RegistryRow):
    """A person who lives in the area (居民), encrypted, with keyed hashes for exact search."""

    name = EncryptedTextField("姓名")
    name_index = models.CharField("姓名散列", max_length=32)
    gender = models.CharField("性别", max_length=1, choices=Gender, blank=True)
    birth_on = models.DateField("出生日期", null=True)
    doc_type = models.CharField("证件种类", max_length=20, choices=DocType, blank=True)
    id_no = EncryptedTextField("证件号", blank=True)
    id_index = models.CharField("证件号散列", max_length=32, blank=True)
    phone = EncryptedTextField("电话", blank=True)
    phone_index = models.CharField("电话散列", max_length=32, blank=True)
    occupation = models.CharField("职业", max_length=40, blank=True)
    registered_on = models.DateField("登记日期", null=True)
    note = EncryptedTextField("备注", blank=True)
    do_not_message = models.BooleanField("不发消息", default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, verbose_name="并入", null=True, related_name="merged_from")
    possible_duplicate_of = models.ForeignKey(
        "self", models.SET_NULL, verbose_name="疑似重复", null=True, related_name="look_alikes"
    )

    objects = StationManager.from_queryset(ResidentQuerySet)()

    class Meta:
        verbose_name = "居民"
        indexes = [
            models.Index(fields=["station", "name_index"], name="resident_by_name"),
            models.Index(fields=["station", "phone_index"], name="resident_by_phone"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "id_index"],
                condition=~Q(id_index="") & Q(merged_into__isnull=True),
                name="one_resident_per_id_number",
            ),
            models.CheckConstraint(condition=~Q(name_index=""), name="resident_has_a_name"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="resident_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=Q(id_index="", doc_type="") | (~Q(id_index="") & ~Q(doc_type="")),
                name="resident_number_and_kind_in_pairs",
            ),
        ]


class MembershipQuerySet(StationQuerySet["Membership"]):
    def current(self) -> Self:
        return self.filter(to_on__isnull=True)


class Membership(RegistryRow):
    """Somebody lives behind a door (户成员), from a day to a day; no end means still there."""

    resident = models.ForeignKey(Resident, models.PROTECT, verbose_name="居民", related_name="memberships")
    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="memberships")
    from_on = models.DateField("起", null=True)
    to_on = models.DateField("止", null=True)

    objects = StationManager.from_queryset(MembershipQuerySet)()

    class Meta:
        verbose_name = "户成员"
        indexes = [
            models.Index(fields=["station", "household"], name="membership_by_household"),
            models.Index(fields=["station", "resident"], name="membership_by_resident"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "resident", "household"],
                condition=Q(to_on__isnull=True),
                name="one_current_membership_per_door",
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="membership_ends_after_it_begins",
            ),
        ]


class SeasonalQuerySet(StationQuerySet["SeasonalAttribute"]):
    def valid(self, *, on: date) -> Self:
        return self.filter(expires_on__gte=on)


class SeasonalAttribute(RegistryRow):
    """A yes that ends by itself (时令属性), such as an examination candidate in the family this year."""

    resident = models.ForeignKey(Resident, models.CASCADE, verbose_name="居民", related_name="seasonal_attributes")
    code = models.CharField("属性", max_length=20, choices=SeasonalCode)
    expires_on = models.DateField("到期")
    source = models.CharField("来源", max_length=40, blank=True)

    objects = StationManager.from_queryset(SeasonalQuerySet)()

    class Meta:
        verbose_name = "时令属性"
        constraints = [
            models.UniqueConstraint(
                fields=["station", "resident", "code", "expires_on"], name="one_attribute_per_resident_and_season"
            ),
        ]
