"""The two kinds of page: one that shows (`page`) and one on which an act is done (`ActPage`).

@page("warrant")
def show(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    return render(request, "warrants/show.html", {"warrant": queries.warrant(viewer, reference)})

class Issue(ActPage):
    name, form_class = "warrant.issue", IssueForm
    title, submit, done = "Record the issue of the warrant", "Record the issue", "Warrant issued"

    def context(self, viewer, reference):
        return {"record": queries.warrant(viewer, reference)}

    def perform(self, data, *, by, at, reference):
        return acts.issue(reference, by=by, at=at, **data)
"""

from collections.abc import Callable
from functools import wraps
from secrets import token_hex
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from handel.platform.access.models import Protected
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.accounts.models import User
from handel.platform.acts import SentBefore, asked_by, sent_before, viewing
from handel.platform.clock import service as clock
from handel.platform.journal.models import Operation
from handel.rules import Refused


def person(request: HttpRequest) -> User:
    """Who is signed in. Raises `PermissionDenied` for nobody, whom the middleware does not let this far."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def page(name: str, *, operation: Operation = Operation.CONSULTATION) -> Callable[..., Callable[..., HttpResponse]]:
    """A page that shows records: the view is given a viewer, and what its queries show is journalled under `name`."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            try:
                with viewing(person(request), at=clock.now(), name=name, operation=operation) as viewer:
                    request.viewer = viewer  # type: ignore[attr-defined]  # the shell shows the desks of this person
                    response = view(request, viewer, **kwargs)
            except NotFound:
                raise Http404 from None
            return response

        return wrapper

    return decorate


FORM = 32  # characters of a form's random name


class ActPage(View):
    """A page on which one act is done. A refused act keeps what was typed, and says which rule refused it; a form that
    is sent twice is answered once.

    Subclasses set `name` (the act's verb, under which a look at the page is journalled), `form_class`, `title`,
    `submit` (the button) and `done` (the words shown after the act), and define `context` (a query: what stands
    around the form; its `record`, when there is one, is named above the title and is where "Cancel" leads),
    `perform` (calls the act, returns the record) and, where it is not the record's own page, `next_url`.
    A page that needs more than its fields one under another sets `template_name`, extending "handel/act.html".
    """

    name: ClassVar[str]
    form_class: ClassVar[type[forms.Form]] = forms.Form
    template_name: ClassVar[str] = "handel/act.html"
    title: ClassVar[str]
    submit: ClassVar[str] = "Save"
    kind: ClassVar[str] = ""  # of the button: "warning" for what cannot be undone
    done: ClassVar[str]

    def context(self, viewer: Viewer, **kwargs: Any) -> dict[str, Any]:
        """What the page shows beside the form."""
        raise NotImplementedError

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, **kwargs: Any) -> Any:
        """Do the act; `data` is what was typed, cleaned."""
        raise NotImplementedError

    def next_url(self, record: Any) -> str:
        """Where to go when the act is done."""
        return str(record.get_absolute_url())

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> forms.Form:
        """The form; override to fill choices or first values from what the page shows."""
        return self.form_class(**bound)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(request, {}, None, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        bound = {"data": request.POST, "files": request.FILES}
        at = clock.now()
        try:
            with viewing(person(request), at=at, name=self.name) as viewer:
                form = self.make_form(viewer, self.context(viewer, **kwargs), **bound)
                valid = form.is_valid()
                viewer.look.records.clear()  # nothing has been shown yet: the act's own event tells of it
                viewer.look.lists.clear()
            if not valid:
                return self.show(request, bound, None, **kwargs)
            with asked_by(request.POST.get("form", "")[:FORM]):
                record = self.perform(form.cleaned_data, by=person(request), at=at, **kwargs)
        except NotFound:
            raise Http404 from None
        except (SentBefore, IntegrityError) as error:
            # On PostgreSQL two at the same moment meet at the database's constraint.
            if isinstance(error, IntegrityError) and not sent_before(request.POST.get("form", "")[:FORM]):
                raise
            messages.info(request, "This was sent before, and it is done. Nothing was done twice.")
            return redirect(request.get_full_path())
        except Refused as refusal:
            return self.show(request, bound, refusal, **kwargs)
        messages.success(request, self.done)
        return redirect(self.next_url(record))

    def show(self, request: HttpRequest, bound: dict[str, Any], refusal: Refused | None, **kwargs: Any) -> HttpResponse:
        try:
            with viewing(person(request), at=clock.now(), name=self.name) as viewer:
                request.viewer = viewer  # type: ignore[attr-defined]
                context = self.context(viewer, **kwargs)
                form = self.make_form(viewer, context, **bound)
                if refusal is not None:
                    form.full_clean()
                    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
                status = 422 if form.is_bound else 200
                words = {
                    "title": self.title,
                    "submit": self.submit,
                    "kind": self.kind,
                    "form_name": token_hex(FORM // 2),
                }
                if isinstance(record := context.get("record"), Protected):
                    words["marking"] = record.get_marking_display()
                shown = words | context | {"form": form, "refusal": refusal}
                return render(request, self.template_name, shown, status=status)
        except NotFound:
            raise Http404 from None
