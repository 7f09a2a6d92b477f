"""What the columns of a members' file may be called, in the languages and habits of those who keep registers."""

import re
from collections.abc import Mapping, Sequence

from events.rules.imports_report import Report
from events.rules.imports_tables import DELIMITERS
from events.rules.people import folded

SAID = {
    "number": """number, nr, no, n, num, numero, nummer, member number, member no, member nr, member id,
        membership number, lidnummer, lidnr, lid nr, lid nummer, ledennummer, vennootnummer, vennootnr, vennoot nr,
        vennoot nummer, vennotennummer, numero de membre, numero membre, n membre, n de membre, no membre, num membre,
        numero de societaire, numero societaire, n societaire, n de societaire, no societaire, num societaire,
        matricule, stamnummer, mitgliedsnummer, mitgliedsnr, mitglieds nr, mitgliedernummer, mitgliedernr,
        mitglied nr""",
    "name": """name, naam, nom, full name, fullname, member name, volledige naam, nom complet, naam en voornaam,
        naam voornaam, voornaam en naam, voornaam naam, nom et prenom, nom prenom, prenom et nom, prenom nom,
        vollstandiger name, name und vorname, vor und nachname, vorname und name, lid, vennoot, member, membre,
        societaire, mitglied""",
    "first_name": """first name, firstname, first names, given name, given names, voornaam, voornamen, prenom, prenoms,
        vorname, vornamen""",
    "last_name": """last name, lastname, surname, family name, achternaam, familienaam, nom de famille, nachname,
        familienname""",
    "email": """email, e mail, mail, email address, e mail address, emailadres, e mailadres, e mail adres, mailadres,
        courriel, adresse email, adresse e mail, adresse mail, adresse electronique, adresse courriel, emailadresse,
        e mail adresse, e mailadresse, mailadresse""",
    "phone": """phone, phone number, telephone, tel, telefoon, telefoonnummer, telefoonnr, tel nr, telefon,
        telefonnummer, telefonnr, numero de telephone, n de telephone, n tel, gsm, gsm nummer, gsm nr, mobile, mobiel,
        mobile phone, portable, handy, handynummer, mobil""",
    "street": """street, street and number, street address, postal address, straat, straat en nummer, straat en nr,
        adres, postadres, straatnaam, rue, rue et numero, rue et n, adresse, adresse postale, strasse,
        strasse und hausnummer, anschrift, postanschrift""",
    "postal_code": "postal code, postcode, zip, zip code, post code, code postal, cp, plz, postleitzahl",
    "city": "city, town, gemeente, plaats, woonplaats, stad, ville, localite, commune, ort, wohnort, stadt, gemeinde",
    "country": "country, land, pays",
    "language": "language, lang, taal, taalcode, langue, code langue, sprache",
    "office": "office, branch, kantoor, bureau, agence, antenne, afdeling, buro, zweigstelle, geschaftsstelle",
    "category": """category, share category, categorie, cat, categorie aandeel, categorie aandelen, soort aandeel,
        soort aandelen, aandelencategorie, categorie de part, categorie de parts, type de parts, kategorie,
        anteilskategorie""",
    "shares": """shares, number of shares, no of shares, aandelen, aantal aandelen, aandeel, parts, nombre de parts,
        nb parts, nb de parts, nbre de parts, parts sociales, anteile, anzahl anteile, anzahl der anteile""",
    "joined_on": """joined on, joined, join date, date joined, member since, since, lid sinds, vennoot sinds, sinds,
        toetreding, toetredingsdatum, datum toetreding, datum van toetreding, intrede, datum intrede, intreding,
        membre depuis, societaire depuis, depuis, adhesion, date adhesion, date d adhesion, entree, date entree,
        date d entree, beitritt, beitrittsdatum, mitglied seit, seit, eintritt, eintrittsdatum""",
    "left_on": """left on, left, date left, leaving date, uittreding, uittredingsdatum, datum uittreding,
        datum van uittreding, uittrede, uitgetreden, uitgetreden op, sortie, date sortie, date de sortie, demission,
        date demission, date de demission, austritt, austrittsdatum, ausgetreten, ausgetreten am""",
}
FIELDS: Mapping[str, str] = {" ".join(name.split()): field for field, said in SAID.items() for name in said.split(",")}
LOOKED_AT = 10
"""Lines among which the names of the columns are: some files begin with a title."""
SHOWN = 40
ODD = ":/~^#"
"""What parts columns in no table that is read, and in some that are sent."""
NAMED = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "|"}

Columns = Mapping[str, Sequence[int]]
"""The places of the cells by what they hold; only phones may have several."""


def field_of(name: str) -> str | None:
    """What a column of this name holds."""
    return FIELDS.get(" ".join(re.sub(r"[^\w]+|_", " ", folded(name)).split()))


def layout_of(text: str) -> str | None:
    """The delimiter of the table, None when no line near its beginning names columns that are known."""
    lines = [line for line in text.splitlines()[: LOOKED_AT * 2] if line.strip()][:LOOKED_AT]
    best = max(((_known(line, sign), sign) for line in lines for sign in DELIMITERS), default=(0, None))
    return best[1] if best[0] else None


def unknown_layout(text: str) -> tuple[int, str, str]:
    """The first line of a table that cannot be told apart: its number, how it reads, and what was made of it."""
    number, line = next((n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip())
    seen = [sign for sign in DELIMITERS if sign in line]
    odd = next((sign for sign in ODD if _known(line, sign) > 1), None)
    if odd:
        return number, shown(line), f"whose columns are parted by “{odd}”; use a comma, semicolon, tab or | instead"
    if seen:
        return (
            number,
            shown(line),
            f"parted by {' and '.join(NAMED[sign] for sign in seen)}, and names none that is known",
        )
    return number, shown(line), "in which no comma, semicolon, tab or | parts columns"


def names_columns(cells: Sequence[str]) -> bool:
    """Whether this row names the columns."""
    return {"number"} < {field for cell in cells if (field := field_of(cell))}


def columns_of(line: int, cells: Sequence[str], report: Report) -> Columns:
    """Where each thing stands; nowhere when a column is missing or there twice. What is odd goes in the report."""
    columns: dict[str, list[int]] = {}
    before = len(report.errors)
    for place, cell in enumerate(cells):
        field = field_of(cell)
        if field is None:
            if cell.strip():
                report.warn(line, shown(cell), "column_unknown")
        elif field in columns and field != "phone":
            report.error(line, shown(cell), "column_twice")
        else:
            columns.setdefault(field, []).append(place)
    missing = ["number"] if "number" not in columns else []
    if not columns.keys() & {"name", "last_name"}:
        missing.append("name")
    if missing:
        report.error(line, "", "no_columns", columns=", ".join(missing))
    return columns if len(report.errors) == before else {}


def shown(name: str) -> str:
    """A column's name as the file has it, short and without signs that a terminal would obey."""
    legible = re.sub(r"[\x00-\x1f\x7f-\x9f]", "\ufffd", " ".join(name.split()))
    return legible if len(legible) <= SHOWN else f"{legible[:SHOWN]}…"


def _known(line: str, delimiter: str) -> int:
    return len({field for cell in line.split(delimiter) if (field := field_of(cell.strip(' "')))})
