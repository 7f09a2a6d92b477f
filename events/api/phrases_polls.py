"""What people read when something about voting is refused."""

from events.words import Phrase

PROBLEMS: dict[str, tuple[Phrase, Phrase]] = {
    "poll-open": (
        Phrase(nl="De stemming loopt", fr="Le vote est ouvert", en="The vote is open", de="Die Abstimmung läuft"),
        Phrase(
            nl="Over dit voorstel wordt nu gestemd. Sluit de stemming eerst; voordien telt niemand.",
            fr="Ce point est soumis au vote. Clôturez d'abord le scrutin ; personne ne compte avant.",
            en="This resolution is being voted on. Close the poll first; nobody counts before that.",
            de="Über diese Vorlage wird gerade abgestimmt. Schließen Sie zuerst; vorher zählt niemand.",
        ),
    ),
    "poll-closed": (
        Phrase(nl="De stemming is gesloten", fr="Le vote est clos", en="The vote is closed", de="Abstimmung beendet"),
        Phrase(
            nl="Deze stemming neemt geen stemmen meer aan. Wat je voordien uitbracht, telt.",
            fr="Ce scrutin n'accepte plus de voix. Ce que vous avez exprimé avant compte.",
            en="This poll takes no more votes. What you cast before counts.",
            de="Diese Abstimmung nimmt keine Stimmen mehr an. Was Sie vorher abgegeben haben, zählt.",
        ),
    ),
    "quorum-missing": (
        Phrase(
            nl="Te weinig aanwezigen",
            fr="Quorum non atteint",
            en="No quorum",
            de="Nicht beschlussfähig",
        ),
        Phrase(
            nl="Voor dit voorstel zijn er {there}, en {at_least} zijn nodig. Leg het vast, of wacht op wie nog komt.",
            fr="Pour ce point, {there} sont présents ou représentés sur {at_least} requis. Constatez-le, ou attendez.",
            en="For this resolution {there} are there, and {at_least} are needed. Record it, or wait for more to come.",
            de="Für diese Vorlage sind {there} da, nötig sind {at_least}. Halten Sie es fest, oder warten Sie.",
        ),
    ),
    "nobody-votes": (
        Phrase(nl="Niemand kan stemmen", fr="Personne ne peut voter", en="Nobody can vote", de="Niemand kann stimmen"),
        Phrase(
            nl="Er is nu niemand die over dit voorstel mag stemmen. Wacht tot er iemand is.",
            fr="Personne ici ne peut voter sur ce point. Attendez que quelqu'un arrive.",
            en="Nobody is there who may vote on this. Wait until somebody comes.",
            de="Es ist niemand da, der darüber abstimmen darf. Warten Sie, bis jemand kommt.",
        ),
    ),
}
