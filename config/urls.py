"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from config import codes

handler500 = "config.unreachable.failed"
admin.site.login_form = codes.LoginForm

urlpatterns = [
    path("", include("articles.exits")),
    path("", include("articles.urls")),
    path("admin/", include("articles.workshop.urls")),
    path("admin/codes/", admin.site.admin_view(codes.page), name="codes"),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]
