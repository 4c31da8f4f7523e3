"""What the acts of the report desk are called in a history."""

VERBS = {
    "report.collect": "Collected from the public site",
    "report.assess": "Assessed",
    "report.close": "Closed without action",
    "report.sanitise": "Sanitised",
    "report.release": "Taken by the intelligence desk",
    "report.seal_broken": "Found with a broken seal",
    "sanitised_item.offer": "Offered to the intelligence desk",
    "sanitised_item.hand_over": "Taken from the report desk",
}
