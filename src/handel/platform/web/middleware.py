"""Headers that every page carries on both sites."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

FEATURES = ["accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb"]
PERMISSIONS = ", ".join(f"{feature}=()" for feature in FEATURES)


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Nothing is kept by browsers or proxies but static files; nothing of the device is asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware
