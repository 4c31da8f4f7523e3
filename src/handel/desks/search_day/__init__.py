"""The search-day desk: who goes to which door at the strike, who approved it, and who really went.

Flow: a planner drafts a plan over the premises whose warrants are valid on the day and says what each needs -> people
are called out -> the planner engine seats them and says what is short -> a commander who neither drew it up nor changed
it approves it -> each team reads its own sheet -> the muster records who was deployed.
"""
