"""The addresses of the reader's pages."""

from django.urls import path

from articles.views import actors, articles, choosing, citations, dyads, health, home, lenses, remarks

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("health/", health.page, name="health"),
    path("help/", choosing.help_page, name="help"),
    path("articles/", articles.article_list, name="articles"),
    path("articles/filters/<slug:axis>/", choosing.values, name="article-values"),
    path("articles/<slug:uid>/", articles.article, name="article"),
    path("articles/<slug:uid>/original/", articles.original, name="article-original"),
    path("articles/<slug:uid>/original/download/", articles.download, name="article-download"),
    path("articles/<slug:uid>/provenance/", articles.evidence, name="article-provenance"),
    path("articles/<slug:uid>/report/", remarks.report, name="article-report"),
    path("reports/<slug:token>/", remarks.follow, name="remark"),
    path("articles/<slug:uid>/cite.bib", citations.bibtex, name="article-bibtex"),
    path("articles/<slug:uid>/cite.json", citations.csl, name="article-csl"),
    path("actors/", actors.actor_index, name="actors"),
    path("actors/<slug:slug>/", actors.actor, name="actor"),
    path("network/", lenses.network, name="network"),
    path("timeline/", lenses.timeline, name="timeline"),
    path("speakers/", lenses.speakers, name="speakers"),
    path("compare/", lenses.compare, name="compare"),
    path("relations/", dyads.relations, name="relations"),
    path("relations/<slug:one>/<slug:other>/", dyads.dyad, name="dyad"),
    path("relations/<slug:one>/<slug:other>/events/", dyads.decide_events, name="dyad-events"),
]
