from django.urls import path

from handel.workspaces.my_day import views

app_name = "my_day"
urlpatterns = [path("", views.index, name="index")]
