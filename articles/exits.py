"""The addresses under which the catalogue can be taken away, followed, asked by programs, and explored further."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path, re_path

from articles.sitemaps import SECTIONS
from articles.views import api, dossiers, exports, feeds, finding, robots

urlpatterns = [
    path("articles/feed.atom", feeds.of_list, name="list-feed"),
    path("articles/export/<str:name>", exports.of_list, name="list-file"),
    path("articles/<slug:uid>/cite.ris", exports.of_article, name="article-ris"),
    path("articles/<slug:uid>/similar/", finding.similar, name="article-similar"),
    path("actors/<slug:slug>/feed.atom", feeds.of_actor, name="actor-feed"),
    path("actors/<slug:slug>/export/<str:name>", exports.of_actor, name="actor-file"),
    path("relations/<slug:one>/<slug:other>/feed.atom", feeds.of_dyad, name="dyad-feed"),
    path("relations/<slug:one>/<slug:other>/export/<str:name>", exports.of_dyad, name="dyad-file"),
    path("changes/", finding.changed, name="changes"),
    path("changes/feed.atom", feeds.of_changes, name="changes-feed"),
    path("path/", finding.path, name="path"),
    path("dossiers/", dossiers.index, name="dossiers"),
    path("dossiers/begin/", dossiers.begin, name="dossier-begin"),
    path("dossiers/add/", dossiers.add, name="dossier-add"),
    path("dossiers/<slug:uid>/", dossiers.dossier, name="dossier"),
    path("dossiers/<slug:uid>/export/<str:name>", dossiers.file, name="dossier-file"),
    path("dossiers/<slug:uid>/keep/<str:key>/", dossiers.keep, name="dossier-keep"),
    path("dossiers/<slug:uid>/keep/<str:key>/change/", dossiers.change, name="dossier-change"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": SECTIONS, "sitemap_url_name": "sitemap-section"}, name="sitemap"),
    path("sitemaps/<section>.xml", sitemap, {"sitemaps": SECTIONS}, name="sitemap-section"),
    path("api/v1/", api.root, name="api"),
    path("api/v1/openapi.json", api.description, name="api-description"),
    path("api/v1/articles/", api.articles, name="api-articles"),
    path("api/v1/articles/<slug:uid>/", api.article, name="api-article"),
    path("api/v1/statements/", api.statements, name="api-statements"),
    path("api/v1/quotes/", api.quotes, name="api-quotes"),
    path("api/v1/actors/", api.actors, name="api-actors"),
    path("api/v1/actors/<slug:slug>/", api.actor, name="api-actor"),
    re_path("^api/(?P<rest>.*)/$", api.nothing),
]
