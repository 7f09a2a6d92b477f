"""What people read when something about an agenda, its documents or its candidates is refused."""

from events.words import Phrase

PROBLEMS: dict[str, tuple[Phrase, Phrase]] = {
    "agenda-empty": (
        Phrase(
            nl="Nog niets op de agenda",
            fr="Rien à l'ordre du jour",
            en="Nothing on the agenda yet",
            de="Noch nichts auf der Tagesordnung",
        ),
        Phrase(
            nl="Een lege agenda kan niet gepubliceerd worden. Zet er eerst een punt op.",
            fr="Un ordre du jour vide ne se publie pas. Ajoutez-y d'abord un point.",
            en="An empty agenda cannot be published. Put an item on it first.",
            de="Eine leere Tagesordnung kann nicht veröffentlicht werden. Setzen Sie zuerst einen Punkt darauf.",
        ),
    ),
    "agenda-without-text": (
        Phrase(nl="Er ontbreekt een tekst", fr="Il manque un texte", en="A text is missing", de="Es fehlt ein Text"),
        Phrase(
            nl="Waarover gestemd wordt, moet er voluit staan, in ten minste één taal. Schrijf de tekst van punt"
            " {items}.",
            fr="Ce qui est mis aux voix doit être écrit en entier, dans une langue au moins. Rédigez le texte du point"
            " {items}.",
            en="What is put to the vote has to be written out, in one language at least. Write the text of item"
            " {items}.",
            de="Worüber abgestimmt wird, muss in mindestens einer Sprache ausgeschrieben sein. Schreiben Sie den Text"
            " von Punkt {items}.",
        ),
    ),
    "agenda-without-report": (
        Phrase(
            nl="Er ontbreekt een verslag",
            fr="Il manque un rapport",
            en="A report is missing",
            de="Es fehlt ein Bericht",
        ),
        Phrase(
            nl="Volgens de regels van deze vergadering hoort er een verslag bij punt {items}. Voeg de PDF toe en duid"
            " aan dat het het verslag is.",
            fr="Selon les règles de cette assemblée, un rapport doit être joint au point {items}. Ajoutez le PDF et"
            " indiquez que c'est le rapport.",
            en="By the rules of this assembly a report belongs to item {items}. Attach the PDF and mark it as the"
            " report.",
            de="Nach den Regeln dieser Versammlung gehört ein Bericht zu Punkt {items}. Fügen Sie das PDF an und"
            " kennzeichnen Sie es als Bericht.",
        ),
    ),
    "agenda-fixed": (
        Phrase(
            nl="De vergadering is geopend",
            fr="L'assemblée est ouverte",
            en="The assembly is open",
            de="Die Versammlung ist eröffnet",
        ),
        Phrase(
            nl="Vanaf de opening blijft de agenda zoals hij is, met alles wat erbij hoort.",
            fr="Dès l'ouverture, l'ordre du jour reste tel quel, avec tout ce qui l'accompagne.",
            en="From the opening on the agenda stays as it is, with all that belongs to it.",
            de="Ab der Eröffnung bleibt die Tagesordnung mit allem, was dazugehört, wie sie ist.",
        ),
    ),
    "agenda-item-in-use": (
        Phrase(
            nl="Er hangt iets aan dit punt",
            fr="Quelque chose dépend de ce point",
            en="Something hangs on this item",
            de="An diesem Punkt hängt etwas",
        ),
        Phrase(
            nl="Iemand is er kandidaat voor, of een volmacht of een vraag gaat erover. Trek dat eerst in, of laat het"
            " punt staan.",
            fr="Quelqu'un y est candidat, ou une procuration ou une question porte sur lui. Retirez-les d'abord, ou"
            " gardez le point.",
            en="Somebody stands for it, or a proxy or a question is about it. Withdraw that first, or keep the item.",
            de="Jemand kandidiert dafür, oder eine Vollmacht oder Frage betrifft ihn. Ziehen Sie das zuerst zurück,"
            " oder behalten Sie den Punkt.",
        ),
    ),
    "candidates-closed": (
        Phrase(
            nl="Kandidaturen zijn gesloten",
            fr="Les candidatures sont closes",
            en="Candidacies are closed",
            de="Kandidaturen sind geschlossen",
        ),
        Phrase(
            nl="Je kandidaat stellen of je terugtrekken kan hier niet (meer). Vraag het aan het bureau.",
            fr="On ne peut pas (ou plus) se porter candidat ni se retirer ici. Adressez-vous au bureau.",
            en="Nobody can stand or withdraw here, or not any more. Ask the bureau.",
            de="Kandidieren oder zurückziehen ist hier nicht (mehr) möglich. Fragen Sie die Versammlungsleitung.",
        ),
    ),
    "only-members-stand": (
        Phrase(nl="Voor vennoten", fr="Pour les sociétaires", en="For members", de="Für Mitglieder"),
        Phrase(
            nl="Alleen vennoten stellen zich hier zelf kandidaat. Meld je aan als vennoot en probeer opnieuw.",
            fr="Seuls les sociétaires se portent candidats ici. Connectez-vous comme sociétaire, puis réessayez.",
            en="Only members stand here themselves. Sign in as a member and try again.",
            de="Nur Mitglieder kandidieren hier selbst. Melden Sie sich als Mitglied an und versuchen Sie es erneut.",
        ),
    ),
    "candidacy-withdrawn": (
        Phrase(
            nl="Kandidatuur ingetrokken",
            fr="Candidature retirée",
            en="Candidacy withdrawn",
            de="Kandidatur zurückgezogen",
        ),
        Phrase(
            nl="Het bureau trok deze kandidatuur in. Vraag het bureau als dat niet klopt.",
            fr="Le bureau a retiré cette candidature. Adressez-vous au bureau si c'est une erreur.",
            en="The bureau withdrew this candidacy. Ask the bureau if that is a mistake.",
            de="Die Versammlungsleitung hat diese Kandidatur zurückgezogen. Fragen Sie dort, falls das nicht stimmt.",
        ),
    ),
}

MENDS: dict[str, Phrase] = {
    "election_is_a_kind": Phrase(
        nl="Kies voor een verkiezing de soort “verkiezing”.",
        fr="Pour une élection, choisissez la sorte « élection ».",
        en="For an election, choose the kind “election”.",
        de="Wählen Sie für eine Wahl die Art „Wahl“.",
    ),
    "after_the_meeting_begins": Phrase(
        nl="Dit is nadat de vergadering begint. Kies een eerder moment.",
        fr="C'est après le début de l'assemblée. Choisissez un moment plus tôt.",
        en="This is after the assembly begins. Choose an earlier moment.",
        de="Das ist nach Beginn der Versammlung. Wählen Sie einen früheren Zeitpunkt.",
    ),
    "agenda_full": Phrase(
        nl="Een agenda heeft hoogstens {limit} punten.",
        fr="Un ordre du jour a {limit} points au plus.",
        en="An agenda has {limit} items at most.",
        de="Eine Tagesordnung hat höchstens {limit} Punkte.",
    ),
    "a_member_or_a_name": Phrase(
        nl="Geef het nummer van een vennoot, of de naam van iemand anders.",
        fr="Donnez le numéro d'un sociétaire, ou le nom de quelqu'un d'autre.",
        en="Give the number of a member, or the name of somebody else.",
        de="Nennen Sie die Nummer eines Mitglieds oder den Namen einer anderen Person.",
    ),
    "name_in_the_register": Phrase(
        nl="Dit is een vennoot: de naam komt uit het register. Verander hem daar.",
        fr="C'est un sociétaire : son nom vient du registre. Changez-le là.",
        en="This is a member: the name comes from the register. Change it there.",
        de="Das ist ein Mitglied: Der Name kommt aus dem Register. Ändern Sie ihn dort.",
    ),
    "not_a_picture": Phrase(
        nl="Dit is geen foto die we kunnen lezen. Kies een JPEG, PNG of WebP.",
        fr="Nous ne pouvons pas lire cette photo. Choisissez un JPEG, PNG ou WebP.",
        en="This is no photo that we can read. Choose a JPEG, PNG or WebP.",
        de="Dieses Foto können wir nicht lesen. Wählen Sie ein JPEG, PNG oder WebP.",
    ),
    "picture_too_large": Phrase(
        nl="Deze foto heeft te veel beeldpunten. Kies een kleinere.",
        fr="Cette photo a trop de pixels. Choisissez-en une plus petite.",
        en="This photo has too many pixels. Choose a smaller one.",
        de="Dieses Foto hat zu viele Bildpunkte. Wählen Sie ein kleineres.",
    ),
    "not_a_pdf": Phrase(
        nl="Dit is geen PDF die we kunnen lezen. Bewaar het document opnieuw als PDF.",
        fr="Nous ne pouvons pas lire ce PDF. Enregistrez à nouveau le document en PDF.",
        en="This is no PDF that we can read. Save the document as PDF again.",
        de="Dieses PDF können wir nicht lesen. Speichern Sie das Dokument erneut als PDF.",
    ),
    "locked_pdf": Phrase(
        nl="Deze PDF is beveiligd. Bewaar ze zonder wachtwoord of beperkingen.",
        fr="Ce PDF est protégé. Enregistrez-le sans mot de passe ni restrictions.",
        en="This PDF is protected. Save it without a password or restrictions.",
        de="Dieses PDF ist geschützt. Speichern Sie es ohne Passwort und Einschränkungen.",
    ),
    "acting_pdf": Phrase(
        nl="In deze PDF zit een script, een bijlage of iets anders dat kan werken. Druk het document af naar een"
        " gewone PDF.",
        fr="Ce PDF contient un script, une pièce jointe ou autre chose d'actif. Imprimez le document vers un PDF"
        " ordinaire.",
        en="In this PDF there is a script, another file or something else that can act. Print the document to a plain"
        " PDF.",
        de="In diesem PDF steckt ein Skript, eine Datei oder etwas anderes Aktives. Drucken Sie das Dokument als"
        " einfaches PDF.",
    ),
    "too_many_documents": Phrase(
        nl="Hoogstens {limit} documenten.",
        fr="{limit} documents au plus.",
        en="{limit} documents at most.",
        de="Höchstens {limit} Dokumente.",
    ),
    "reason_needed": Phrase(
        nl="Zeg waarom: vennoten hebben de agenda al kunnen lezen en zien deze reden.",
        fr="Dites pourquoi : les sociétaires ont déjà pu lire l'ordre du jour et verront ce motif.",
        en="Say why: members could read the agenda already, and see this reason.",
        de="Sagen Sie warum: Mitglieder konnten die Tagesordnung schon lesen und sehen diesen Grund.",
    ),
    "not_every_item": Phrase(
        nl="Noem elk punt van de agenda één keer.",
        fr="Citez chaque point de l'ordre du jour une fois.",
        en="Name every item of the agenda once.",
        de="Nennen Sie jeden Punkt der Tagesordnung einmal.",
    ),
}
