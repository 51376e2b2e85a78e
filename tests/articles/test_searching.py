import pytest

from articles.models import Article
from articles.searching import (
    excerpts,
    highlighted,
    query_of,
    resembling,
    respelled,
    says_nothing,
    suggested,
    with_marks,
)
from tests.articles.rows import hide, merge
from tests.rows import actor_row, article_row


def found(typed: str) -> set[str]:
    return set(Article.objects.matching(query_of(typed)).values_list("title", flat=True))


@pytest.fixture
def three(db: None) -> None:
    article_row("paix", "Un traité de paix pour la Russie, dit l’Élysée.")
    article_row("îles", "La paix des îles et le traité oublié.")
    article_row("cœur", "Au cœur du Japon.")


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("elysee", {"paix"}),
        ("ÉLYSÉE", {"paix"}),
        ("coeur", {"cœur"}),
        ("traites", {"paix", "îles"}),
        ("« traité de paix »", {"paix"}),
        ("traité SAUF Russie", {"îles"}),
        ("Russie OU Japon", {"paix", "cœur"}),
        ("(Russie OU îles) traité", {"paix", "îles"}),
        ("(Russie OU îles) -oublié", {"paix"}),
        ("Japon ET SAUF cœur", set()),
        ("SAUF traité", {"cœur"}),
        ("rus*", {"paix"}),
        ("élys*", {"paix"}),
        ("œuvre OU cœur", {"cœur"}),
        ("cœu*", {"cœur"}),
        ("titre inexistant", set()),
        ("' \" & | ! ( ) : * <-> \\", set()),
        ("le la les", set()),
    ],
)
def test_search_folds_accents_and_stems_words(typed: str, titles: set[str]) -> None:
    assert found(typed) == titles


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["nord-coréen", "nord coréen", "Nord-Coréens"])
@pytest.mark.parametrize("typed", ["nord-coréen", "Nord-coreens", "nord coréen"])
def test_words_joined_by_a_hyphen_are_found_written_apart_too(typed: str, written: str) -> None:
    article_row("a", f"Un essai {written} hier.")
    assert found(typed) == {"a"}


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "says"), [("le la les", True), ("« »", True), ("()", True), ("le Japon", False)])
def test_words_too_common_to_be_looked_for_say_nothing(typed: str, says: bool) -> None:
    assert says_nothing(typed) is says


@pytest.mark.django_db
def test_a_prefix_marks_the_words_that_begin_so() -> None:
    assert highlighted(["Les Kouriles"], "kouril*") == ["Les <mark>Kouriles</mark>"]


@pytest.mark.django_db
def test_the_words_that_answer_are_marked() -> None:
    assert highlighted(["Le Japon & la Russie"], "russie") == ["Le Japon &amp; la <mark>Russie</mark>"]


@pytest.mark.django_db
def test_a_text_that_does_not_answer_has_no_excerpt() -> None:
    nothing, something = excerpts(["Rien ici.", "Le Japon."], "japon")
    assert nothing is None
    assert something
    assert "<mark>Japon</mark>" in something


@pytest.mark.django_db
def test_a_text_cannot_bring_its_own_marks_or_tags() -> None:
    (excerpt,) = excerpts(["\ue000faux\ue001 <img src=x onerror=alert(1)> Japon"], "japon")
    assert excerpt is not None
    assert excerpt.count("<mark>") == 1
    assert "<img" not in excerpt


def test_a_headline_that_ends_in_a_mark_stays_escaped() -> None:
    assert with_marks("a<\ue000b>\ue001") == "a&lt;<mark>b&gt;</mark>"


@pytest.mark.django_db
def test_a_searched_name_suggests_its_actor_by_any_alias() -> None:
    lavrov = actor_row("Sergueï Lavrov", aliases=("Lavrov",))
    assert suggested("LAVROV") == [lavrov]


@pytest.mark.django_db
def test_a_merged_actors_alias_suggests_the_one_it_was_merged_into() -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    merge(twin, into=lavrov)
    assert suggested("Sergei Lavrov") == [lavrov]


@pytest.mark.django_db
def test_a_suppressed_alias_suggests_nobody() -> None:
    lavrov = actor_row("Sergueï Lavrov", aliases=("Serge",))
    lavrov.aliases.filter(text="Serge").update(is_suppressed=True)
    assert suggested("Serge") == []


@pytest.mark.django_db
def test_a_misspelled_name_finds_its_neighbour_unless_it_is_hidden() -> None:
    lavrov = actor_row("Sergueï Lavrov", aliases=("Lavrov",))
    assert resembling("Lavroff") == [lavrov]
    hide(lavrov)
    assert resembling("Lavroff") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Lavrof", "Lavrov"),
        ("traité Lavrof", "traité Lavrov"),
        ("Lavrof OU Lavrof", "Lavrov OU Lavrov"),
        ("lavrov", ""),
    ],
)
def test_a_misspelled_name_is_spelled_as_it_is_known_and_the_rest_is_kept(typed: str, meant: str) -> None:
    actor_row("Sergueï Lavrov", aliases=("Lavrov",))
    assert respelled(typed) == meant


@pytest.mark.django_db
def test_a_word_that_stands_in_a_known_name_is_not_respelled() -> None:
    actor_row("Vladimir Poutine", aliases=("Poutine",))
    actor_row("Vladimirsk")
    assert respelled("Vladimir Poutinne") == "Vladimir Poutine"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["2+2", "« format 2+2 »"])
def test_a_format_written_with_a_plus_is_found(typed: str) -> None:
    article_row("a", "Une réunion au format «2+2» à Tokyo.")
    article_row("b", "Au format 2 contre 3.")
    assert found(typed) == {"a"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "written",
    ["«Tokyo»", "«\u00a0Tokyo\u00a0»", "“Tokyo”", "Tokyo…", "Moscou–Tokyo", "—Tokyo", "d’Tokyo", "Tokyo\u202f!"],
)
def test_a_word_is_found_and_marked_whatever_sign_it_stands_beside(written: str) -> None:
    article_row(written, f"Il a dit {written} hier.")
    assert found("tokyo") == {written}
    assert highlighted([written], "tokyo") == [written.replace("Tokyo", "<mark>Tokyo</mark>")]


@pytest.mark.django_db
def test_an_extract_keeps_the_signs_of_the_text() -> None:
    far = "un mot après un autre " * 30
    (extract,) = excerpts([f"Il dit : «\u00a0Tokyo…\u00a0» {far} Puis “Tokyo” l’ignore."], "tokyo")
    assert extract is not None
    assert "<mark>Tokyo</mark>…\u00a0»" in extract
    assert "“<mark>Tokyo</mark>” l’ignore" in extract


@pytest.mark.django_db
def test_today_is_found_with_either_apostrophe() -> None:
    article_row("a", "Aujourd’hui, on parle.")
    article_row("b", "On parle aujourd'hui.")
    assert found("aujourd'hui") == found("aujourd’hui") == {"a", "b"}


@pytest.mark.django_db
def test_a_hidden_actor_respells_nothing() -> None:
    hide(actor_row("Lavrov"))
    assert respelled("Lavrof") == ""
