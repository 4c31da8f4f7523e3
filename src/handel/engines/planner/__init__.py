"""Planning a day of searches: who goes where, with what, and what is short."""

from handel.engines.planner.checker import violations
from handel.engines.planner.generate import borough
from handel.engines.planner.greedy import plan_greedily
from handel.engines.planner.model import Instance, Skill
from handel.engines.planner.plan import Plan
from handel.engines.planner.reading import InvalidFile
from handel.engines.planner.shortage import Short, Shortage, shortage

__all__ = [
    "Instance",
    "InvalidFile",
    "Plan",
    "Short",
    "Shortage",
    "Skill",
    "borough",
    "plan_greedily",
    "shortage",
    "violations",
]
