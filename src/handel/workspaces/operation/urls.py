from django.urls import path

from handel.workspaces.operation import views

app_name = "operation"
urlpatterns = [
    path("<str:reference>/", views.show, name="show"),
    path("<str:reference>/timeline/", views.all_done, name="timeline"),
    path("<str:reference>/premises.geojson", views.premises, name="premises"),
]
