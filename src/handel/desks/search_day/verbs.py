"""What the journal's verbs mean, in words for people."""

VERBS = {
    "plan.draft": "Search day planned",
    "plan.set_needs": "Needs of premises changed",
    "plan.add_premises": "Premises added to the plan",
    "plan.drop_premises": "Premises taken out of the plan",
    "plan.call_out": "People called out",
    "plan.stand_down": "People stood down",
    "plan.declare_conflict": "Conflict of interest declared",
    "plan.assign": "People assigned",
    "plan.move": "Person moved",
    "plan.approve": "Plan approved",
    "plan.withdraw_approval": "Approval withdrawn",
    "plan.muster": "Muster taken",
    "plan.print_sheet": "Briefing card printed",
    "plan.finish": "Search day done",
}
