"""The public pages of the report desk, for the public site to include at /report/."""

from django.urls import path

from handel.desks.reports.intake import views

app_name = "report"
urlpatterns = [
    path("", views.start, name="start"),
    path("questions", views.questions, name="questions"),
    path("check", views.check_on, name="check_on"),
]
