"""What people read when something about assemblies and their rules is refused."""

from events.words import Phrase

PROBLEMS: dict[str, tuple[Phrase, Phrase]] = {
    "assembly-exists": (
        Phrase(nl="Al een vergadering", fr="Déjà une assemblée", en="An assembly already", de="Schon eine Versammlung"),
        Phrase(
            nl="Deze activiteit is al een algemene vergadering. Open ze om ze voor te bereiden.",
            fr="Cet événement est déjà une assemblée générale. Ouvrez-la pour la préparer.",
            en="This event is an assembly already. Open it to prepare it.",
            de="Diese Veranstaltung ist schon eine Versammlung. Öffnen Sie sie, um sie vorzubereiten.",
        ),
    ),
    "assembly-needs-a-place": (
        Phrase(
            nl="Een vergadering heeft een plaats nodig",
            fr="Une assemblée a besoin d'un lieu",
            en="An assembly needs a place",
            de="Eine Versammlung braucht einen Ort",
        ),
        Phrase(
            nl="Deze activiteit is alleen online, en naar een vergadering kan iedereen ook komen. Geef ze een plaats.",
            fr="Cet événement est en ligne seulement, et l'on peut toujours venir à une assemblée. Donnez-lui un lieu.",
            en="This event is online only, and members can always come to an assembly. Give it a place as well.",
            de="Diese Veranstaltung ist nur online, doch zu einer Versammlung kommt man auch. Nennen Sie einen Ort.",
        ),
    ),
    "assembly-convened": (
        Phrase(nl="Al bijeengeroepen", fr="Déjà convoquée", en="Called together already", de="Schon einberufen"),
        Phrase(
            nl="De vennoten zijn met deze regels bijeengeroepen, dus die blijven zoals ze zijn.",
            fr="Les sociétaires ont été convoqués selon ces règles : elles restent donc telles quelles.",
            en="The members were called together by these rules, so they stay as they are.",
            de="Die Mitglieder wurden nach diesen Regeln einberufen; sie bleiben daher, wie sie sind.",
        ),
    ),
    "roll-settled": (
        Phrase(
            nl="De lijst staat vast", fr="La liste est arrêtée", en="The roll is settled", de="Die Liste steht fest"
        ),
        Phrase(
            nl="De stemgerechtigdenlijst staat vast, en daarmee ook wat ze bepaalde: de dag en hoe stemmen tellen.",
            fr="La liste électorale est arrêtée, et avec elle ce qui l'a déterminée : le jour et le poids des voix.",
            en="The roll is settled, and with it what decided it: the day, and how votes are weighed.",
            de="Die Stimmberechtigtenliste steht fest und damit, was sie bestimmt hat: der Tag und das Stimmgewicht.",
        ),
    ),
    "roll-too-early": (
        Phrase(nl="Nog te vroeg", fr="Trop tôt", en="Too early", de="Noch zu früh"),
        Phrase(
            nl="Stemmen mag wie op {day} vennoot is. Leg de lijst vanaf die dag vast.",
            fr="Peut voter qui est sociétaire le {day}. Arrêtez la liste à partir de ce jour.",
            en="Who is a member on {day} may vote. Settle the roll from that day on.",
            de="Abstimmen darf, wer am {day} Mitglied ist. Legen Sie die Liste ab diesem Tag fest.",
        ),
    ),
    "roll-empty": (
        Phrase(
            nl="Niemand mag stemmen", fr="Personne ne peut voter", en="Nobody may vote", de="Niemand darf abstimmen"
        ),
        Phrase(
            nl="Op {day} is niemand vennoot met een stem. Kijk het register en de regels na.",
            fr="Le {day}, aucun sociétaire n'a de voix. Vérifiez le registre et les règles.",
            en="On {day} nobody is a member with a vote. Check the register and the rules.",
            de="Am {day} ist niemand Mitglied mit Stimme. Prüfen Sie das Register und die Regeln.",
        ),
    ),
}

MENDS: dict[str, Phrase] = {
    "not_a_fraction": Phrase(
        nl="Schrijf een breuk, zoals 2/3.",
        fr="Écrivez une fraction, comme 2/3.",
        en="Write a fraction, such as 2/3.",
        de="Schreiben Sie einen Bruch, etwa 2/3.",
    ),
    "not_a_majority": Phrase(
        nl="Een meerderheid is ten minste 1/2.",
        fr="Une majorité est de 1/2 au moins.",
        en="A majority is 1/2 at least.",
        de="Eine Mehrheit ist mindestens 1/2.",
    ),
    "not_every_matter": Phrase(
        nl="Zeg voor elk soort besluit één keer wat er nodig is.",
        fr="Dites une fois, pour chaque sorte de décision, ce qu'il faut.",
        en="Say once for every kind of decision what it needs.",
        de="Sagen Sie für jede Art von Beschluss einmal, was nötig ist.",
    ),
}
