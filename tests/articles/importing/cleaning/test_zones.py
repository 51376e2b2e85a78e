"""What stands around the paragraphs of a page, as whole texts: the lines between them are what is tested."""

import datetime

import pytest

from articles.importing.parsed import Part
from articles.importing.readers.text import read

TODAY = datetime.date(2026, 6, 1)
TITLE = "Tokyo et Oslo préparent un exercice naval"
ABOVE = "Le gouvernement japonais a confirmé jeudi qu'il enverrait deux navires en mer de Norvège au mois de septembre."
MIDDLE = "Les équipages s'entraîneront avec ceux de trois autres pays, a précisé le ministre norvégien de la Défense."
BELOW = "Moscou a fait savoir que sa flotte suivrait ces manœuvres de près, sans en dire davantage à la presse."


def _parts(authority, *extra, after=()):
    raw = "\n".join([TITLE, "", ABOVE, "", MIDDLE, "", *extra, "", BELOW, "", *after])
    lines = read(raw.encode(), authority=authority, today=TODAY).lines
    return {line.text: line.part for line in lines if line.text}


def _inside(parts):
    return [text for text, part in parts.items() if part in (Part.BODY, Part.TITLE)]


@pytest.mark.parametrize(
    "teaser",
    [
        "EN VIDÉO Le discours du roi de Norvège",
        "ARCHIVE Quand le roi visitait Kyoto",
        "PORTRAIT - Ivan Petrov, l'homme du Nord",
        "Lire | Un an de guerre en mer Noire, par Jean Petit",
        "Voir > La flotte du Nord en chiffres",
    ],
)
def test_a_headline_with_a_label_between_paragraphs_leads_elsewhere(teaser, authority):
    assert _inside(_parts(authority, teaser)) == [TITLE, ABOVE, MIDDLE, BELOW]


@pytest.mark.parametrize(
    "teaser", ["[Vidéo] Le roi, la reine et le phoque", "(Photos) Deux navires à Bergen", "[Carte] Le Nord"]
)
def test_a_label_in_brackets_leads_elsewhere_too(teaser, authority):
    assert _inside(_parts(authority, teaser)) == [TITLE, ABOVE, MIDDLE, BELOW]


@pytest.mark.parametrize(
    ("scene", "credit"),
    [
        ("Le ministre norvégien à son arrivée.", "Keystone/AP"),
        ("Deux navires dans le port de Bergen", "© Marine royale"),
        ("La reine et le roi saluent l'équipage.", "(Photo : Jean Petit)"),
    ],
)
def test_what_stands_over_a_picture_credit_is_its_caption(scene, credit, authority):
    assert _parts(authority, scene, credit)[scene] == Part.CAPTION


@pytest.mark.parametrize(
    "tail",
    [
        ("Ivan Petit est correspondant à Oslo depuis 2011.",),
        ("Ivan Petit", "Journaliste."),
        ("Ivan Petit", "(1) Lire « Le Grand Nord », Revue du Nord, mai 2013."),
        ("(2) Voir l'atlas de la mer de Norvège, éditions du Large.",),
        ("Vous avez trouvé une erreur ? Merci de nous la signaler.",),
    ],
)
def test_who_signs_and_notes_under_an_article_are_no_part_of_it(tail, authority):
    raw = "\n".join([TITLE, "Par Ivan Petit", "", ABOVE, "", MIDDLE, "", BELOW, "", *tail])
    article = read(raw.encode(), authority=authority, today=TODAY)
    assert article.body.split("\n\n") == [ABOVE, MIDDLE, BELOW]
    assert article.authors == ("Ivan Petit",)


@pytest.mark.parametrize("signature", ["Ivan Petit, Oslo", "Ivan Petit, envoyé spécial", "Ivan Petit (à Bergen)"])
def test_a_name_under_a_short_lede_signs_the_article(signature, authority):
    lede = "Une visite de trois jours a scellé l'entente des deux capitales."
    raw = "\n".join([TITLE, lede, signature, "", ABOVE, "", MIDDLE, "", BELOW])
    assert read(raw.encode(), authority=authority, today=TODAY).authors == ("Ivan Petit",)


@pytest.mark.parametrize("line", ["L'Otan observe", "« Une question de mer »", "ARCTIQUE", "Deux navires, un message"])
def test_a_heading_between_paragraphs_stays(line, authority):
    assert line in _inside(_parts(authority, line))


@pytest.mark.parametrize(
    "entries",
    [
        ("1. Olaf Berg, le dernier combat ?", "2. Pourquoi Paris hésite"),
        ("Faut-il avoir peur du Nord ?", "Le roi, la reine et le phoque"),
        ("- Qui est Ivan Petrov ?", "- « Je ne partirai pas »"),
    ],
)
def test_a_list_under_the_most_read_is_no_part_of_the_article(entries, authority):
    assert _inside(_parts(authority, after=("Les plus lus", *entries))) == [TITLE, ABOVE, MIDDLE, BELOW]


@pytest.mark.parametrize(
    "box",
    [
        ("Newsletter", "« La carte du jour »", "Chaque matin, une carte et ce qu'elle dit", "S'inscrire"),
        ("Nos newsletters", "Le monde vu du Nord", "Je m'inscris"),
        ("Infolettre", "Une semaine d'Asie en cinq minutes", "S'abonner"),
    ],
)
def test_what_stands_in_a_newsletter_box_is_no_part_of_the_article(box, authority):
    assert _inside(_parts(authority, *box)) == [TITLE, ABOVE, MIDDLE, BELOW]


@pytest.mark.parametrize(
    "header",
    ["Les avis les plus utiles", "Vos contributions", "Commentaires (2)", "3 comments", "2 réflexions sur « Le Nord »"],
)
def test_comments_and_their_authors_are_no_part_of_the_article(header, authority):
    comments = ("Le prince du Nord — Ulysse77", "ivan22 : et la Chine dans tout ça ?", "Bravo à eux — Marie, 3 mai")
    assert _inside(_parts(authority, after=(header, *comments))) == [TITLE, ABOVE, MIDDLE, BELOW]


def _published(authority, *lines):
    raw = "\n\n".join([TITLE, *lines])
    return read(raw.encode(), authority=authority, today=TODAY).published.value


def test_the_date_of_a_comment_is_not_the_article_s(authority):
    comments = ("2 commentaires", "Gustave", "le 26/02/2024 à 19:30", "Ils n'iront jamais, croyez-moi.")
    assert _published(authority, ABOVE, MIDDLE, BELOW, *comments) is None


def test_a_date_under_the_lede_counts_beside_those_of_comments(authority):
    comments = ("2 commentaires", "Gustave", "le 26/02/2024 à 19:30", "Ils n'iront jamais, croyez-moi.")
    assert _published(authority, ABOVE, "25.02.24 à 17h12", MIDDLE, BELOW, *comments) == "2024-02-25"


@pytest.mark.parametrize(
    "line",
    [
        "Accédez à tous nos articles pour 1 € par mois.",
        "Vous avez envie de lire la suite ?",
        "Pour vous désabonner, cliquez sur ce lien.",
        "Vous avez reçu cette lettre d'une amie ?",
        "Nous et nos 312 partenaires utilisons des traceurs.",
        "Cette vidéo n'est plus disponible.",
        "Nos lecteurs ont aussi lu",
        "Le choix de la rédaction",
        "La séance est levée à midi.",
        "Ce texte a paru dans notre numéro de mars.",
        "(Lire page 4 l'article de notre correspondant.)",
        "Partagez ! Réagissez !",
        "[mise à jour : réaction d'Oslo, contexte]",
        "Rafraîchir – Du plus récent au plus ancien",
        "Salle de presse > Communiqués",
        "Pour tout renseignement, contacter le secrétariat : +47 22 24 30 00",
    ],
)
def test_what_pages_say_between_paragraphs_is_dropped(line, authority):
    assert _inside(_parts(authority, line)) == [TITLE, ABOVE, MIDDLE, BELOW]


@pytest.mark.parametrize(
    "line",
    [
        "La séance a été levée sans accord, et les deux délégations se reverront.",
        "Nos lecteurs savent ce que valent ces promesses.",
        "Accéder à la mer libre reste le but de la flotte du Nord.",
        "Vous avez reçu cette semaine le ministre russe : que vous a-t-il dit ?",
        "Le texte, dit-on à Oslo, a paru trop dur aux Japonais.",
        "Les présents ont voté, les absents ont eu tort.",
    ],
)
def test_sentences_that_begin_like_them_stay(line, authority):
    assert _inside(_parts(authority, line)) == [TITLE, ABOVE, MIDDLE, line, BELOW]


def test_a_sheet_of_tallies_after_the_article_is_part_of_it(authority):
    sheet = ["Kerbruc (2 buts)", "Oulmassi", "Petrovanu (3/4)", "Zidrik (1/2 dont 1 pen)"]
    tags = ["Politique (12)", "Monde (40)", "Sports (7)", "Culture (3)"]
    assert _inside(_parts(authority, after=sheet)) == [TITLE, ABOVE, MIDDLE, BELOW, *sheet]
    assert _inside(_parts(authority, after=tags)) == [TITLE, ABOVE, MIDDLE, BELOW]
