"""What the journal's verbs mean, in words for people."""

VERBS = {
    "intelligence_report.take": "Intelligence taken from the report desk and released",
    "intelligence_report.submit": "Intelligence submitted",
    "intelligence_report.edit": "Draft of intelligence changed",
    "intelligence_report.release": "Intelligence released",
    "intelligence_report.disseminate": "Intelligence shared",
    "intelligence_report.export": "List of intelligence downloaded",
}
