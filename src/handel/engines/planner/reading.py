"""Reading a decoded JSON file field by field, so that a mistake is reported with its place in the file."""

from dataclasses import dataclass
from typing import Any

Id = int | str
"""What names a record in a file. Ids of one kind differ as text too, since a JSON key is always text."""


class InvalidFile(ValueError):
    """A file that is not in the format. `path` is the wrong field, such as `prem[3].seats.TL`."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Field:
    """A value in the file and the way to it."""

    value: Any
    path: str = ""

    def __getitem__(self, name: str) -> "Field":
        path = f"{self.path}.{name}" if self.path else name
        if not isinstance(self.value, dict):
            raise InvalidFile(self.path or "file", "must be an object")
        if name not in self.value:
            raise InvalidFile(path, "is missing")
        return Field(self.value[name], path)

    def items(self) -> "list[Field]":
        """The elements of a list."""
        if not isinstance(self.value, list):
            raise InvalidFile(self.path, "must be a list")
        return [Field(each, f"{self.path}[{index}]") for index, each in enumerate(self.value)]

    def entries(self) -> "list[tuple[str, Field]]":
        """The keys and values of an object."""
        if not isinstance(self.value, dict):
            raise InvalidFile(self.path, "must be an object")
        return [(str(key), Field(each, f"{self.path}.{key}")) for key, each in self.value.items()]

    def tuple_of(self, length: int) -> "list[Field]":
        """The elements of a list that has exactly `length`."""
        items = self.items()
        if len(items) != length:
            raise InvalidFile(self.path, f"must have {length} elements, has {len(items)}")
        return items

    def integer(self, low: int | None = 0, high: int | None = None) -> int:
        """A whole number from `low` to `high`, both allowed; None is no limit."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise InvalidFile(self.path, f"must be a whole number, is {self.value!r}")
        if (low is not None and self.value < low) or (high is not None and self.value > high):
            limits = f"{low} or more" if high is None else f"{low} to {high}"
            raise InvalidFile(self.path, f"must be {limits}, is {self.value}")
        return self.value

    def number(self) -> float:
        """A number."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool):
            raise InvalidFile(self.path, f"must be a number, is {self.value!r}")
        return self.value

    def text(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            raise InvalidFile(self.path, f"must be a text, is {self.value!r}")
        return self.value

    def choice(self, *choices: str) -> str:
        """One of the given words."""
        if self.value not in choices:
            raise InvalidFile(self.path, f"must be one of {', '.join(choices)}, is {self.value!r}")
        return str(self.value)

    def boolean(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise InvalidFile(self.path, f"must be true or false, is {self.value!r}")
        return self.value

    def id(self) -> Id:
        """An id: a whole number or a text."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | str):
            raise InvalidFile(self.path, f"must be an id, is {self.value!r}")
        return self.value

    def one_of(self, known: dict[str, Id], kind: str) -> Id:
        """The id of a record that exists. `known` maps each id's text to the id."""
        found = known.get(str(self.id()))
        if found is None:
            raise InvalidFile(self.path, f"names a {kind} that does not exist: {self.value!r}")
        return found


def distinct(records: Field) -> dict[str, Id]:
    """The ids of a list of records, by their text.

    Raises:
        InvalidFile: two records have the same id.
    """
    known: dict[str, Id] = {}
    for record in records.items():
        name = record["id"].id()
        if str(name) in known:
            raise InvalidFile(record["id"].path, f"is used twice: {name!r}")
        known[str(name)] = name
    return known
