"""Every change of what is known of an exhibit."""

from handel.desks.exhibits.acts.common import HANDLERS, SEIZERS, team
from handel.desks.exhibits.acts.continuity import hand_over
from handel.desks.exhibits.acts.findings import count_cash, record_order, record_substance
from handel.desks.exhibits.acts.seizure import photograph, seize

__all__ = [
    "HANDLERS",
    "SEIZERS",
    "count_cash",
    "hand_over",
    "photograph",
    "record_order",
    "record_substance",
    "seize",
    "team",
]
