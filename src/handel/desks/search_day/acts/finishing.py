"""Approval, and what happened on the day."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handel.desks.search_day.acts.common import POLICY, called_out
from handel.desks.search_day.models import PLANNERS, ApprovalWithdrawn, Deployment, Plan, Seat, State
from handel.desks.search_day.premises import require_plannable
from handel.engines.planner.model import LONGEST_DUTY
from handel.platform.access.roles import Role
from handel.platform.accounts.models import User
from handel.platform.acts import Act, acting
from handel.platform.journal.models import Operation as Processing
from handel.rules import Refused
from handel.rules.england_wales import calendar
from handel.rules.england_wales.reasons import require_reasons

BEFORE_THE_STRIKE = timedelta(minutes=LONGEST_DUTY)
"""Nobody on duty at the strike can have come on duty earlier."""


def approve(plan_reference: str, *, edition: int | None = None, by: User, at: datetime) -> Plan:
    """Approve the plan; what is short is then accepted with it.

    `edition` is the one that was read. Raises `Refused` but for a commander who neither drew it up nor changed it since
    it was last approved, when it was changed since it was read, before anybody has a place, after the strike, and when
    a warrant is no longer valid on the day.
    """
    with acting("plan.approve", by=by, at=at) as act:
        plan = _in_state(act, plan_reference, State.DRAFT)
        act.require_role(plan.compartment_id, Role.COMMANDER, act="approve a plan")
        if by.pk in plan.writers:
            raise Refused(
                "Whoever drew this plan up, or has changed it since it was last approved, may not approve it.",
                POLICY,
                "Ask another commander to approve it.",
            )
        if edition is not None and edition != plan.edition:
            raise Refused("The plan has been changed since you read it.", POLICY, "Read it again, then approve it.")
        if at >= plan.strike_at:
            raise Refused("The strike has passed.", POLICY, "Draft a plan for another day.")
        if not plan.assignments.filter(premises__isnull=False).exists():
            raise Refused("Nobody is assigned to any premises.", POLICY, "Assign people first.")
        planned = list(plan.premises.values_list("warrant", flat=True))
        require_plannable(act.viewer, plan.operation.reference, plan.day, planned)
        plan.state, plan.approved_by, plan.approved_at = State.APPROVED, by, at
        plan.save(update_fields=["state", "approved_by", "approved_at"])
        act.tell(edition=plan.edition)
        return plan


def withdraw_approval(plan_reference: str, *, reason: str, by: User, at: datetime) -> Plan:
    """Take the approval back, so that the plan can be changed and approved again. Raises `Refused` once mustered."""
    with acting("plan.withdraw_approval", by=by, at=at) as act:
        plan = _in_state(act, plan_reference, State.APPROVED)
        act.require_role(plan.compartment_id, *PLANNERS, act="withdraw an approval")
        if plan.deployments.exists():
            raise Refused("People have been deployed under this plan.", POLICY, "Draft another plan for what follows.")
        reason = require_reasons(reason, of="why the plan has to change", citation=POLICY, field="reason")
        ApprovalWithdrawn.objects.create(
            plan=plan, approved_by=plan.approved_by, approved_at=plan.approved_at, reason=reason, by=by, at=at
        )
        plan.state, plan.approved_by, plan.approved_at = State.DRAFT, None, None
        plan.save(update_fields=["state", "approved_by", "approved_at"])
        plan.changed_by.clear()  # a second person has approved those changes
        return plan


def muster(plan_reference: str, *, usernames: Sequence[str], by: User, at: datetime) -> Plan:
    """Record who turned up, in the place they have then; later comers are added by another muster.

    Who is called out and has no place stands in the reserve. People mustered before are left as they are. Raises
    `Refused` before the day's earliest duty, for somebody not called out, and when nobody new is named.
    """
    with acting("plan.muster", by=by, at=at, operation=Processing.COLLECTION) as act:
        plan = _in_state(act, plan_reference, State.APPROVED)
        act.require_role(plan.compartment_id, *PLANNERS, act="take the muster")
        opens = plan.strike_at - BEFORE_THE_STRIKE
        if at < opens:
            raise Refused("A muster says who turned up on the day.", POLICY, f"Take it from {calendar.show(opens)} on.")
        before = set(plan.deployments.values_list("user_id", flat=True))
        people = [user for user in called_out(plan, usernames) if user.pk not in before]
        if not people:
            raise Refused("Nobody new is named.", POLICY, "Tick who turned up.", field="usernames")
        held = {row.user_id: row for row in plan.assignments.select_related("premises")}
        Deployment.objects.bulk_create(
            Deployment(
                plan=plan,
                user=user,
                unit=user.unit.name,
                seat=held[user.pk].seat if user.pk in held else Seat.RESERVE,
                warrant=held[user.pk].premises.warrant if user.pk in held and held[user.pk].premises else "",
                at=at,
                by=by,
            )
            for user in people
        )
        act.tell(deployed=len(people))
        return plan


def finish(plan_reference: str, *, by: User, at: datetime) -> Plan:
    """Say that the search day is done. Raises `Refused` before the strike and without a muster."""
    with acting("plan.finish", by=by, at=at) as act:
        plan = _in_state(act, plan_reference, State.APPROVED)
        act.require_role(plan.compartment_id, *PLANNERS, act="end the search day")
        if at < plan.strike_at:
            raise Refused("The strike is still to come.", POLICY, "Come back when the searches are done.")
        if not plan.deployments.exists():
            raise Refused("No muster has been taken.", POLICY, "Record who turned up first.")
        plan.state = State.DONE
        plan.save(update_fields=["state"])
        return plan


def _in_state(act: Act, reference: str, state: State) -> Plan:
    plan = act.find(Plan, reference, "operation")
    if plan.state != state:
        raise Refused(
            f"This can be done while the plan is {state.label}; it is {plan.get_state_display()}.",
            POLICY,
            "Look at the plan again: somebody else may have done this already.",
        )
    return plan
