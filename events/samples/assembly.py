"""The assembly of the anniversary year as its bureau prepares it: statutes, and an agenda that is made up."""

from fractions import Fraction
from typing import Any

from events.actions import agenda, assemblies, candidates, statutes
from events.database import fetch, fetchval
from events.rules.agenda import ItemDraft
from events.rules.statutes import HALF, Need, Statutes
from events.samples.words import SAMPLE_NOTE
from events.words import AgendaKind, Gathering, Holders, Matter, Weighing

SLUG = "general-assembly-2023"

STATUTES = Statutes(
    name="Voorbeeld · Exemple", notice_days=15, record_days=0, proxy_limit=3, proxy_hours=24,
    proxy_holders=Holders.ANY, weighing=Weighing.MEMBER,
    needs=(
        Need(matter=Matter.ORDINARY),
        Need(matter=Matter.ELECTION),
        Need(matter=Matter.STATUTES, quorum=HALF, majority=Fraction(3, 4)),
        Need(matter=Matter.PURPOSE, quorum=HALF, majority=Fraction(4, 5), report=True),
    ),
)  # fmt: skip
"""Proxies are given until the evening before; all else is what the Code has where the statutes are silent."""


def _texts(nl: str, fr: str, en: str, de: str) -> dict[str, str]:
    return {"nl": nl, "fr": fr, "en": en, "de": de}


AGENDA: list[dict[str, Any]] = [
    {
        "kind": AgendaKind.INFORMATION,
        "title": _texts(
            "Welkom en samenstelling van het bureau",
            "Accueil et constitution du bureau",
            "Welcome, and who presides",
            "Begrüßung und Bildung des Präsidiums",
        ),
    },
    {
        "kind": AgendaKind.DISCUSSION,
        "title": _texts(
            "Het jaar 2022 in cijfers en daden",
            "L’année 2022 en chiffres et en actes",
            "The year 2022 in figures and deeds",
            "Das Jahr 2022 in Zahlen und Taten",
        ),
    },
    {
        "kind": AgendaKind.DECISION,
        "title": _texts(
            "Goedkeuring van de jaarrekening 2022",
            "Approbation des comptes annuels 2022",
            "The accounts of 2022",
            "Genehmigung des Jahresabschlusses 2022",
        ),
        "text": _texts(
            "De vergadering keurt de jaarrekening over 2022 goed en bestemt het resultaat zoals voorgesteld.",
            "L’assemblée approuve les comptes annuels de 2022 et affecte le résultat comme proposé.",
            "The assembly approves the accounts of 2022 and appropriates the result as proposed.",
            "Die Versammlung genehmigt den Jahresabschluss 2022 und verwendet das Ergebnis wie vorgeschlagen.",
        ),
    },
    {
        "kind": AgendaKind.DECISION,
        "title": _texts(
            "Kwijting aan de bestuurders",
            "Décharge aux administrateurs",
            "Discharge of the directors",
            "Entlastung der Verwaltungsratsmitglieder",
        ),
        "text": _texts(
            "De vergadering verleent de bestuurders kwijting voor de uitoefening van hun mandaat in 2022.",
            "L’assemblée donne décharge aux administrateurs pour l’exercice de leur mandat en 2022.",
            "The assembly discharges the directors for the exercise of their mandate in 2022.",
            "Die Versammlung entlastet die Mitglieder des Verwaltungsrats für das Jahr 2022.",
        ),
    },
    {
        "kind": AgendaKind.ELECTION,
        "title": _texts(
            "Verkiezing van twee bestuurders",
            "Élection de deux administrateurs",
            "Election of two directors",
            "Wahl von zwei Verwaltungsratsmitgliedern",
        ),
        "text": _texts(
            "De vergadering verkiest twee bestuurders voor vier jaar.",
            "L’assemblée élit deux administrateurs pour quatre ans.",
            "The assembly elects two directors for four years.",
            "Die Versammlung wählt zwei Mitglieder des Verwaltungsrats für vier Jahre.",
        ),
        "seats": 2,
    },
    {
        "kind": AgendaKind.DISCUSSION,
        "title": _texts("Vragen en rondvraag", "Questions et divers", "Questions and other business", "Verschiedenes"),
        "text": SAMPLE_NOTE,
    },
]


STATEMENTS = (
    _texts(
        "Ik werk al jaren via de coöperatie en wil dat haar keuzes leesbaar zijn voor wie nieuw is. *(voorbeeld)*",
        "Je travaille depuis des années par la coopérative et je veux que ses choix soient lisibles pour qui arrive."
        " *(exemple)*",
        "I have worked through the cooperative for years, and want newcomers to understand its choices. *(sample)*",
        "Ich arbeite seit Jahren über die Genossenschaft und möchte, dass Neue ihre Entscheidungen verstehen."
        " *(Beispiel)*",
    ),
    _texts(
        "De kantoren buiten Brussel verdienen een stem aan tafel. *(voorbeeld)*",
        "Les bureaux hors de Bruxelles méritent une voix à la table. *(exemple)*",
        "The offices outside Brussels deserve a voice at the table. *(sample)*",
        "Die Büros außerhalb Brüssels verdienen eine Stimme am Tisch. *(Beispiel)*",
    ),
    _texts(
        "Sobere cijfers, gedeelde winst: daar wil ik vier jaar op toezien. *(voorbeeld)*",
        "Des chiffres sobres, des bénéfices partagés : j’y veillerai quatre ans. *(exemple)*",
        "Sober figures and shared profit: I want to watch over both for four years. *(sample)*",
        "Nüchterne Zahlen, geteilter Gewinn: Darüber möchte ich vier Jahre wachen. *(Beispiel)*",
    ),
)
"""What the made-up candidates say, as many as there are: one more than the seats."""


async def prepare() -> None:
    """Make the event of the year an assembly, with an agenda that members can read."""
    event = await fetchval("SELECT id FROM event WHERE slug = $1", SLUG)
    await assemblies.create(event, Gathering.ORDINARY, await statutes.create(STATUTES, "samples"), "samples")
    for item in AGENDA:
        made = await agenda.add(event, ItemDraft(**item), None, {}, "samples")
        if item["kind"] is AgendaKind.ELECTION:
            for row, statement in zip(await fetch(_STANDING, len(STATEMENTS)), STATEMENTS, strict=True):
                await candidates.put_forward(event, made, row["number"], None, statement, "samples")
    await agenda.publish(event, {}, "samples", None)


_STANDING = """
SELECT m.number FROM member m JOIN membership s ON s.member = m.id AND s.until IS NULL
WHERE s.category IN (SELECT id FROM category WHERE code = 'A') ORDER BY m.number OFFSET 20 LIMIT $1
"""
