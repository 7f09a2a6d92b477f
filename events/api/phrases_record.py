"""What people read when something about the record of an assembly is refused."""

from events.words import Phrase

PROBLEMS: dict[str, tuple[Phrase, Phrase]] = {
    "quorum-reached": (
        Phrase(
            nl="Het quorum is bereikt",
            fr="Le quorum est atteint",
            en="The quorum is reached",
            de="Das Quorum ist erreicht",
        ),
        Phrase(
            nl="Voor punt {place} zijn er genoeg vennoten, of is er geen quorum nodig. Er valt niets vast te stellen.",
            fr="Pour le point {place}, le quorum est atteint ou n'est pas requis. Il n'y a rien à constater.",
            en="For item {place} enough members are there, or no quorum is needed. There is nothing to put on record.",
            de="Für Punkt {place} sind genügend Mitglieder da, oder es ist kein Quorum nötig. Es gibt nichts "
            "festzustellen.",
        ),
    ),
    "assembly-not-over": (
        Phrase(
            nl="De vergadering is nog bezig",
            fr="L'assemblée n'est pas close",
            en="The assembly is not over",
            de="Die Versammlung ist nicht beendet",
        ),
        Phrase(
            nl="Sluit eerst deze vergadering. Dan staat vast over welke punten de tweede beslist.",
            fr="Clôturez d'abord cette assemblée : les points que la seconde décidera seront alors fixés.",
            en="Close this assembly first. Then it is certain on which items the second one decides.",
            de="Schließen Sie zuerst diese Versammlung. Dann steht fest, worüber die zweite beschließt.",
        ),
    ),
    "bundle-too-early": (
        Phrase(
            nl="De vergadering is nog niet gesloten",
            fr="L'assemblée n'est pas close",
            en="The assembly is not closed yet",
            de="Die Versammlung ist noch nicht geschlossen",
        ),
        Phrase(
            nl="De slotbundel bevat de hele vergadering. Sluit haar eerst, en maak hem dan.",
            fr="Le dossier de clôture contient toute l'assemblée. Clôturez-la d'abord, puis établissez-le.",
            en="The closing bundle holds the whole assembly. Close it first, then make the bundle.",
            de="Die Abschlussakte enthält die ganze Versammlung. Schließen Sie sie zuerst, und erstellen Sie dann die "
            "Akte.",
        ),
    ),
    "no-failures": (
        Phrase(
            nl="Niets om opnieuw te beslissen",
            fr="Rien à décider de nouveau",
            en="Nothing to decide again",
            de="Nichts erneut zu beschließen",
        ),
        Phrase(
            nl="Van geen enkel punt is vastgesteld dat het quorum ontbrak. Een tweede vergadering is niet nodig.",
            fr="Aucun point n'a été constaté sans quorum. Une seconde assemblée n'est pas nécessaire.",
            en="No item is on record as lacking its quorum. No second assembly is needed.",
            de="Für keinen Punkt ist ein fehlendes Quorum festgestellt. Eine zweite Versammlung ist nicht nötig.",
        ),
    ),
    "second-exists": (
        Phrase(
            nl="Er is al een tweede vergadering",
            fr="Une seconde assemblée existe déjà",
            en="There is a second assembly already",
            de="Es gibt schon eine zweite Versammlung",
        ),
        Phrase(
            nl="Ze staat onder {slug}. Verander daar de dag of de plaats.",
            fr="Elle se trouve sous {slug}. Changez-y le jour ou le lieu.",
            en="It is at {slug}. Change its day or its place there.",
            de="Sie steht unter {slug}. Ändern Sie dort den Tag oder den Ort.",
        ),
    ),
}

MENDS: dict[str, Phrase] = {
    "still_to_come": Phrase(
        nl="Kies een moment dat voorbij is.",
        fr="Choisissez un moment passé.",
        en="Choose a moment that is past.",
        de="Wählen Sie einen vergangenen Zeitpunkt.",
    ),
    "notice_too_short": Phrase(
        nl="De vennoten zijn opgeroepen met een termijn: kies ten vroegste {day}.",
        fr="Les sociétaires ont été convoqués avec un délai : choisissez au plus tôt le {day}.",
        en="Members were called with notice: choose {day} at the earliest.",
        de="Die Mitglieder wurden mit einer Frist eingeladen: Wählen Sie frühestens den {day}.",
    ),
    "not_after_the_first": Phrase(
        nl="Kies een moment na de eerste vergadering.",
        fr="Choisissez un moment après la première assemblée.",
        en="Choose a moment after the first assembly.",
        de="Wählen Sie einen Zeitpunkt nach der ersten Versammlung.",
    ),
}
