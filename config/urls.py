"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

handler500 = "config.unreachable.failed"

urlpatterns = [
    path("", include("articles.exits")),
    path("", include("articles.urls")),
    path("admin/", include("articles.workshop.urls")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]
