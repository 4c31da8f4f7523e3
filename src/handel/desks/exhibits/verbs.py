"""What the journal's verbs mean, in words for people."""

VERBS = {
    "exhibit.seize": "Exhibit seized",
    "exhibit.hand_over": "Exhibit handed over",
    "exhibit.count_cash": "Cash counted",
    "exhibit.record_order": "Detention order recorded",
    "exhibit.record_substance": "Substance result recorded",
    "exhibit.photograph": "Photograph added",
}
