"""What the journal's verbs mean, in words for people."""

VERBS = {
    "arrest.make": "Arrest made",
    "arrest.release": "Let go before reaching a station",
    "detention.arrive": "Arrival at the station recorded",
    "detention.authorise": "Detention authorised",
    "detention.review": "Detention reviewed",
    "detention.extend": "Detention extended by a superintendent",
    "detention.record_warrant": "Warrant of further detention recorded",
    "detention.record_event": "Event in custody recorded",
    "detention.delay_rights": "Right delayed",
    "detention.give_rights": "Delayed right given",
    "detention.charge": "Charged",
    "detention.release": "Released",
    "detention.answer_bail": "Bail answered",
}
