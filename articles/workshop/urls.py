"""The addresses of the workshop's own pages, beside those of the admin."""

from django.urls import path

from articles.workshop import bringing, editing, exchange, pairing, ruling, views

urlpatterns = [
    path("queue/", views.queue, name="queue"),
    path("queue/answer/", views.answer, name="queue-answer"),
    path("queue/skip/", views.skip, name="queue-skip"),
    path("queue/precision/", views.precision, name="precision"),
    path("queue/batches/<uuid:batch>/undo/", views.undo_batch, name="queue-undo-batch"),
    path("doubles/", pairing.pairs, name="doubles"),
    path("doubles/apart/", pairing.keep_apart, name="doubles-apart"),
    path("rules/", ruling.rules, name="rules"),
    path("rules/make/", ruling.make, name="rules-make"),
    path("rules/<int:pk>/go-on/", ruling.go_on, name="rules-go-on"),
    path("imports/", bringing.imports, name="imports"),
    path("imports/receive/", bringing.receive, name="imports-receive"),
    path("imports/files/<int:pk>/", bringing.upload_preview, name="imports-upload"),
    path("imports/files/<int:pk>/do/", bringing.do, name="imports-do"),
    path("imports/<int:pk>/", bringing.run_page, name="imports-run"),
    path("imports/<int:pk>/undo/", bringing.undo_run, name="imports-undo"),
    path("exchange/", exchange.exchange, name="exchange"),
    path("exchange/bring/", exchange.bring, name="exchange-bring"),
    path("exchange/do/", exchange.do, name="exchange-do"),
    path("exchange/<slug:name>.<slug:form>", exchange.take, name="exchange-take"),
    path("review/articles/<int:pk>/mentions/", editing.add_mention, name="review-add-mention"),
    path("review/articles/<int:pk>/statements/", editing.add_statement, name="review-add-statement"),
    path("review/articles/<int:pk>/<slug:field>/", editing.correct, name="review-correct"),
    path("review/<slug:kind>/<int:pk>/", editing.decide, name="review-decide"),
]
