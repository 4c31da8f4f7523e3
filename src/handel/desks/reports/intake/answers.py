"""What a report says. Made on the public site, sealed at once, opened at the report desk alone."""

import json
from dataclasses import asdict, dataclass, fields

WHEN = {
    "now": "It is going on at the moment",
    "week": "In the last seven days",
    "earlier": "Longer ago",
    "regularly": "It keeps happening",
    "unknown": "I do not know",
}


@dataclass(frozen=True)
class Answers:
    """The answers to the form's questions; what was not answered is empty. Printing it shows nothing of them."""

    happening: str
    street: str = ""
    wards: str = ""
    place: str = ""
    when: str = "unknown"
    when_detail: str = ""
    who: str = ""
    name: str = ""
    contact: str = ""

    def __repr__(self) -> str:
        return "Answers(hidden)"

    def rows(self) -> list[tuple[str, str]]:
        """The answers as question and answer, in the order of the form."""
        when = ". ".join(part for part in (WHEN.get(self.when, ""), self.when_detail) if part)
        where = f"{self.street} ({self.wards})" if self.street and self.wards else self.street
        return [
            ("What is happening", self.happening),
            ("Street", where or "Not known"),
            ("More about the place", self.place),
            ("When", when),
            ("Who is involved", self.who),
            ("Name given", self.name),
            ("How to make contact", self.contact),
        ]

    def text(self) -> str:
        """All that the reporter wrote, one answer a line: what a sanitised text is compared with."""
        written = (self.happening, self.street, self.place, self.when_detail, self.who, self.name, self.contact)
        return "\n".join(part for part in written if part)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Answers":
        """Read what `to_json` wrote; an answer that this version does not know is left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in json.loads(text).items() if name in known})
