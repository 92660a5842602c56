"""An import contract of our own: what a room shows to the web is no interface for other rooms."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class RoomEndpoints(Contract):
    """This will refuse an import of a room's endpoints or schemas from any other room.

    `private` names the modules, `joined_by` the one package that mounts them all,
    `shared` the modules that are meant for everybody in spite of their name.
    """

    type_name = "room_endpoints"
    private = fields.SetField(subfield=fields.StringField())
    joined_by = fields.StringField()
    shared = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        strangers = [
            (importer, imported)
            for imported in sorted(graph.modules)
            if self._is_private(imported)
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if importer.startswith("lianxin.")
            and not importer.startswith((f"{_room_of(imported)}.", f"{self.joined_by}."))
        ]
        return ContractCheck(kept=not strangers, metadata={"strangers": strangers})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["strangers"]:
            output.print_error(f"{importer} is not allowed to import {imported}: call the room's services instead.")

    def _is_private(self, module: str) -> bool:
        parts = module.split(".")
        return parts[0] == "lianxin" and len(parts) > 2 and parts[2] in self.private and module not in self.shared


def _room_of(module: str) -> str:
    return ".".join(module.split(".")[:2])
