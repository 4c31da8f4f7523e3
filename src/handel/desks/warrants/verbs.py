"""What the journal's verbs mean, in words for people."""

VERBS = {
    "warrant.apply": "Application drafted",
    "warrant.authorise": "Application authorised",
    "warrant.issue": "Warrant issued by the court",
    "warrant.refused_by_court": "Application refused by the court",
    "warrant.authorise_entry": "Further entry authorised",
    "warrant.execute": "Warrant executed",
    "warrant.endorse": "Warrant endorsed",
    "warrant.return_to_court": "Warrant returned to the court",
    "warrant.print_application": "Application printed",
    "warrant.print_notice": "Notice of powers and rights printed",
}
