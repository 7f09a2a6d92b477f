"""The register as real people's files have it: any habit that is clear is read, anything else is named by its line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from events.rules.imports_days import read_day
from events.rules.imports_members import MembersFile, read_members
from events.rules.imports_report import ImportErrors
from events.rules.imports_said import Said
from events.words import Language
from tests.rules.files import OFFICES

CATEGORIES = {
    "A": {"nl": "Gebruikers", "fr": "Usagers", "en": "Users", "de": "Nutzer"},
    "B": {"nl": "Vaste medewerkers", "fr": "Personnel permanent"},
}
HEADER = "number,name,email,phone,language,office,category,shares,joined_on,left_on"
ADA = "1001,Ada Janssens,ada@example.org,02 511 22 33,nl,brussels,A,2,2020-01-01,"


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *rows, "")).encode()


def read(body: bytes) -> MembersFile:
    return read_members(body, OFFICES, CATEGORIES)


def the_only(body: bytes) -> Said:
    (said,) = read(body).said
    return said


def flaws(body: bytes) -> list[tuple[int, str, str]]:
    """Line, column and code of everything wrong, in order; fails when nothing is."""
    with pytest.raises(ImportErrors) as found:
        read(body)
    assert not any("{" in flaw.reason for flaw in found.value.errors)
    return [(flaw.line, flaw.column, flaw.code) for flaw in found.value.errors]


def warnings(body: bytes) -> list[tuple[int, str, str]]:
    return [(flaw.line, flaw.column, flaw.code) for flaw in read(body).warnings]


def test_a_row_is_read_whole() -> None:
    """Every column, and the line it stands on."""
    found = read(table(ADA, ADA.replace("1001", "1002")))

    assert found.said[0] == Said(
        number=1001, name="Ada Janssens", email="ada@example.org", phone="02 511 22 33", language=Language.NL,
        office="brussels", category="A", shares=2, joined_on=date(2020, 1, 1),
    )  # fmt: skip
    assert (found.lines, found.warnings) == ([2, 3], [])


@pytest.mark.parametrize(
    "header",
    [
        "Lidnummer;Naam;E-mailadres;Telefoon;Taal;Kantoor;Categorie;Aantal aandelen;Lid sinds",
        "N° sociétaire;Nom et prénom;Courriel;N° de téléphone;Langue;Bureau;Catégorie;Nombre de parts;Date d’adhésion",
        "Mitgliedsnr.;Vollständiger Name;E-Mail-Adresse;Telefon;Sprache;Büro;Kategorie;Anzahl Anteile;Mitglied seit",
        "Member no.;Full name;E-mail;Phone number;Language;Office;Share category;Number of shares;Join date",
        '"VENNOOT_NUMMER";"Naam en voornaam";"E-MAIL";"GSM";"taalcode";"afdeling";"cat.";"aandelen";"intrede"',
        "numéro;nom complet;adresse e-mail;tél.;langue;agence;catégorie de parts;parts sociales;entrée",
    ],
)
def test_columns_by_the_names_people_give_them(header: str) -> None:
    """In four languages, with or without capitals, accents, hyphens and dots."""
    row = "1001;Ada Janssens;ada@example.org;02 511 22 33;nl;brussels;A;2;01/01/2020"

    assert the_only(table(row, header=header)) == the_only(table(ADA))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("nr;voornaam;achternaam", "1;Chloé;D'Hondt"),
        ("nr;naam;voornaam", "1;D'Hondt;Chloé"),
        ("Numéro;Nom;Prénom", "1;D'Hondt;Chloé"),
        ("Nr;Nachname;Vorname", "1;D'Hondt;Chloé"),
        ("number;name", "1;  Chloé \t  D'Hondt"),
        ("number;name;first name;last name", "1;x;Chloé;D'Hondt"),
    ],
)
def test_names_in_one_column_or_two(header: str, row: str) -> None:
    """The first name stands first, whichever column is."""
    assert the_only(table(row, header=header)).name == "Chloé D'Hondt"


def test_either_name_will_do() -> None:
    """Who has one name only has one name only."""
    assert the_only(table("1;Cher;", header="nr;voornaam;achternaam")).name == "Cher"
    assert the_only(table("1;;O", header="nr;voornaam;achternaam")).name == "O"
    assert flaws(table("1;;", header="nr;voornaam;achternaam")) == [(2, "achternaam", "empty")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends(encoding: str, delimiter: str, end: str) -> None:
    """However a spreadsheet saved it, Chloé is Chloé."""
    rows = ("numéro,prénom,nom,courriel", '1,Chloé,"D\'Hondt",chloe@example.org', "2,Éva,Maes,")
    text = end.join(rows).replace(",", delimiter)

    found = read(text.encode(encoding)).said

    assert [one.name for one in found] == ["Chloé D'Hondt", "Éva Maes"]
    assert [one.email for one in found] == ["chloe@example.org", None]


def test_what_a_spreadsheet_adds() -> None:
    """A line that names the separator, a title above, empty lines, empty columns, and text led by an apostrophe."""
    lines = (
        "sep=;", "Ledenlijst 2023;;;", ";;;", "nr;naam;tel;", '1001;"Ada ""Lady"" Janssens";\'+32 2 511 22 33;', "",
        "1002;'t Serclaes;;", "",
    )  # fmt: skip

    found = read("\n".join(lines).encode())

    assert [(one.name, one.phone) for one in found.said] == [
        ('Ada "Lady" Janssens', "+32 2 511 22 33"), ("'t Serclaes", None),
    ]  # fmt: skip
    assert found.lines == [5, 7]


def test_several_phones_and_the_first_there_is() -> None:
    """Files have a column for each telephone; the register has one."""
    rows = ("1;Ada;;0470 1;02 1", "2;Bram;02 2;0470 2;")

    found = read(table(*rows, header="nr;naam;telefoon;gsm;tel")).said

    assert [one.phone for one in found] == ["0470 1", "02 2"]


def test_what_is_not_said_is_not_said() -> None:
    """No column, a column that is empty everywhere, and a row cut short say nothing; an empty cell does."""
    found = read(table("1;Ada;ada@example.org;;", "2;Bram;;;", "3;Chloé", header="nr;naam;email;tel;taal"))

    assert [one.email for one in found.said] == ["ada@example.org", None, UNSET]
    assert {one.phone for one in found.said} == {one.language for one in found.said} == {UNSET}
    assert [(flaw.line, flaw.column, flaw.code) for flaw in found.warnings] == [(1, "tel", "column_empty")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Nederlands", "nl"),
        ("N", "nl"),
        ("fr-BE", "fr"),
        ("Français", "fr"),
        ("ENG", "en"),
        ("Duits", "de"),
        ("de_DE", "de"),
    ],
)
def test_languages_by_all_their_names(written: str, meant: str) -> None:
    """N and F, names in any of the four, codes with a country."""
    assert the_only(table(f"1,Ada,{written}", header="number,name,language")).language == meant


@pytest.mark.parametrize("written", ["liege", "Liège", "LUIK", "lüttich"])
def test_offices_by_all_their_names(written: str) -> None:
    """The slug, or the name in any language."""
    assert the_only(table(f"1,Ada,{written}", header="number,name,office")).office == "liege"


@pytest.mark.parametrize("written", ["b", "B", "Vaste medewerkers", "personnel  permanent"])
def test_categories_by_code_or_name(written: str) -> None:
    """Capitals and accents aside."""
    assert the_only(table(f"1,Ada,{written}", header="number,name,category")).category == "B"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023-01-26", date(2023, 1, 26)),
        ("26/01/2023", date(2023, 1, 26)),
        ("26.01.2023", date(2023, 1, 26)),
        ("26-1-2023", date(2023, 1, 26)),
        ("2023/01/26", date(2023, 1, 26)),
        ("2023-01-26 00:00:00", date(2023, 1, 26)),
        ("26/01/2023 0:00", date(2023, 1, 26)),
        ("2023-01-26T00:00:00Z", date(2023, 1, 26)),
        ("01/02/2023", date(2023, 2, 1)),
        ("29/02/2020", date(2020, 2, 29)),
        ("1955-03-01", date(1955, 3, 1)),
        ("01/26/2023", "month_first"),
        ("2023-26-01", "month_first"),
        ("26/13/2023", "not_a_plain_day"),
        ("32/13/2023", "not_a_plain_day"),
        ("29/02/2023", "not_a_plain_day"),
        ("26/01/23", "short_year"),
        ("44952", "serial_day"),
        ("44952.5", "serial_day"),
        ("26 januari 2023", "not_a_plain_day"),
        ("2023-01-26 18:00", "not_a_plain_day"),
        ("26/01-2023", "not_a_plain_day"),
        ("0001-01-01", "out_of_years"),
        ("9999-12-31", "out_of_years"),
        ("", "not_a_plain_day"),
        ("٢٠٢٣-٠١-٢٦", "not_a_plain_day"),
    ],
)
def test_days_are_read_and_never_guessed(written: str, meant: date | str) -> None:
    """The day stands before the month; a spreadsheet's number of days is no date."""
    assert read_day(written) == meant


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("number", "", "empty"),
        ("number", "0", "out_of_range"),
        ("number", "2147483648", "out_of_range"),
        ("number", "9" * 5000, "out_of_range"),
        ("number", "1001.0", "not_a_number"),
        ("number", "1.001", "not_a_number"),
        ("number", "-5", "not_a_number"),
        ("number", "Totaal", "not_a_number"),
        ("number", "Ada Janssens", "not_a_number"),
        ("name", "", "empty"),
        ("name", "ada@example.org", "address_among_names"),
        ("name", "1001", "number_among_names"),
        ("name", "Totaal", "total_among_names"),
        ("name", "TOTAL :", "total_among_names"),
        ("name", "#REF!", "formula_among_names"),
        ("name", "#N/A", "formula_among_names"),
        ("name", "#DIV/0!", "formula_among_names"),
        ("name", "#VERW!", "formula_among_names"),
        ("name", "=HYPERLINK(1)", "formula_among_names"),
        ("name", "Ada\x07", "control_character"),
        ("name", "Ada\x00", "control_character"),
        ("name", "x" * 201, "too_long"),
        ("name", "Chlo\ufffd", "unreadable_letter"),
        ("email", "1001", "number_among_addresses"),
        ("email", "Ada Janssens", "not_an_address"),
        ("email", "a@b.be; c@d.be", "not_an_address"),
        ("email", "n/a", "not_an_address"),
        ("phone", "ada@example.org", "address_among_phones"),
        ("phone", "0" * 41, "too_long"),
        ("language", "Klingon", "not_a_language"),
        ("office", "Atlantis", "unknown_office"),
        ("category", "Z", "unknown_category"),
        ("shares", "-1", "not_a_number"),
        ("shares", "1.000", "not_a_number"),
        ("shares", "1,5", "not_a_number"),
        ("shares", "1000001", "out_of_range"),
        ("joined_on", "44952", "serial_day"),
        ("joined_on", "01/26/2023", "month_first"),
        ("left_on", "2020-01-01", "leaves_before_joining"),
        ("left_on", "2019-12-31", "leaves_before_joining"),
    ],
)
def test_a_cell_that_cannot_be_taken(column: str, cell: str, code: str) -> None:
    """Line and column are named, and columns that seem swapped are said to."""
    cells = dict(zip(HEADER.split(","), ADA.split(","), strict=True))
    row = ";".join(f'"{one}"' for one in {**cells, column: cell}.values())

    assert flaws(table(row, header=HEADER.replace(",", ";"))) == [(2, column, code)]


def test_every_bad_line_is_named() -> None:
    """Line by line, each thing wrong with it; the second of one number learns the line of the first."""
    body = table(
        "1001;Ada;nl", "zwei;;nl", '1002;"Bram\nJan";fr', "1001;Eva;xx", "1003;Zoë;nl;;x",
        header="Lidnummer;Naam;Taal",
    )  # fmt: skip

    assert flaws(body) == [
        (3, "Lidnummer", "not_a_number"),
        (3, "Naam", "empty"),
        (6, "Lidnummer", "number_twice"),
        (6, "Taal", "not_a_language"),
        (7, "", "too_many_cells"),
    ]
    with pytest.raises(ImportErrors) as found:
        read(body)
    assert "line 2" in next(flaw.reason for flaw in found.value.errors if flaw.code == "number_twice")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"", [(1, "", "no_members")]),
        (b"\xef\xbb\xbf", [(1, "", "no_members")]),
        (b"number,name\n", [(1, "", "no_members")]),
        (b"1001,Ada\n", [(1, "", "no_columns_known")]),
        (b"name,email\nAda,ada@example.org\n", [(1, "", "no_columns")]),
        (b"number,email\n1,ada@example.org\n", [(1, "", "no_columns")]),
        (b"number,name,Naam\n1,Ada,Ada\n", [(1, "Naam", "column_twice")]),
        (b"PK\x03\x04 something", [(1, "", "spreadsheet")]),
        (b'number,name\n1,"Ada\n2,Bram\n', [(2, "", "bad_row")]),
        (b'number,name\n1,"Ada" Janssens\n', [(2, "", "bad_row")]),
    ],
)
def test_a_file_that_cannot_be_taken(body: bytes, found: list[tuple[int, str, str]]) -> None:
    """It is said why, in one line."""
    assert flaws(body) == found


@pytest.mark.parametrize("name", ["Total Recall", "Jan Totaal", "Summer", "Ada #1", "Refna", "'=Ada", "O"])
def test_names_that_only_look_like_more_are_names(name: str) -> None:
    """A part of a name is its owner's business."""
    [said] = read(table(f"1;{name}", header="number;name")).said

    assert said.name == name.removeprefix("'")


def test_what_was_made_of_the_first_line_is_told() -> None:
    """Colons part the columns, or nothing does, or semicolons part words that no column is called by."""
    for body, told in ((b"number:name\n1:Ada\n", "“:”"), (b"\nAda Bram\n", "“Ada Bram”"), (b"x;y\n", "semicolons")):
        with pytest.raises(ImportErrors) as found:
            read(body)
        assert told in found.value.errors[0].reason


def test_other_columns_are_left_out() -> None:
    """A column that means nothing here is told of, without the letters a terminal would obey."""
    assert warnings(table("1,Ada,x,", header="number,name,Schoen\x1bmaat,")) == [
        (1, "Schoen\ufffdmaat", "column_unknown")
    ]


signs = st.sampled_from(
    [*"12,;\t\"'\n\r|@=é\x00\ufeff ", "number", "name", "email", "Ada", "2023-01-26", "nl", "joined_on", "1001"]
)


@given(st.lists(signs, max_size=60).map("".join), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text_is_read_or_refused(text: str, encoding: str) -> None:
    """Whatever is in a file: it says what it says of members, or is refused line by line; nothing else comes out."""
    check(text.encode(encoding, "replace"))


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_read_or_refused(body: bytes, headed: bool) -> None:
    """Also when it is no text at all."""
    check(b"number,name,email,joined_on,shares\n" + body if headed else body)


def check(body: bytes) -> None:
    found, errors = None, []
    try:
        found = read(body)
    except ImportErrors as refused:
        errors = refused.errors
    assert bool(found) != bool(errors)
    assert all(flaw.line >= 1 and flaw.reason for flaw in errors)
    if found:
        assert len({one.number for one in found.said}) == len(found.said) == len(found.lines) > 0
        assert all(one.name and "\x00" not in one.name for one in found.said)
