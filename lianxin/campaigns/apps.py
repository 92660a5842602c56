from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "lianxin.campaigns"
    label = "campaigns"
    verbose_name = "专项行动"

    def ready(self) -> None:
        """Say what this room asks LEAD to sign, what it does every day, and which registry rows it holds on to."""
        from lianxin.accounts.approvals import ApprovalKind, register_kind
        from lianxin.accounts.choices import Role
        from lianxin.campaigns.services.holding import contacts_in_use
        from lianxin.campaigns.services.leaving import expire_everywhere
        from lianxin.campaigns.services.unreachable import UNREACHABLE_APPROVAL, follow_unreachable_decision
        from lianxin.campaigns.services.versions import LIST_APPROVAL, follow_list_decision
        from lianxin.core.schedule import do_daily
        from lianxin.registry.imports.blockers import register_blockers

        lead = frozenset({Role.LEAD.value})
        register_kind(ApprovalKind(LIST_APPROVAL, "名单冻结", lead, follow_list_decision))
        register_kind(ApprovalKind(UNREACHABLE_APPROVAL, "无法触达", lead, follow_unreachable_decision))
        register_blockers(contacts_in_use)
        do_daily("campaigns.expire_targets", expire_everywhere)
