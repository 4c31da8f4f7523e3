"""How a rule says no."""


class Refused(Exception):
    """An act that the law or the force's policy does not allow, in words for the person who tried it.

    `message` says what is wrong, `citation` which rule says so, `remedy` what to do now. `field` names the
    input that the person can change, where there is one, so that a page can put the message beside it.

    >>> str(Refused("The warrant expired on 20 December 2026.", "MDA 1971 s.23(3)", "Return it to the court."))
    'The warrant expired on 20 December 2026. (MDA 1971 s.23(3)) Return it to the court.'
    """

    def __init__(self, message: str, citation: str, remedy: str, *, field: str | None = None) -> None:
        super().__init__(message, citation, remedy)
        self.message = message
        self.citation = citation
        self.remedy = remedy
        self.field = field

    def __str__(self) -> str:
        return f"{self.message} ({self.citation}) {self.remedy}"
