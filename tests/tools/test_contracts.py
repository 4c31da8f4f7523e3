"""A desk's models are for that desk: the contract says who else imports them."""

from grimp import ImportGraph
from tools.contracts import OwnRoomContract


def strangers(*imports: tuple[str, str]) -> list[str]:
    """Who breaks "models stay within the desk" in a house with these imports."""
    graph = ImportGraph()
    for desk in ("warrants", "custody"):
        graph.add_module(f"handel.desks.{desk}")
    for importer, imported in imports:
        graph.add_module(importer)
        graph.add_module(imported)
        graph.add_import(importer=importer, imported=imported)
    contract = OwnRoomContract(
        name="models stay within the desk",
        session_options={},
        contract_options={"packages": ["handel.desks.*"], "room": "models"},
    )
    check = contract.check(graph, verbose=False)
    assert check.kept == (not check.metadata["strangers"])
    return check.metadata["strangers"]


def test_a_desk_imports_its_own_models() -> None:
    assert strangers(("handel.desks.warrants.acts", "handel.desks.warrants.models")) == []


def test_another_desk_may_not() -> None:
    assert strangers(("handel.desks.custody.acts", "handel.desks.warrants.models")) == [
        "handel.desks.custody.acts -> handel.desks.warrants.models"
    ]


def test_a_workspace_may_not_either() -> None:
    assert strangers(("handel.workspaces.my_day", "handel.desks.warrants.models")) == [
        "handel.workspaces.my_day -> handel.desks.warrants.models"
    ]


def test_models_split_into_files_are_still_models() -> None:
    assert strangers(("handel.desks.custody.acts", "handel.desks.warrants.models.issue")) == [
        "handel.desks.custody.acts -> handel.desks.warrants.models.issue"
    ]


def test_an_application_inside_a_desk_belongs_to_the_desk() -> None:
    inside = "handel.desks.warrants.counter.models"
    assert strangers(("handel.desks.warrants.acts", inside)) == []
    assert strangers(("handel.desks.custody.acts", inside)) == [f"handel.desks.custody.acts -> {inside}"]


def test_acts_and_queries_are_open_to_all() -> None:
    assert strangers(("handel.desks.custody.acts", "handel.desks.warrants.queries")) == []
