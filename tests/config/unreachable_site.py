"""A page that needs the database only after its view, for the session is saved by a middleware; pages of a database
whose disk is full."""

import psycopg
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls

handler500 = urls.handler500


def leave_a_note(request: HttpRequest) -> HttpResponse:
    request.session["note"] = "kept"
    return HttpResponse("done")


def fill_the_disk(request: HttpRequest) -> HttpResponse:
    raise OperationalError("could not extend file") from psycopg.errors.DiskFull()


urlpatterns = [
    path("note/", leave_a_note),
    path("full/", fill_the_disk),
    path("api/v1/full/", fill_the_disk),
    *urls.urlpatterns,
]
