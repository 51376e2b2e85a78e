"""A page that needs the database only after its view: the session is saved by a middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls

handler500 = urls.handler500


def leave_a_note(request: HttpRequest) -> HttpResponse:
    request.session["note"] = "kept"
    return HttpResponse("done")


urlpatterns = [path("note/", leave_a_note), *urls.urlpatterns]
