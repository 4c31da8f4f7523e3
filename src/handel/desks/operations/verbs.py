"""What the journal's verbs mean, in words for people."""

VERBS = {
    "operation.open": "Operation opened",
    "operation.add_member": "Member added to the team",
    "operation.end_membership": "Membership of the team ended",
    "operation.decide": "Decision entered in the policy log",
    "operation.adopt_intelligence": "Intelligence adopted",
    "operation.close": "Operation closed",
}
