"""Every address of the site, and who may do what there. A new address is written down here, or a test fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import URLPattern, get_resolver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.urls import URLResolver

ROLES = ("nobody", "reader", "curator", "administrator")
EVERYBODY = frozenset(ROLES)
STAFF = frozenset(ROLES[1:])  # readers of the workshop, those who decide, those who let people in
CURATORS = frozenset(ROLES[2:])
ADMINISTRATORS = frozenset(ROLES[3:])
OWNER = frozenset({"curator"})  # of what a test made in that name
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Address:
    """`path` has the keys of test rows in braces. Who may look at it, and who may send something there. `is_ours`: a
    view of ours, which answers 405 to whatever it does not take; Django's own may show the page instead."""

    path: str
    look: frozenset[str] = EVERYBODY
    send: frozenset[str] = NOBODY
    is_ours: bool = True


def known_addresses() -> dict[str, str]:
    """{name, or the route of what has none: route}"""
    return dict(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, before: str, namespace: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield f"{namespace}:{one.name}".removeprefix(":") if one.name else route, route
        else:
            yield from _walk(one, route, one.namespace or namespace)


def _page(path: str) -> Address:
    return Address(path)


def _form(path: str) -> Address:
    return Address(path, send=EVERYBODY)


def _act(path: str, who: frozenset[str] = CURATORS) -> Address:
    return Address(path, look=NOBODY, send=who)


_READERS = {
    "home": _page("/"),
    "about": _page("/about/"),
    "health": _page("/health/"),
    "help": _page("/help/"),
    "articles": _page("/articles/?q=visite&country=JP"),
    "article-values": _page("/articles/filters/country/"),
    "article": _page("/articles/{uid}/"),
    "article-original": _page("/articles/{uid}/original/"),
    "article-download": _page("/articles/{uid}/original/download/"),
    "article-provenance": _page("/articles/{uid}/provenance/"),
    "article-report": _form("/articles/{uid}/report/"),
    "article-similar": _page("/articles/{uid}/similar/"),
    "article-bibtex": _page("/articles/{uid}/cite.bib"),
    "article-csl": _page("/articles/{uid}/cite.json"),
    "article-ris": _page("/articles/{uid}/cite.ris"),
    "remark": _page("/reports/{token}/"),
    "actors": _page("/actors/"),
    "actor": _page("/actors/japon/"),
    "network": _page("/network/"),
    "timeline": _page("/timeline/"),
    "speakers": _page("/speakers/"),
    "compare": _page("/compare/"),
    "relations": _page("/relations/"),
    "dyad": _page("/relations/JP/RU/"),
    "dyad-events": _act("/relations/JP/RU/events/"),
    "list-feed": _page("/articles/feed.atom"),
    "list-file": _page("/articles/export/articles.csv"),
    "actor-feed": _page("/actors/japon/feed.atom"),
    "actor-file": _page("/actors/japon/export/statements.csv"),
    "dyad-feed": _page("/relations/JP/RU/feed.atom"),
    "dyad-file": _page("/relations/JP/RU/export/statements.csv"),
    "changes": _page("/changes/"),
    "changes-feed": _page("/changes/feed.atom"),
    "path": _page("/path/"),
    "dossiers": _page("/dossiers/"),
    "dossier-begin": _act("/dossiers/begin/", EVERYBODY),
    "dossier-add": Address("/dossiers/add/?article={uid}", send=EVERYBODY),
    "dossier": _page("/dossiers/{shared}/"),
    "dossier-file": _page("/dossiers/{shared}/export/dossier.csl.json"),
    "dossier-keep": _page("/dossiers/{shared}/keep/{key}/"),
    "dossier-change": _act("/dossiers/{shared}/keep/{key}/change/", EVERYBODY),
    "robots": _page("/robots.txt"),
    "sitemap": Address("/sitemap.xml", is_ours=False),
    "sitemap-section": Address("/sitemaps/pages.xml", is_ours=False),
    "set_language": Address("/i18n/setlang/", send=EVERYBODY, is_ours=False),
}
_API = {
    "api": _page("/api/v1/"),
    "api-description": _page("/api/v1/openapi.json"),
    "api-articles": _page("/api/v1/articles/"),
    "api-article": _page("/api/v1/articles/{uid}/"),
    "api-statements": _page("/api/v1/statements/"),
    "api-quotes": _page("/api/v1/quotes/"),
    "api-actors": _page("/api/v1/actors/"),
    "api-actor": _page("/api/v1/actors/japon/"),
    "^api/(?P<rest>.*)/$": Address("/api/v1/nothing/", look=NOBODY, is_ours=False),
}
_WORKSHOP = {
    "queue": Address("/admin/queue/", CURATORS),
    "queue-answer": _act("/admin/queue/answer/"),
    "queue-skip": _act("/admin/queue/skip/"),
    "precision": Address("/admin/queue/precision/", CURATORS),
    "queue-undo-batch": _act("/admin/queue/batches/{batch}/undo/"),
    "rules": Address("/admin/rules/", CURATORS),
    "rules-make": _act("/admin/rules/make/"),
    "exchange": Address("/admin/exchange/", CURATORS),
    "exchange-bring": _act("/admin/exchange/bring/"),
    "exchange-do": _act("/admin/exchange/do/"),
    "exchange-take": Address("/admin/exchange/decisions.csv", CURATORS),
    "review-add-mention": _act("/admin/review/articles/{article}/mentions/"),
    "review-add-statement": _act("/admin/review/articles/{article}/statements/"),
    "review-correct": _act("/admin/review/articles/{article}/title/"),
    "review-decide": _act("/admin/review/mention/{mention}/"),
    "doubles": Address("/admin/doubles/", CURATORS),
    "doubles-apart": _act("/admin/doubles/apart/"),
    "rules-go-on": _act("/admin/rules/{spread}/go-on/"),
    "imports": Address("/admin/imports/", CURATORS),
    "imports-receive": _act("/admin/imports/receive/"),
    "imports-upload": Address("/admin/imports/files/{upload}/", OWNER),
    "imports-do": _act("/admin/imports/files/{upload}/do/", OWNER),
    "imports-run": Address("/admin/imports/{importrun}/", CURATORS),
    "imports-undo": _act("/admin/imports/{importrun}/undo/"),
    "codes": Address("/admin/codes/", STAFF, STAFF),
    "admin:entities_actor_merge": Address("/admin/entities/actor/{actor}/merge/", CURATORS, is_ours=False),
    "admin:entities_actor_merge_confirm": _act("/admin/entities/actor/{actor}/merge/confirm/"),
    "admin:entities_actor_unmerge": _act("/admin/entities/actor/{actor}/unmerge/"),
    "admin:entities_actor_hide": _act("/admin/entities/actor/{actor}/hide/"),
    "admin:entities_actor_restore": _act("/admin/entities/actor/{actor}/restore/"),
    "admin:entities_alias_suppress": _act("/admin/entities/alias/{alias}/suppress/"),
    "admin:entities_alias_restore": _act("/admin/entities/alias/{alias}/restore/"),
    "admin:entities_decision_undo": _act("/admin/entities/decision/{decision}/undo/"),
    "admin:articles_mention_accept": _act("/admin/articles/mention/{mention}/accept/"),
    "admin:articles_mention_reject": _act("/admin/articles/mention/{mention}/reject/"),
}
_ADMIN = {
    "admin:index": Address("/admin/", STAFF, is_ours=False),
    "admin:login": Address("/admin/login/", send=EVERYBODY, is_ours=False),
    "admin:logout": Address("/admin/logout/", frozenset({"nobody"}), EVERYBODY, is_ours=False),
    "admin:password_change": Address("/admin/password_change/", STAFF, STAFF, is_ours=False),
    "admin:password_change_done": Address("/admin/password_change/done/", STAFF, is_ours=False),
    "admin:autocomplete": Address(
        "/admin/autocomplete/?app_label=entities&model_name=alias&field_name=actor", STAFF, is_ours=False
    ),
    "admin:jsi18n": Address("/admin/jsi18n/", STAFF, is_ours=False),
    "admin:view_on_site": Address("/admin/r/{type}/{article}/", STAFF, is_ours=False),
    "admin:app_list": Address("/admin/articles/", STAFF, is_ours=False),
    "admin:auth_user_password_change": Address(
        "/admin/auth/user/{user}/password/", ADMINISTRATORS, ADMINISTRATORS, is_ours=False
    ),
    "admin/(?P<url>.*)$": Address("/admin/nothing/", NOBODY, is_ours=False),
}


@dataclass(frozen=True, slots=True)
class Rights:
    """Who may do what with the rows of a table in the admin."""

    view: frozenset[str] = STAFF
    change: frozenset[str] = NOBODY
    add: frozenset[str] = NOBODY
    delete: frozenset[str] = NOBODY


_TABLES = {
    "entities_actor": Rights(change=CURATORS, add=CURATORS),
    "entities_alias": Rights(),
    "entities_tenure": Rights(change=CURATORS, add=CURATORS, delete=CURATORS),
    "entities_decision": Rights(),
    "articles_article": Rights(change=CURATORS),
    "articles_mention": Rights(),
    "articles_evidence": Rights(),
    "articles_quote": Rights(),
    "articles_contradiction": Rights(),
    "articles_remark": Rights(),
    "articles_source": Rights(change=CURATORS),
    "articles_importrun": Rights(),
    "dossiers_dossier": Rights(view=NOBODY),
    "work_order": Rights(view=ADMINISTRATORS),
    "work_parcel": Rights(view=ADMINISTRATORS),
    "config_lockout": Rights(view=ADMINISTRATORS, delete=ADMINISTRATORS),
    "config_codedevice": Rights(view=ADMINISTRATORS, delete=ADMINISTRATORS),
    "auth_user": Rights(view=ADMINISTRATORS, change=ADMINISTRATORS, add=ADMINISTRATORS),
    "auth_group": Rights(view=ADMINISTRATORS),
}


def _of_table(name: str, rights: Rights) -> dict[str, Address]:
    app, model = name.split("_")
    path = f"/admin/{app}/{model}/"
    row = f"{path}{{{model}}}/"
    return {
        f"admin:{name}_changelist": Address(path, rights.view, rights.view, is_ours=False),
        f"admin:{name}_add": Address(f"{path}add/", rights.add, rights.add, is_ours=False),
        f"admin:{name}_change": Address(f"{row}change/", rights.view, rights.change, is_ours=False),
        f"admin:{name}_history": Address(f"{row}history/", rights.view, is_ours=False),
        f"admin:{name}_delete": Address(f"{row}delete/", rights.delete, rights.delete, is_ours=False),
        f"admin/{app}/{model}/<path:object_id>/": Address(row, STAFF, is_ours=False),
    }


ADDRESSES: dict[str, Address] = {
    **_READERS, **_API, **_WORKSHOP, **_ADMIN,
    **{key: address for name, rights in _TABLES.items() for key, address in _of_table(name, rights).items()},
}  # fmt: skip
