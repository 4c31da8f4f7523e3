"""What the acts share."""

from collections.abc import Sequence

from handel.desks.search_day.models import PLANNERS, Plan, PlannedPremises, State
from handel.desks.search_day.seating import Day, broken
from handel.platform.accounts.models import User
from handel.platform.acts import Act
from handel.rules import Refused

POLICY = "Force policy on search days"


def begin_change(act: Act, reference: str, what: str) -> Plan:
    """The draft plan in its next edition, changed by the person who acts. `what` completes "may ...".

    Every act that changes a plan begins here, so that nobody approves what they changed, nor what they have not read.
    Raises `Refused` for those who do not draw plans up, and for a plan that is approved or done.
    """
    plan = act.find(Plan, reference, "operation")
    act.require_role(plan.compartment_id, *PLANNERS, act=what)
    if plan.state != State.DRAFT:
        raise Refused(
            f"The plan is {plan.get_state_display()}: what was approved is not changed.",
            POLICY,
            "Withdraw the approval first, with the reason."
            if plan.state == State.APPROVED
            else "Draft another plan for another day.",
        )
    plan.edition += 1
    plan.save(update_fields=["edition"])
    plan.changed_by.add(act.by)
    act.tell(edition=plan.edition)
    return plan


def of_warrant(plan: Plan, warrant: str) -> PlannedPremises:
    """The planned premises of this warrant. Raises `Refused` for one that is not in the plan."""
    premises = plan.premises.filter(warrant=warrant).first()
    if premises is None:
        raise Refused(
            f"No premises of warrant {warrant} are in this plan.", POLICY, "Choose one of the teams.", field="warrant"
        )
    return premises


def called_out(plan: Plan, usernames: Sequence[str], *, field: str = "usernames") -> list[User]:
    """These people, who are all called out and available. Raises `Refused` with the first who is not."""
    rows = plan.called_out.filter(available=True, user__username__in=usernames).select_related("user__unit")
    people = {row.user.username: row.user for row in rows}
    if missing := [name for name in dict.fromkeys(usernames) if name not in people]:
        raise Refused(f"{missing[0]} is not called out for this day.", POLICY, "Call them out first.", field=field)
    return [people[name] for name in dict.fromkeys(usernames)]


def require_rules_kept(day: Day, *, remedy: str, field: str) -> None:
    """Raise `Refused` with the hard rules that the places break."""
    if found := broken(day):
        raise Refused(" ".join(found), POLICY, remedy, field=field)
