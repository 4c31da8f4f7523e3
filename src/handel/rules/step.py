"""How a rule shows its reasoning."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One step from what was recorded to the answer, with the provision that takes it.

    >>> str(Step("Relevant time 06:55Z: arrival at the first station", "PACE 1984 s.41(2)(d)"))
    'Relevant time 06:55Z: arrival at the first station (PACE 1984 s.41(2)(d))'
    """

    text: str
    citation: str

    def __str__(self) -> str:
        return f"{self.text} ({self.citation})"
