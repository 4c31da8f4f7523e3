"""Need-to-know: one rule, as a query for lists and as a predicate for a record. No viewer, no rows.

with viewing(user, at=now) as viewer:            # a look: read, then journalled, in one transaction
    warrants = Warrant.objects.visible_to(viewer)
    warrant = find(viewer, Warrant, "W-7K3M9Q")  # the same NotFound for invisible and for unknown

with acting("warrant.issue", by=user, at=now) as act:   # an act: done and journalled, or refused and journalled
    warrant = act.find(Warrant, "W-7K3M9Q")
    act.require_role(warrant, Role.INVESTIGATOR)
"""
