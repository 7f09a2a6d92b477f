"""The words of results on paper: how a resolution was put to the vote, and what came of it."""

from events.words import Choice, Phrase, Plural, Secrecy

RESULT = Phrase(nl="Uitslag", fr="Résultat", en="Result", de="Ergebnis")
VOTE = Phrase(nl="Stemming {number}", fr="Vote {number}", en="Vote {number}", de="Abstimmung {number}")
OPEN_FROM = Phrase(nl="Geopend", fr="Ouvert", en="Opened", de="Eröffnet")
CLOSED_AT = Phrase(nl="Gesloten", fr="Clos", en="Closed", de="Geschlossen")
QUORUM = Phrase(
    nl="Quorum bij de opening", fr="Quorum à l'ouverture", en="Quorum at the opening", de="Quorum bei der Eröffnung"
)
RIGHTS = Phrase(nl="Stemrechten", fr="Droits de vote", en="Voting rights", de="Stimmrechte")
FROZEN = Plural(
    one=Phrase(
        nl="{shown} vastgelegd, voor {votes}",
        fr="{shown} arrêté, pour {votes}",
        en="{shown} frozen, for {votes}",
        de="{shown} festgehalten, für {votes}",
    ),
    other=Phrase(
        nl="{shown} vastgelegd, voor {votes}",
        fr="{shown} arrêtés, pour {votes}",
        en="{shown} frozen, for {votes}",
        de="{shown} festgehalten, für {votes}",
    ),
)
HELD = Phrase(nl="Wijze van stemmen", fr="Mode de scrutin", en="How it was held", de="Art der Abstimmung")
SECRECY = {
    Secrecy.NAMED: Phrase(
        nl="op naam: het dossier van de vergadering zegt wie wat stemde",
        fr="nominatif : le dossier de l'assemblée dit qui a voté quoi",
        en="named: the record of the assembly tells who voted what",
        de="namentlich: Die Unterlagen der Versammlung sagen, wer wie stimmte",
    ),
    Secrecy.SEALED: Phrase(
        nl="geheim: bij het sluiten zijn de stembiljetten geschud en losgemaakt van wie ze uitbracht; tijdens de"
        " stemming kon alleen wie de databank beheert ze zien",
        fr="secret : à la clôture, les bulletins ont été mêlés et détachés de leurs votants ; pendant le vote, seule la"
        " personne qui gère la base de données pouvait les voir",
        en="secret: as it closed the ballots were shuffled and told from who cast them; during the vote only whoever"
        " runs the database could see them",
        de="geheim: Beim Schließen wurden die Stimmzettel gemischt und von den Stimmenden getrennt; während der"
        " Abstimmung konnte sie nur sehen, wer die Datenbank verwaltet",
    ),
}
USED = Phrase(nl="Uitgeoefend", fr="Exercés", en="Exercised", de="Ausgeübt")
FINGERPRINT = Phrase(
    nl="Vingerafdruk van die rechten (SHA-256)",
    fr="Empreinte de ces droits (SHA-256)",
    en="Fingerprint of those rights (SHA-256)",
    de="Fingerabdruck dieser Rechte (SHA-256)",
)
CHOICES = {
    Choice.FOR: Phrase(nl="Voor", fr="Pour", en="For", de="Dafür"),
    Choice.AGAINST: Phrase(nl="Tegen", fr="Contre", en="Against", de="Dagegen"),
    Choice.ABSTAIN: Phrase(nl="Onthouding", fr="Abstention", en="Abstained", de="Enthaltung"),
}
VOTES = Phrase(nl="Stemmen", fr="Voix", en="Votes", de="Stimmen")
OF_DECISIVE = Phrase(
    nl="zonder onthoudingen", fr="sans les abstentions", en="without abstentions", de="ohne Enthaltungen"
)
OF_CAST = Phrase(nl="met onthoudingen", fr="avec les abstentions", en="with abstentions", de="mit Enthaltungen")
CATEGORY = Phrase(
    nl="Categorie {category}", fr="Catégorie {category}", en="Category {category}", de="Kategorie {category}"
)
UNDER_WAY = Phrase(
    nl="De stemming loopt nog.",
    fr="Le vote est en cours.",
    en="The vote is under way.",
    de="Die Abstimmung läuft noch.",
)
NOT_TOLD = Phrase(
    nl="De uitslag is nog niet meegedeeld aan de vennoten.",
    fr="Le résultat n'est pas encore annoncé aux sociétaires.",
    en="The result is not announced to the members yet.",
    de="Das Ergebnis ist den Mitgliedern noch nicht mitgeteilt.",
)
ANNULLED = Phrase(
    nl="Nietig verklaard om {hour}: {reason}",
    fr="Annulé à {hour} : {reason}",
    en="Annulled at {hour}: {reason}",
    de="Für nichtig erklärt um {hour}: {reason}",
)
REPEATED = Phrase(
    nl="Opnieuw gestemd: zie stemming {number}.",
    fr="Le vote a été recommencé : voir vote {number}.",
    en="Voted on again: see vote {number}.",
    de="Es wurde erneut abgestimmt: siehe Abstimmung {number}.",
)
NOT_REPEATED = Phrase(
    nl="Er is niet opnieuw gestemd.",
    fr="Le vote n'a pas été recommencé.",
    en="It was not voted on again.",
    de="Es wurde nicht erneut abgestimmt.",
)
