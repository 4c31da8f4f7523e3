"""Turns Django's forms and pages into the parameters of the GOV.UK components.

`components.html` calls these; pages call `components.html`.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.paginator import Page
from django.forms import BoundField
from django.forms.widgets import Input

from handel.rules import Refused

# The nearest class in the widget's own line of inheritance decides, so the order here does not matter.
COMPONENTS: dict[type[forms.Widget], str] = {
    forms.Textarea: "textarea",
    forms.CheckboxInput: "checkbox",
    forms.CheckboxSelectMultiple: "checkboxes",
    forms.RadioSelect: "radios",
    forms.Select: "select",
    forms.FileInput: "file",
    Input: "input",
}
INPUT_TYPES: dict[type[forms.Widget], str] = {
    forms.DateTimeInput: "datetime-local",
    forms.DateInput: "date",
    forms.TimeInput: "time",
}


WRITTEN_BY_COMPONENTS = {"aria-describedby", "aria-invalid", "class", "cols", "disabled", "id", "rows", "step"}


def _nearest(widget: forms.Widget, table: Mapping[type[forms.Widget], str]) -> str | None:
    return next((table[cls] for cls in type(widget).__mro__ if cls in table), None)


def field_parameters(field: BoundField) -> dict[str, Any]:
    """The parameters of the component that shows `field`: its label, hint, first error and what was typed.

    `component` names the component: input, textarea, select, radios, checkboxes, checkbox or file.
    Raises TypeError for a widget that no component shows.
    """
    widget = field.field.widget
    component = _nearest(widget, COMPONENTS)
    if component is None:
        raise TypeError(f"No component shows {type(widget).__name__} of field {field.name}")
    parameters: dict[str, Any] = {
        "component": component,
        "id": field.auto_id or field.html_name,
        "name": field.html_name,
        "label": field.label,
        "required": field.field.required,
        "hint": field.help_text,
        "error": next(iter(_errors(field)), ""),
        "disabled": field.field.disabled,
        "attributes": _attributes(field),
    }
    if component in {"select", "radios", "checkboxes"}:
        parameters["items"] = _items(field, component)
    elif component == "checkbox":
        parameters["items"] = [{"value": "on", "text": field.label, "checked": bool(widget.check_test(field.value()))}]
    elif component == "file":
        parameters["multiple"] = bool(getattr(widget, "allow_multiple_selected", False))
    elif not isinstance(widget, forms.PasswordInput):
        parameters["value"] = _typed(field.value())
    else:
        parameters["value"] = ""  # a password is the one answer that no page repeats
    if component == "input":
        parameters["type"] = _nearest(widget, INPUT_TYPES) or widget.input_type
        if parameters["type"] == "number":
            # Spin buttons and scrolling change a number unseen; a text box with a number pad does not.
            parameters |= {"type": "text", "inputmode": "numeric"}
    return parameters


def _attributes(field: BoundField) -> dict[str, str]:
    """The widget's own attributes, without those that the components write or the page does not want.

    Under `required` the browser answers before the page can; under `maxlength` it cuts off a pasted text unseen.
    """
    kept = {
        name: "" if value is True else str(value)
        for name, value in field.build_widget_attrs(dict(field.field.widget.attrs)).items()
        if name not in WRITTEN_BY_COMPONENTS | {"required", "maxlength"} and value is not False
    }
    return kept | {"aria-required": "true"} if field.field.required else kept


def _typed(value: Any) -> str:
    """What stands in a text box: what was typed, or the first value as the box writes it (in London time)."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")  # Django has already moved it to the current time zone
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _items(field: BoundField, component: str) -> list[dict[str, Any]]:
    chosen_key = "selected" if component == "select" else "checked"
    chosen = field.value()
    values = {str(value) for value in (chosen if isinstance(chosen, list | tuple | set) else [chosen])}
    if chosen is None:
        values = {""}
    items = []
    for value, text in field.field.choices:  # type: ignore[attr-defined]
        group = text if isinstance(text, list | tuple) else [(value, text)]
        for item_value, item_text in group:
            written = "" if item_value is None else str(item_value)
            if component != "select" and not written:
                continue  # "---------" is no answer to offer beside real ones
            items.append({"value": written, "text": str(item_text), chosen_key: written in values})
    return items


def error_items(form: forms.BaseForm | None, refusal: Refused | None = None) -> list[dict[str, str]]:
    """What is wrong, in the order of the form: the message, where to go, and for a refusal its rule.

    A refusal that was also added to the form as an error is said once, with `citation` and `remedy` apart.
    """
    items: list[dict[str, str]] = []
    fields = form.fields if form is not None else {}
    if refusal is not None:
        target = form[refusal.field] if form is not None and refusal.field in fields else None
        items.append(
            {
                "message": refusal.message,
                "citation": refusal.citation,
                "remedy": refusal.remedy,
                "href": _anchor(target) if target is not None else "",
            }
        )
    if form is None:
        return items
    items += [{"message": str(error), "href": ""} for error in form.non_field_errors()]
    for field in form:
        items += [{"message": message, "href": _anchor(field)} for message in _errors(field, named=True)]
    return [item for item in items if refusal is None or item["message"] != str(refusal)]


def _errors(field: BoundField, *, named: bool = False) -> list[str]:
    """What is wrong with a field, in words that name it.

    What Django says by itself ("This field is required.") does not: an answer that is missing is asked for, and in
    a list of errors (`named`) the field's label stands before the rest. Our own errors carry no code and say it all.
    """
    messages = []
    for error in field.form.errors.as_data().get(field.name, []):
        words = " ".join(error.messages)
        if error.code == "required":
            words = _asked_for(field)
        elif error.code and named:
            words = f"{field.label}: {words}"
        messages.append(words)
    return messages


def _asked_for(field: BoundField) -> str:
    label = field.label
    component = _nearest(field.field.widget, COMPONENTS)
    if component == "checkbox":
        return f"Tick “{label}” to go on"
    verb = "Enter" if component in {"input", "textarea"} else "Choose"
    if label.endswith("?"):
        return f"{verb} an answer to “{label}”"
    acronym = label[1:2].isupper()
    return f"{verb} {label if acronym else label[:1].lower() + label[1:]}"


def _anchor(field: BoundField) -> str:
    return "" if field.is_hidden else f"#{field.auto_id or field.html_name}"


def pagination_parameters(page: Page[Any], query: str = "") -> dict[str, Any]:
    """The parameters of the GOV.UK pagination for one page of a list.

    `query` is the rest of the query, url-encoded ("status=open&q=garage"); a `page` in it is replaced.
    """
    kept = "&".join(part for part in query.lstrip("?").split("&") if part and not part.startswith("page="))

    def href(number: int) -> str:
        return f"?{kept}&page={number}" if kept else f"?page={number}"

    paginator = page.paginator
    items: list[dict[str, Any]] = []
    for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if number == str(paginator.ELLIPSIS):
            items.append({"ellipsis": True})
        else:
            items.append({"number": number, "href": href(int(number)), "current": number == page.number})
    parameters: dict[str, Any] = {"items": items}
    if page.has_previous():
        parameters["previous"] = {"href": href(page.previous_page_number())}
    if page.has_next():
        parameters["next"] = {"href": href(page.next_page_number())}
    return parameters
