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
    "poll-decided": (
        Phrase(nl="Er is al gestemd", fr="Déjà voté", en="Voted on already", de="Schon abgestimmt"),
        Phrase(
            nl="Over dit voorstel is gestemd, en die stemming telt. Verklaar ze eerst nietig, met de reden.",
            fr="Ce point a été voté, et ce vote compte. Annulez-le d'abord, avec le motif.",
            en="This resolution was voted on, and that vote counts. Annul it first, with the reason.",
            de="Über diese Vorlage wurde abgestimmt, und das gilt. Erklären Sie es zuerst mit Grund für nichtig.",
        ),
    ),
    "cannot-be-secret": (
        Phrase(
            nl="Dit kan niet geheim",
            fr="Le secret est impossible",
            en="This cannot be secret",
            de="Das kann nicht geheim sein",
        ),
        Phrase(
            nl="Stemmen wegen hier niet even zwaar, of een categorie telt te weinig kiezers: een stembiljet zou zeggen"
            " van wie het is. Stem op naam.",
            fr="Les voix n'ont pas le même poids, ou une catégorie compte trop peu de votants : un bulletin dirait de"
            " qui il vient. Votez nominativement.",
            en="Votes do not weigh the same here, or a category has too few voters: a ballot would tell whose it is."
            " Hold a named vote.",
            de="Die Stimmen wiegen hier nicht gleich, oder eine Kategorie hat zu wenige Stimmberechtigte: Ein"
            " Stimmzettel würde verraten, von wem er ist. Stimmen Sie namentlich ab.",
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
    "nobody-stands": (
        Phrase(nl="Geen kandidaten", fr="Aucun candidat", en="No candidates", de="Keine Kandidaturen"),
        Phrase(
            nl="Voor deze verkiezing is niemand kandidaat, of iedereen trok zich terug. Ga naar het volgende punt.",
            fr="Personne ne se présente à cette élection, ou plus personne. Passez au point suivant.",
            en="Nobody stands in this election, or not any more. Go on to the next item.",
            de="Für diese Wahl steht niemand zur Verfügung, oder niemand mehr. Gehen Sie zum nächsten Punkt.",
        ),
    ),
    "nothing-tied": (
        Phrase(nl="Geen gelijke stand", fr="Pas d'égalité", en="No tie", de="Keine Stimmengleichheit"),
        Phrase(
            nl="De laatste stemming over dit punt liet geen gelijke stand. Er is niets te beslissen.",
            fr="Le dernier vote sur ce point n'a laissé aucune égalité. Il n'y a rien à départager.",
            en="The last vote on this item left no tie. There is nothing to decide.",
            de="Die letzte Abstimmung zu diesem Punkt ließ keinen Gleichstand. Es ist nichts zu entscheiden.",
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

MENDS: dict[str, Phrase] = {
    "not_what_is_asked": Phrase(
        nl="Dat wordt in deze stemming niet gevraagd. Laad de pagina opnieuw en kies daar.",
        fr="Ce n'est pas ce que ce vote demande. Rechargez la page et choisissez là.",
        en="That is not what this poll asks. Load the page again and choose there.",
        de="Das fragt diese Abstimmung nicht. Laden Sie die Seite neu und wählen Sie dort.",
    ),
    "not_on_the_ballot": Phrase(
        nl="Je noemt iemand die niet op het stembiljet staat.",
        fr="Vous citez quelqu'un qui ne figure pas sur le bulletin.",
        en="You name somebody who is not on the ballot.",
        de="Sie nennen jemanden, der nicht auf dem Stimmzettel steht.",
    ),
    "candidate_withdrawn": Phrase(
        nl="Je noemt iemand die geen kandidaat meer is.",
        fr="Vous citez quelqu'un qui n'est plus candidat.",
        en="You name somebody who no longer stands.",
        de="Sie nennen jemanden, der nicht mehr kandidiert.",
    ),
    "not_every_candidate": Phrase(
        nl="Zeg bij elke kandidaat voor, tegen of onthouding.",
        fr="Dites pour chaque candidat : pour, contre ou abstention.",
        en="Say for each candidate: for, against or abstain.",
        de="Sagen Sie bei jeder Kandidatur: dafür, dagegen oder Enthaltung.",
    ),
    "named_twice": Phrase(
        nl="Je noemt iemand twee keer.",
        fr="Vous citez quelqu'un deux fois.",
        en="You name somebody twice.",
        de="Sie nennen jemanden zweimal.",
    ),
    "too_many_names": Phrase(
        nl="Kies hoogstens {limit}.",
        fr="Choisissez-en {limit} au plus.",
        en="Choose {limit} at most.",
        de="Wählen Sie höchstens {limit}.",
    ),
}
