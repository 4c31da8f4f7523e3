"""The sample operation's own page: who one can be, and what each may see."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from handel.demo.people import CAST
from handel.platform.accounts.models import User


def people(request: HttpRequest) -> HttpResponse:
    """The people of the sample operation, each with a button to sign in as them."""
    return render(request, "demo/people.html", {"cast": CAST})


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of them. There is no such page outside the sample operation."""
    if not settings.DEMO:
        raise Http404
    names = {part.username for part in CAST}
    user = User.objects.filter(username=request.POST.get("username", ""), username__in=names).first()
    if user is None:
        raise Http404
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("/")
