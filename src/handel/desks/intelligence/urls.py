from django.urls import path

from handel.desks.intelligence import views

app_name = "intelligence"
urlpatterns = [
    path("", views.index, name="list"),
    path("export.csv", views.export, name="export"),
    path("submit/", views.Submit.as_view(), name="submit"),
    path("waiting/", views.waiting, name="waiting"),
    path("waiting/<str:reference>/take/", views.Take.as_view(), name="take"),
    path("<str:reference>/", views.show, name="show"),
    path("<str:reference>/edit/", views.Edit.as_view(), name="edit"),
    path("<str:reference>/release/", views.Release.as_view(), name="release"),
]
