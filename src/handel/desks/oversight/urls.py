from django.urls import path

from handel.desks.oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.journal, name="journal"),
    path("export.csv", views.export, name="export"),
    path("records/<str:reference>/", views.record, name="record"),
]
