"""What people read when something about the sitting of an assembly is refused."""

from events.words import Phrase

PROBLEMS: dict[str, tuple[Phrase, Phrase]] = {
    "not-sitting": (
        Phrase(nl="Nog niet geopend", fr="Pas encore ouverte", en="Not open yet", de="Noch nicht eröffnet"),
        Phrase(
            nl="De vergadering is nog niet geopend. Wacht tot het bureau ze opent.",
            fr="L'assemblée n'est pas encore ouverte. Attendez que le bureau l'ouvre.",
            en="The assembly is not open yet. Wait until its bureau opens it.",
            de="Die Versammlung ist noch nicht eröffnet. Warten Sie, bis die Leitung sie eröffnet.",
        ),
    ),
    "assembly-closed": (
        Phrase(
            nl="De vergadering is gesloten",
            fr="L'assemblée est close",
            en="The assembly is closed",
            de="Die Versammlung ist geschlossen",
        ),
        Phrase(
            nl="De vergadering is gesloten, en dat blijft zo. Wat er gebeurde, staat in het verslag.",
            fr="L'assemblée est close, définitivement. Ce qui s'y est passé figure au procès-verbal.",
            en="The assembly is closed, for good. What happened there is in its minutes.",
            de="Die Versammlung ist endgültig geschlossen. Was dort geschah, steht im Protokoll.",
        ),
    ),
    "floor-closed": (
        Phrase(
            nl="De sprekerslijst is gesloten",
            fr="La liste des orateurs est close",
            en="The speakers’ list is closed",
            de="Die Rednerliste ist geschlossen",
        ),
        Phrase(
            nl="Het bureau neemt nu geen sprekers meer aan. Je kunt wel nog een vraag stellen.",
            fr="Le bureau n'accepte plus d'orateurs pour l'instant. Vous pouvez encore poser une question.",
            en="The bureau takes no more speakers for now. You can still ask a question.",
            de="Die Leitung nimmt derzeit keine Wortmeldungen mehr an. Eine Frage können Sie weiterhin stellen.",
        ),
    ),
    "too-many-questions": (
        Phrase(nl="Genoeg vragen", fr="Assez de questions", en="Enough questions", de="Genug Fragen"),
        Phrase(
            nl="Elke vennoot mag hier hoogstens {limit} vragen stellen, en dat heb je gedaan. Vraag het woord.",
            fr="Chaque sociétaire peut poser ici {limit} questions au plus, et c'est fait. Demandez la parole.",
            en="Each member may ask {limit} questions here at most, and you have. Ask for the floor instead.",
            de="Jedes Mitglied darf hier höchstens {limit} Fragen stellen. Melden Sie sich stattdessen zu Wort.",
        ),
    ),
    "question-grouped": (
        Phrase(nl="Al samengenomen", fr="Déjà regroupée", en="Taken together already", de="Schon zusammengefasst"),
        Phrase(
            nl="Vragen die al bij een ander onderwerp staan: {number}. Haal ze daar eerst weg.",
            fr="Questions qui figurent déjà dans un autre sujet : {number}. Retirez-les-en d'abord.",
            en="Questions that stand in another topic already: {number}. Take them out of it first.",
            de="Fragen, die schon in einem anderen Thema stehen: {number}. Nehmen Sie sie erst dort heraus.",
        ),
    ),
    "not-on-the-roll": (
        Phrase(nl="Niet op de lijst", fr="Pas sur la liste", en="Not on the roll", de="Nicht auf der Liste"),
        Phrase(
            nl="Nummer {number} staat niet op de stemgerechtigdenlijst. Kijk het na, of voeg een gast toe met naam.",
            fr="Le numéro {number} n'est pas sur la liste électorale. Vérifiez-le, ou ajoutez un invité par son nom.",
            en="Number {number} is not on the roll. Check it, or add a guest by name.",
            de="Nummer {number} steht nicht auf der Liste. Prüfen Sie sie, oder nennen Sie einen Gast mit Namen.",
        ),
    ),
}

MENDS: dict[str, Phrase] = {
    "no_such_item": Phrase(
        nl="Dit agendapunt bestaat niet meer. Kies een ander.",
        fr="Ce point de l'ordre du jour n'existe plus. Choisissez-en un autre.",
        en="This item of the agenda exists no longer. Choose another one.",
        de="Diesen Tagesordnungspunkt gibt es nicht mehr. Wählen Sie einen anderen.",
    ),
    "same_language": Phrase(
        nl="Kies twee verschillende talen, of maar één.",
        fr="Choisissez deux langues différentes, ou une seule.",
        en="Choose two different languages, or only one.",
        de="Wählen Sie zwei verschiedene Sprachen oder nur eine.",
    ),
    "number_or_name": Phrase(
        nl="Geef een vennotennummer of een naam, niet allebei.",
        fr="Donnez un numéro de sociétaire ou un nom, pas les deux.",
        en="Give a member's number or a name, not both.",
        de="Nennen Sie eine Mitgliedsnummer oder einen Namen, nicht beides.",
    ),
    "answer_or_reason": Phrase(
        nl="Geef een antwoord, of zeg waarom er geen is.",
        fr="Donnez une réponse, ou dites pourquoi il n'y en a pas.",
        en="Give an answer, or say why there is none.",
        de="Geben Sie eine Antwort, oder sagen Sie, warum es keine gibt.",
    ),
}
