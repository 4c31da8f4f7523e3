"""The report desk: what people say in confidence, from the public form to a sanitised item.

Flow: a report is sealed on the public site (`intake`) -> collected -> assessed -> sanitised and graded -> handed over
to the intelligence desk through `release`, the one door. README.md tells what is protected and what is not.
"""
