from django.urls import path

from handel.desks.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<str:reference>/", views.show, name="show"),
    path("<str:reference>/assess/", views.Assess.as_view(), name="assess"),
    path("<str:reference>/close/", views.Close.as_view(), name="close"),
    path("<str:reference>/sanitise/", views.Sanitise.as_view(), name="sanitise"),
]
