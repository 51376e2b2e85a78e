import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.parsed import Part, Unreadable
from articles.importing.readers.text import read
from entities.authority.loader import load_files

TODAY = datetime.date(2026, 6, 1)
AUTHORITY = load_files()
SEEDS = sorted((Path(__file__).parents[4] / "seeds").glob("*.txt"))
PARAGRAPH = "Le gouvernement japonais a fait savoir mardi qu'il étudiait la proposition de son voisin avec soin."


def _read(text):
    return read(text.encode(), authority=AUTHORITY, today=TODAY)


_LINES = st.lists(
    st.one_of(
        st.text(
            st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029\ufeff", exclude_categories=["Cc", "Cs"]),
            max_size=60,
        ),
        st.sampled_from(
            [
                "",
                "Partager",
                "Publié le 3 mars 2014",
                "Lire aussi : autre chose",
                PARAGRAPH,
                "3 commentaires",
                "- un point ;",
            ]
        ),
    ),
    max_size=25,
)


@settings(max_examples=150)
@given(_LINES)
def test_every_line_of_a_file_is_accounted_for(lines):
    raw = "\n".join([*lines, PARAGRAPH])
    article = _read(raw)
    assert [line.number for line in article.lines] == list(range(1, len(article.lines) + 1))
    assert "\n".join(line.text for line in article.lines) == raw


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_the_lines_of_a_seed_give_its_text_back(path):
    article = read(path.read_bytes(), authority=AUTHORITY, today=TODAY)
    assert "\n".join(line.text for line in article.lines) == path.read_bytes().decode()


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_what_leaves_a_seed_says_why(path):
    article = read(path.read_bytes(), authority=AUTHORITY, today=TODAY)
    assert all(line.reason for line in article.lines if line.part == Part.DROPPED)


def test_windows_line_ends_change_nothing():
    lines = ["Un titre qui parle de Tokyo et de Moscou", "", PARAGRAPH, "", PARAGRAPH.replace("mardi", "jeudi soir")]
    assert _read("\r\n".join(lines)).body == _read("\n".join(lines)).body


def test_invisible_characters_leave_and_hard_spaces_stay():
    article = _read(f"Un titre qui parle de To\u00adkyo\u200b\n\n«\u00a0Non\u00a0», a dit le porte-parole. {PARAGRAPH}")
    assert article.title == "Un titre qui parle de Tokyo"
    assert article.body.startswith("«\u00a0Non\u00a0», a dit")


def test_mojibake_is_repaired_where_it_is_seen():
    article = _read(f"Le PrÃ©sident russe reÃ§oit lâ€™ambassadeur du Japon\n\n{PARAGRAPH}")
    assert article.title == "Le Président russe reçoit l’ambassadeur du Japon"


def test_what_only_looks_like_mojibake_is_left():
    assert _read(f"Un titre sur SÃO PAULO et Tokyo\n\n{PARAGRAPH}").title == "Un titre sur SÃO PAULO et Tokyo"


def test_a_word_broken_at_the_end_of_a_line_is_joined():
    broken = "Les deux gouver-\nnements se sont entendus, dit-\nil, sur des exercices nippo-\nrusses en mer du Japon.\n"
    body = _read(f"Un titre bref\n\n{broken}").body
    assert "gouvernements" in body
    assert "dit-il" in body
    assert "nippo-russes" in body


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html><body><p>Bonjour à tous les lecteurs.</p></body></html>",
        "Partager\nS'abonner\nFacebook\n",
        "Tokyo",
        "Заголовок открываемого материала\nЕщё одна строка\n",
    ],
)
def test_a_file_without_an_article_is_refused(text):
    with pytest.raises(Unreadable):
        _read(text)


@pytest.mark.parametrize(
    "title",
    [
        "Kouriles : Moscou dit « non » ; Tokyo attend",
        "Japon-Russie — un traité, mais lequel ?",
        "« Pas d'Otan asiatique », assure Tokyo",
        "Otan: le Japon, “partenaire naturel”",
    ],
)
def test_punctuation_does_not_split_a_title(title):
    assert _read(f"{title}\n\n{PARAGRAPH}").title == title


@pytest.mark.parametrize(
    "suffix", [" - Le Monde", " | RFI", " – Sputnik France", " - lefigaro.fr", " | International | Le Point"]
)
def test_the_name_of_a_site_is_cut_from_a_title(suffix):
    assert (
        _read(f"Le Japon se rapproche encore de l'Otan{suffix}\n\n{PARAGRAPH}").title
        == "Le Japon se rapproche encore de l'Otan"
    )


def test_a_body_has_no_double_blank_lines():
    assert not re.search(
        r"\n{3,}", _read(f"Un titre assez long pour être vu\n\n\n\n{PARAGRAPH}\n\n\n\n{PARAGRAPH} Encore.").body
    )
