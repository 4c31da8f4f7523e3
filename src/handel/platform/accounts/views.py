"""A person's own page. The pages of signing in are allauth's, with our templates."""

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from handel.platform.access.models import Membership
from handel.platform.web.formats import day

FACTORS = {
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Who the person is to Handel: rank, unit, clearance, roles held now, and how they sign in."""
    now = timezone.now()
    memberships = (
        Membership.objects.filter(Q(ends__isnull=True) | Q(ends__gt=now), user=request.user.pk, starts__lte=now)
        .select_related("compartment")
        .order_by("compartment__name", "role")
    )
    factors = Authenticator.objects.filter(user=request.user.pk).order_by("created_at")
    context = {
        "roles": [(held.compartment, held.get_role_display(), day(held.starts)) for held in memberships],
        "factors": [FACTORS[factor.type] for factor in factors],
    }
    return render(request, "account/profile.html", context)


def closed(request: HttpRequest) -> HttpResponse:
    """Nobody makes an account or renews a forgotten password by themselves: the page says who does."""
    return render(request, "account/closed.html")
