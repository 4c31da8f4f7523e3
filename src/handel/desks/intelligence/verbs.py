"""What the journal's verbs mean, in words for people."""

VERBS = {
    "intelligence_report.take": "Taken from the report desk and released",
    "intelligence_report.submit": "Submitted",
    "intelligence_report.edit": "Draft changed",
    "intelligence_report.release": "Released",
    "intelligence_report.disseminate": "Shared",
}
