"""What calendars say."""

from collections.abc import Mapping

from events.words import Phrase

CANCELLED = Phrase(
    nl="Afgelast: {title}",
    fr="Annulé : {title}",
    en="Cancelled: {title}",
    de="Abgesagt: {title}",
)
REASON = Phrase(nl="Waarom: {reason}", fr="Pourquoi : {reason}", en="Why: {reason}", de="Warum: {reason}")
MEMBERS_ONLY = Phrase(
    nl="Voor vennoten.",
    fr="Réservé aux sociétaires.",
    en="For members.",
    de="Für Mitglieder.",
)
JOIN = Phrase(
    nl="Online meedoen: {url}",
    fr="Participer en ligne : {url}",
    en="Join online: {url}",
    de="Online teilnehmen: {url}",
)
JOIN_LABEL = Phrase(nl="Online meedoen", fr="Participer en ligne", en="Join online", de="Online teilnehmen")
MORE = Phrase(
    nl="Alles over deze activiteit: {url}",
    fr="Tout sur cet événement : {url}",
    en="All about this event: {url}",
    de="Alles über diese Veranstaltung: {url}",
)
FEED: Mapping[str, Phrase] = {
    "all": Phrase(
        nl="{organisation}: alle activiteiten",
        fr="{organisation} : tous les événements",
        en="{organisation}: all events",
        de="{organisation}: alle Veranstaltungen",
    ),
    "office": Phrase(
        nl="{organisation} {name}", fr="{organisation} {name}", en="{organisation} {name}", de="{organisation} {name}"
    ),
    "event": Phrase(
        nl="{organisation}: {name}",
        fr="{organisation} : {name}",
        en="{organisation}: {name}",
        de="{organisation}: {name}",
    ),
    "mine": Phrase(
        nl="Mijn agenda bij {organisation}",
        fr="Mon agenda chez {organisation}",
        en="My {organisation} calendar",
        de="Mein Kalender bei {organisation}",
    ),
}
"""The name of each kind of feed; name: of the office or the event."""
