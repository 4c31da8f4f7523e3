from django.urls import path

from handel.platform.live.views import stream

app_name = "live"
urlpatterns = [path("<int:compartment_id>/", stream, name="stream")]
