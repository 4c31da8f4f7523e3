"""Every change of a search day's plan."""

from handel.desks.search_day.acts.drafting import add_premises, draft, drop_premises, set_needs
from handel.desks.search_day.acts.finishing import approve, finish, muster, withdraw_approval
from handel.desks.search_day.acts.people import assign, call_out, declare_conflict, move, stand_down

__all__ = [
    "add_premises",
    "approve",
    "assign",
    "call_out",
    "declare_conflict",
    "draft",
    "drop_premises",
    "finish",
    "move",
    "muster",
    "set_needs",
    "stand_down",
    "withdraw_approval",
]
