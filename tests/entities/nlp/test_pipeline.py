"""What the parser is given and gives."""

from __future__ import annotations

from entities.nlp import pipeline

TEXTS = ["Le Danemark proteste\n\nOslo se tait, dit-on.", "", "Une phrase. Une autre.\nUne ligne"]


def test_texts_parsed_together_are_parsed_as_each_alone() -> None:
    nlp = pipeline.load()
    together = [doc.to_json() for doc in pipeline.parse_all(nlp, TEXTS)]
    assert together == [pipeline.parse(nlp, text).to_json() for text in TEXTS]


def test_no_sentence_runs_over_the_end_of_a_line() -> None:
    doc = pipeline.parse(pipeline.load(), "Le Danemark proteste auprès de\n la Suède\n\net de la Norvège")
    assert not [sentence.text for sentence in doc.sents if "\n" in sentence.text.strip()]


def test_typographic_signs_are_read_as_plain_ones_without_moving_anything() -> None:
    text = "L’accord\u00a0: «\u202foui\u202f»"
    assert pipeline.normalise(text) == "L'accord : « oui »"


def test_batches_hold_everything_in_order() -> None:
    assert [len(batch) for batch in pipeline.batches(range(pipeline.BATCH + 1))] == [pipeline.BATCH, 1]
