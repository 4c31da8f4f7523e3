"""What the forms of several desks share: choices as they are read, and the filter over a list."""

from collections.abc import Iterable
from typing import Any

from django import forms

Choices = list[tuple[str, str]]


def capitalised(choices: Iterable[tuple[str, str]]) -> Choices:
    """Choices with a capital letter, as they stand beside a button or in a box.

    >>> capitalised([("issued", "issued by a court")])
    [('issued', 'Issued by a court')]
    """
    return [(value, label[:1].upper() + label[1:]) for value, label in choices]


def or_any(choices: Iterable[tuple[str, str]]) -> Choices:
    """The choices of a filter, capitalised, after the one that asks for nothing.

    >>> or_any([("issued", "issued")])
    [('', 'Any'), ('issued', 'Issued')]
    """
    return [("", "Any"), *capitalised(choices)]


class FilterForm(forms.Form):
    """The filter over a list: every field of it is optional, and stands in the address."""

    def asked(self) -> dict[str, Any]:
        """What was asked for, by field. A field that makes no sense asks for nothing."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}
