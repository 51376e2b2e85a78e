import pytest

from articles.importing.cleaning.junk import reason_to_drop
from articles.importing.cleaning.lines import split


def _reason(text):
    (line,) = split(text)
    return reason_to_drop(line)


@pytest.mark.parametrize(
    "text",
    [
        "Partager sur Facebook",
        "Facebook Twitter LinkedIn",
        "Envoyer par courriel",
        "Imprimer l'article",
        "Tweeter",
        "S'abonner à partir de 1 €",
        "Déjà abonné ? Connectez-vous",
        "Il vous reste 70 % de cet article à lire.",
        "Recevez notre lettre chaque matin",
        "Inscrivez-vous à la newsletter",
        "12 commentaires",
        "0 réaction",
        "Soyez le premier à commenter cet article",
        "Pour réagir à cet article, identifiez-vous",
        "Votre adresse e-mail ne sera pas publiée.",
        "Nous utilisons des cookies et d'autres traceurs.",
        "Tout refuser",
        "Accueil",
        "Aller au contenu principal",
        "Haut de page",
        "Mentions légales",
        "Tous droits réservés",
        "© 2019 Tous droits réservés.",
        "La suite après cette publicité",
        "Fil info",
        "Chargement en cours",
        "loader",
        "Mots-clés : Japon, Otan, défense",
        "Tags",
        "345 vues",
        "Lu 1 204 fois",
        "5",
        "Temps de lecture : 4 min",
        "Lire aussi : L'Otan en Asie, mode d'emploi",
        "À lire également",
        "Sur le même sujet",
        "Nos articles les plus lus",
        "https://exemple.org/monde/article.html",
        "8 + 6 =",
        "![](x.png) |",
        "***",
        "abc-de/fgh/ij",
        "#Japon #OTAN",
        "Accueil > Monde > Asie",
        "International | Otan",
        "日本とロシアの関係",
        "Новости дня",
        "contact@exemple.org",
        "FIN",
    ],
)
def test_what_pages_say_around_an_article_is_dropped(text):
    assert _reason(text)


@pytest.mark.parametrize(
    "text",
    [
        "Alerte au missile dans le nord de Honshu",
        "Partenariat entre Tokyo et l'Otan",
        "Crédits militaires : Tokyo double la mise",
        "Offre de paix russe : Tokyo sceptique",
        "Direct entre Séoul et Tokyo",
        "Contacts discrets entre Moscou et Tokyo",
        "Charte des Nations unies : ce que dit l'article 51",
        "Soutenir l'Ukraine, priorité du G7",
        "Envoyer des armes à Kiev ?",
        "Seuls les États-Unis s'y opposent",
        "Suivre la voie de Yoshida",
        "Lire Tolstoï à Tokyo",
        "Partager le fardeau",
        "Pour réagir à la menace, Tokyo s'équipe de missiles.",
        "À noter que le ministre n'a pas répondu à la question.",
        "Pour aller plus loin dans leur coopération, les deux pays créeront un comité.",
        "— Oui.",
        "Non.",
        "Question : Et après ?",
        "• le dialogue sur les îles",
        "Commentaire d'un diplomate : « Rien n'a changé. »",
        "Voir Vladivostok et mourir",
        "Le porte-parole a lu 3 fois le communiqué.",
        "Archives ouvertes à Moscou",
        "Vidéo-conférence des ministres du G7",
        "Source diplomatique : la visite aura lieu",
        "TOKYO (AP) – Le ministre arrive",
    ],
)
def test_what_an_article_may_say_is_kept(text):
    assert not _reason(text)
