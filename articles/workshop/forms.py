"""What the pages of the queue send: validated, as plain values."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.vocabulary import MODES, TYPES
from articles.workshop.answering import ANSWERS, OTHER, Answer
from entities.models import Actor


class AnswerForm(forms.Form):
    item = forms.CharField(max_length=40)
    answer = forms.ChoiceField(required=False, choices=[(one, one) for one in ANSWERS])
    seen = forms.CharField(required=False, max_length=16)
    scope = forms.ChoiceField(required=False, choices=[("one", "one"), ("all", "all")])
    expected = forms.IntegerField(required=False, min_value=0)
    actor = forms.ModelChoiceField(Actor.objects.canonical_only(), required=False)
    name = forms.CharField(required=False, max_length=200)
    type = forms.ChoiceField(required=False, choices=[("", "")] + [(one, words.label) for one, words in TYPES.items()])
    mode = forms.ChoiceField(required=False, choices=[("", ""), *MODES.items()])
    turned = forms.BooleanField(required=False)
    published = forms.CharField(required=False, max_length=10)
    reason = forms.CharField(required=False, max_length=2000, label=_("Motif"))

    def clean_answer(self) -> str:
        """A button that names an actor says no more than that."""
        said: str = self.cleaned_data["answer"] or (OTHER if self.data.get("actor") else "")
        if not said:
            raise forms.ValidationError(_("Choisissez une réponse."))
        return said

    def answer_given(self) -> Answer:
        values = self.cleaned_data
        return Answer(
            answer=values["answer"], seen=values["seen"], together=values["scope"] == "all",
            expected=values["expected"], actor=values["actor"], name=values["name"], type=values["type"],
            mode=values["mode"], turned=values["turned"], published=values["published"], reason=values["reason"],
        )  # fmt: skip
