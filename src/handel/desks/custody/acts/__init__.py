"""Every change of an arrest's or a detention's state.

Times that were typed (`arrived_at`, `reviewed_at`, …) say when it happened, `at` when it is recorded: aware, any zone.
"""

from handel.desks.custody.acts.arrests import ARRESTERS, arrest, arrive, release_on_the_way
from handel.desks.custody.acts.detention import authorise_detention, extend, record_event, record_warrant, review
from handel.desks.custody.acts.end import answer_bail, charge, release
from handel.desks.custody.acts.rights import delay_rights, give_rights

__all__ = [
    "ARRESTERS",
    "answer_bail",
    "arrest",
    "arrive",
    "authorise_detention",
    "charge",
    "delay_rights",
    "extend",
    "give_rights",
    "record_event",
    "record_warrant",
    "release",
    "release_on_the_way",
    "review",
]
