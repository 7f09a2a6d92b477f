"""The assembly of the anniversary year as its bureau prepares it: statutes, and an agenda that is made up."""

from fractions import Fraction
from typing import Any

from events.actions import agenda, assemblies, statutes
from events.database import fetchval
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


async def prepare() -> None:
    """Make the event of the year an assembly, with an agenda that members can read."""
    event = await fetchval("SELECT id FROM event WHERE slug = $1", SLUG)
    await assemblies.create(event, Gathering.ORDINARY, await statutes.create(STATUTES, "samples"), "samples")
    for item in AGENDA:
        await agenda.add(event, ItemDraft(**item), None, {}, "samples")
    await agenda.publish(event, {}, "samples", None)
