"""The one address that the layout of the desk site asks for."""

from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("accounts/logout/", lambda request: HttpResponse(), name="account_logout")]
