"""The addresses under which the catalogue can be taken away, followed and asked by programs."""

from django.urls import path

from articles.views import exports

urlpatterns = [
    path("articles/export/<str:name>", exports.of_list, name="list-file"),
    path("actors/<slug:slug>/export/<str:name>", exports.of_actor, name="actor-file"),
    path("relations/<slug:one>/<slug:other>/export/<str:name>", exports.of_dyad, name="dyad-file"),
]
