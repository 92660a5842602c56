from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "lianxin.registry"
    label = "registry"
    verbose_name = "辖区底数"

    def ready(self) -> None:
        """Tell the importer which kinds of list this room brings, and what keeps their accounts from being undone."""
        from lianxin.registry.imports.blockers import register_blockers
        from lianxin.registry.imports.kinds import register
        from lianxin.registry.imports.kinds.compounds import Compounds
        from lianxin.registry.imports.kinds.organizations import Organizations
        from lianxin.registry.imports.kinds.residents import Residents
        from lianxin.registry.imports.kinds.staff import Staff
        from lianxin.registry.imports.kinds.staff_writing import accounts_in_use

        for kind in (Compounds(), Organizations(), Residents(), Staff()):
            register(kind)
        register_blockers(accounts_in_use)
