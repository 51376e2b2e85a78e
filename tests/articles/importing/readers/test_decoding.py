import pytest

from articles.importing.parsed import Unreadable
from articles.importing.readers.decoding import decode

FRENCH = "Le chef de l’État a été reçu à Saint-Pétersbourg ; « un cœur à cœur », dit-il, où l’été dure peu.\r\nÇa va.\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8 with mark"),
        ("utf-16", "utf-16-le with mark"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "windows-1252"),
        ("mac_roman", "macintosh"),
    ],
)
def test_french_text_is_read_whatever_its_encoding(encoding, named):
    decoded = decode(FRENCH.encode(encoding))
    assert (decoded.text, decoded.encoding) == (FRENCH, named)


def test_an_old_dos_text_is_read():
    text = "Le président soviétique est arrivé à Tokyo, où il a été reçu par l'empereur."
    assert decode(text.encode("cp850")).text == text


def test_latin_9_is_told_by_its_ligature():
    text = "Le nœud du problème reste entier, et c'est à cœur ouvert qu'ils ont parlé."
    assert decode(text.encode("iso8859-15")).text == text


def test_a_stray_byte_spoils_one_line_and_no_other():
    data = "Première ligne : été\n".encode() + "Deuxième ligne : hiver".encode("cp1252")
    assert decode(data).text == "Première ligne : été\nDeuxième ligne : hiver"


def test_a_text_cut_inside_a_character_is_read():
    data = "Les négociations ont été rompues à l’été".encode()[:-1]
    assert decode(data).text.startswith("Les négociations ont été rompues")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_wide_text_cut_inside_its_last_character_ends_with_a_mark(encoding):
    data = "Les négociations ont été rompues à l’été".encode(encoding)[:-1]
    assert decode(data).text == "Les négociations ont été rompues à l’ét\ufffd"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t ",
        b"\xef\xbb\xbf \n",
        b"%PDF-1.7 texte",
        b"PK\x03\x04abc",
        b"\x89PNG\r\n",
        b"abc\x00def\x00\x01\x02",
        bytes(range(1, 32)) * 9,
    ],
)
def test_what_is_no_text_is_refused_with_the_reason_in_english(data):
    with pytest.raises(Unreadable, match=r"^The (?:file|encoding) .+\.$"):
        decode(data)
