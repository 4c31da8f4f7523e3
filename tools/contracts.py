"""An import contract of Handel's own, beside those that import-linter brings."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OwnRoomContract(Contract):
    """A room of a package is entered from within that package alone.

    `packages` are module expressions, `room` is the name of a module at any depth inside them. With the
    packages `handel.desks.*` and the room `models`, each desk's models are imported by that desk and by no
    other module; a desk yet to come is kept to it without being named.
    """

    type_name = "own_room"

    packages = fields.SetField(subfield=fields.ModuleExpressionField())
    room = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        strangers = []
        for expression in sorted(str(package) for package in self.packages):
            for package in sorted(graph.find_matching_modules(expression)):
                own = {package, *graph.find_descendants(package)}
                rooms = {module for module in own if self.room in module.removeprefix(package).split(".")}
                output.verbose_print(verbose, f"{package}: {len(rooms)} modules of {self.room}")
                strangers += [
                    f"{importer} -> {module}"
                    for module in sorted(rooms)
                    for importer in sorted(graph.find_modules_that_directly_import(module) - own)
                ]
        return ContractCheck(kept=not strangers, metadata={"strangers": strangers})

    def render_broken_contract(self, check: ContractCheck) -> None:
        output.print_error(f"Imported from outside the package that these {self.room} belong to:", bold=False)
        for line in check.metadata["strangers"]:
            output.print_error(f"- {line}", bold=False)
