"""Which language a text is in."""

import pytest

from articles.importing.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le gouvernement norvégien a reçu les pêcheurs dans une salle du port, avec des élus.", "fr"),
        ("LE DANEMARK ET LA NORVEGE ONT SIGNE UN ACCORD DE PECHE POUR LES ILES DU NORD", "fr"),
        ("Norway and Denmark held talks on Monday, and the ministers agreed to open the harbour to trawlers.", "en"),
        (
            "El ministro noruego visitó el puerto y habló con los pescadores de la isla sobre las cuotas de bacalao.",
            "es",
        ),
        ("Der norwegische Minister hat mit den Fischern der Insel über die neuen Fangquoten gesprochen.", "de"),
        ("Il ministro norvegese ha visitato il porto e ha parlato con i pescatori delle quote di merluzzo.", "it"),
        ("O ministro norueguês visitou o porto e falou com os pescadores da ilha sobre as novas quotas.", "pt"),
        ("Министр посетил порт и говорил с рыбаками острова о новых квотах на треску и палтуса.", "ru"),
        ("大臣は港を訪れ、漁業者と新しい割当について話し合った。", "ja"),
    ],
)
def test_the_language_is_told(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["Oslo proteste.", "Bergen-Oslo : match nul", ""])
def test_few_words_tell_no_language(text: str) -> None:
    assert language_of(text) == ""


def test_a_french_text_with_foreign_words_in_it_is_french() -> None:
    text = "Le port de Bergen attend les chalutiers, selon le ministre. « We are open for business », a dit le maire."
    assert language_of(text) == "fr"
