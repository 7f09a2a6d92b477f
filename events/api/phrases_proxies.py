"""What people read when something about proxies, or about being at an assembly, is refused."""

from events.words import Phrase

PROBLEMS: dict[str, tuple[Phrase, Phrase]] = {
    "not-convened": (
        Phrase(
            nl="Nog niet bijeengeroepen",
            fr="Pas encore convoquée",
            en="Not called together yet",
            de="Noch nicht einberufen",
        ),
        Phrase(
            nl="De vennoten zijn nog niet voor deze vergadering bijeengeroepen. Probeer het na de oproeping.",
            fr="Les sociétaires ne sont pas encore convoqués à cette assemblée. Réessayez après la convocation.",
            en="The members were not called to this assembly yet. Try again after the convocation.",
            de="Die Mitglieder sind zu dieser Versammlung noch nicht einberufen. Versuchen Sie es danach erneut.",
        ),
    ),
    "doors-closed": (
        Phrase(
            nl="De deuren zijn niet open",
            fr="Les portes ne sont pas ouvertes",
            en="The doors are not open",
            de="Die Türen sind nicht offen",
        ),
        Phrase(
            nl="Deelnemen kan van vier uur voor het begin tot de vergadering voorbij is.",
            fr="On peut participer de quatre heures avant le début jusqu'à la fin de l'assemblée.",
            en="You can take part from four hours before it begins until the assembly is over.",
            de="Teilnehmen kann man von vier Stunden vor Beginn, bis die Versammlung vorbei ist.",
        ),
    ),
    "not-there": (
        Phrase(nl="Niet aanwezig", fr="Pas là", en="Not there", de="Nicht da"),
        Phrase(
            nl="Wie hier vertrekt, is er niet. Haal de lijst opnieuw op.",
            fr="La personne qui part n'est pas là. Rechargez la liste.",
            en="Who leaves here is not there. Fetch the list again.",
            de="Wer hier geht, ist nicht da. Laden Sie die Liste neu.",
        ),
    ),
    "no-proxies": (
        Phrase(nl="Geen volmachten", fr="Pas de procuration", en="No proxies", de="Keine Vollmachten"),
        Phrase(
            nl="De statuten laten voor deze vergadering geen volmachten toe.",
            fr="Les statuts n'admettent pas de procuration à cette assemblée.",
            en="The statutes allow no proxies at this assembly.",
            de="Die Satzung lässt bei dieser Versammlung keine Vollmachten zu.",
        ),
    ),
    "proxies-over": (
        Phrase(
            nl="Te laat voor een volmacht", fr="Trop tard", en="Too late for a proxy", de="Zu spät für eine Vollmacht"
        ),
        Phrase(
            nl="Volmachten konden tot {until} gegeven worden. Kom zelf, of neem online deel.",
            fr="On pouvait donner procuration jusqu'au {until}. Venez, ou participez en ligne.",
            en="Proxies could be given until {until}. Come yourself, or take part online.",
            de="Vollmachten konnten bis {until} erteilt werden. Kommen Sie selbst, oder nehmen Sie online teil.",
        ),
    ),
    "proxy-given": (
        Phrase(
            nl="Al een volmacht gegeven",
            fr="Procuration déjà donnée",
            en="A proxy is given already",
            de="Schon eine Vollmacht erteilt",
        ),
        Phrase(
            nl="Er is voor deze vergadering al een volmacht. Trek die eerst in om een andere te geven.",
            fr="Une procuration existe déjà pour cette assemblée. Retirez-la d'abord pour en donner une autre.",
            en="There is a proxy for this assembly already. Withdraw it first to give another.",
            de="Für diese Versammlung gibt es schon eine Vollmacht. Ziehen Sie sie zuerst zurück.",
        ),
    ),
    "proxy-limit": (
        Phrase(nl="Niet nog een volmacht", fr="Pas une de plus", en="Not one more proxy", de="Keine weitere Vollmacht"),
        Phrase(
            nl="Wie je koos, houdt al zoveel volmachten als de statuten toelaten ({limit}). Kies iemand anders.",
            fr="Le mandataire choisi détient déjà autant de procurations que permis ({limit}). Choisissez-en un autre.",
            en="The holder has as many proxies as the statutes allow ({limit}). Choose somebody else.",
            de="Diese Person hält schon alle Vollmachten, die die Satzung erlaubt ({limit}). Wählen Sie eine andere.",
        ),
    ),
    "proxy-chain": (
        Phrase(
            nl="Volmachten gaan niet verder",
            fr="Pas de procuration en chaîne",
            en="Proxies do not travel on",
            de="Vollmachten gehen nicht weiter",
        ),
        Phrase(
            nl="Wie een volmacht gaf, houdt er geen van anderen, en wie er een houdt, geeft er geen.",
            fr="Qui a donné procuration n'en détient pas, et qui en détient une n'en donne pas.",
            en="Who gave a proxy holds nobody else's, and who holds one gives none.",
            de="Wer eine Vollmacht erteilt hat, hält keine, und wer eine hält, erteilt keine.",
        ),
    ),
    "other-category": (
        Phrase(nl="Andere categorie", fr="Autre catégorie", en="Another category", de="Andere Kategorie"),
        Phrase(
            nl="De statuten willen dat wie stemt tot dezelfde categorie hoort. Kies iemand van jouw categorie.",
            fr="Les statuts veulent un mandataire de la même catégorie. Choisissez quelqu'un de la vôtre.",
            en="The statutes want a holder of the same category. Choose somebody of yours.",
            de="Die Satzung verlangt dieselbe Kategorie. Wählen Sie jemanden aus Ihrer.",
        ),
    ),
    "proxy-over": (
        Phrase(
            nl="Deze volmacht is voorbij",
            fr="Cette procuration a pris fin",
            en="This proxy is over",
            de="Diese Vollmacht ist beendet",
        ),
        Phrase(
            nl="Ze werd geweigerd of ingetrokken, of haar tijd is om. Geef een nieuwe.",
            fr="Elle a été refusée ou retirée, ou son terme est passé. Donnez-en une nouvelle.",
            en="It was declined or withdrawn, or its time is over. Give a new one.",
            de="Sie wurde abgelehnt oder zurückgezogen, oder ihre Zeit ist um. Erteilen Sie eine neue.",
        ),
    ),
    "giver-there": (
        Phrase(nl="Stemt zelf", fr="Vote en personne", en="Votes in person", de="Stimmt selbst ab"),
        Phrase(
            nl="Wie de volmacht gaf, is er en stemt zelf. Noteer eerst het vertrek.",
            fr="Le mandant est là et vote lui-même. Notez d'abord son départ.",
            en="The giver is there and votes. Note first that they left.",
            de="Wer die Vollmacht erteilt hat, ist da und stimmt selbst ab. Tragen Sie zuerst das Gehen ein.",
        ),
    ),
}

MENDS: dict[str, Phrase] = {
    "no_such_member": Phrase(
        nl="Nummer en naam horen niet bij elkaar. Vraag ze aan wie je kiest.",
        fr="Ce numéro et ce nom ne vont pas ensemble. Demandez-les à la personne choisie.",
        en="This number and name do not go together. Ask the person for both.",
        de="Nummer und Name gehören nicht zusammen. Fragen Sie die Person nach beiden.",
    ),
    "not_oneself": Phrase(
        nl="Kies iemand anders dan wie de volmacht geeft.",
        fr="Choisissez une autre personne que le mandant.",
        en="Choose somebody other than the giver.",
        de="Wählen Sie eine andere Person als die, die sie erteilt.",
    ),
    "has_no_vote": Phrase(
        nl="Dit lid mag op deze vergadering niet stemmen.",
        fr="Ce sociétaire ne vote pas à cette assemblée.",
        en="This member has no vote at this assembly.",
        de="Dieses Mitglied hat bei dieser Versammlung keine Stimme.",
    ),
    "no_items": Phrase(
        nl="Kies ten minste één punt.",
        fr="Choisissez un point au moins.",
        en="Choose one item at least.",
        de="Wählen Sie mindestens einen Punkt.",
    ),
    "items_not_for_kind": Phrase(
        nl="Deze volmacht geldt voor alle punten; noem er geen.",
        fr="Cette procuration vaut pour tous les points ; n'en nommez pas.",
        en="This proxy is for every item; name none.",
        de="Diese Vollmacht gilt für alle Punkte; nennen Sie keine.",
    ),
    "unknown_item": Phrase(
        nl="Hierover wordt op deze vergadering niet gestemd.",
        fr="Ce point n'est pas soumis au vote de cette assemblée.",
        en="This is not put to the vote at this assembly.",
        de="Darüber wird auf dieser Versammlung nicht abgestimmt.",
    ),
    "named_twice": Phrase(
        nl="Noem elk punt één keer.",
        fr="Nommez chaque point une seule fois.",
        en="Name each item once.",
        de="Nennen Sie jeden Punkt nur einmal.",
    ),
    "instructions_not_for_kind": Phrase(
        nl="Kies een volmacht met instructies om te zeggen hoe er gestemd wordt.",
        fr="Choisissez une procuration avec instructions pour dire comment voter.",
        en="Choose a proxy with instructions to say how to vote.",
        de="Wählen Sie eine Vollmacht mit Weisungen, um zu sagen, wie abgestimmt wird.",
    ),
    "in_the_past": Phrase(
        nl="Kies een moment dat nog komt.",
        fr="Choisissez un moment à venir.",
        en="Choose a moment that is still to come.",
        de="Wählen Sie einen Zeitpunkt, der noch kommt.",
    ),
    "in_the_future": Phrase(
        nl="Kies vandaag of een dag die voorbij is.",
        fr="Choisissez aujourd'hui ou un jour passé.",
        en="Choose today or a day that is past.",
        de="Wählen Sie heute oder einen vergangenen Tag.",
    ),
    "not_a_scan": Phrase(
        nl="Kies een scan als PDF, JPEG of PNG.",
        fr="Choisissez un scan en PDF, JPEG ou PNG.",
        en="Choose a scan as PDF, JPEG or PNG.",
        de="Wählen Sie einen Scan als PDF, JPEG oder PNG.",
    ),
    "not_on_paper": Phrase(
        nl="Deze volmacht kwam niet op papier binnen.",
        fr="Cette procuration n'est pas arrivée sur papier.",
        en="This proxy did not come in on paper.",
        de="Diese Vollmacht kam nicht auf Papier.",
    ),
    "spreadsheet": Phrase(
        nl="Dit is een rekenblad. Bewaar het als CSV.",
        fr="C'est un classeur. Enregistrez-le en CSV.",
        en="This is a spreadsheet. Save it as CSV.",
        de="Das ist eine Tabellendatei. Speichern Sie sie als CSV.",
    ),
    "no_lines": Phrase(
        nl="Er staan geen volmachten in dit bestand.",
        fr="Ce fichier ne contient aucune procuration.",
        en="There are no proxies in this file.",
        de="In dieser Datei stehen keine Vollmachten.",
    ),
    "too_many_lines": Phrase(
        nl="Hoogstens {limit} regels in één bestand.",
        fr="{limit} lignes au plus par fichier.",
        en="{limit} lines in one file at most.",
        de="Höchstens {limit} Zeilen in einer Datei.",
    ),
    "columns_missing": Phrase(
        nl="Deze kolommen ontbreken: {columns}. De eerste regel noemt ze.",
        fr="Il manque ces colonnes : {columns}. La première ligne les nomme.",
        en="These columns are missing: {columns}. The first line names them.",
        de="Diese Spalten fehlen: {columns}. Die erste Zeile nennt sie.",
    ),
    "bad_row": Phrase(
        nl="Vanaf hier zijn de regels niet te onderscheiden: er staat een aanhalingsteken te veel of te weinig.",
        fr="À partir d'ici, les lignes ne se distinguent plus : un guillemet est de trop, ou manque.",
        en="From here on the rows cannot be told apart: a quotation mark is missing, or one too many.",
        de="Ab hier sind die Zeilen nicht zu trennen: Ein Anführungszeichen fehlt oder ist zu viel.",
    ),
    "no_number": Phrase(
        nl="Dit is geen vennootnummer.",
        fr="Ce n'est pas un numéro de sociétaire.",
        en="This is no member number.",
        de="Das ist keine Mitgliedsnummer.",
    ),
    "unknown_kind": Phrase(
        nl="Schrijf “algemeen” of “quorum”, of niets voor algemeen.",
        fr="Écrivez « générale » ou « quorum », ou rien pour générale.",
        en="Write “general” or “quorum”, or nothing for general.",
        de="Schreiben Sie „allgemein“ oder „quorum“, oder nichts für allgemein.",
    ),
    "kind_by_hand": Phrase(
        nl="Voer volmachten voor genoemde punten of met instructies één voor één in.",
        fr="Encodez une à une les procurations pour des points désignés ou avec instructions.",
        en="Enter proxies for named items or with instructions one by one.",
        de="Geben Sie Vollmachten für genannte Punkte oder mit Weisungen einzeln ein.",
    ),
    "no_day": Phrase(
        nl="Schrijf de dag als 26/01/2023 of 2023-01-26.",
        fr="Écrivez le jour comme 26/01/2023 ou 2023-01-26.",
        en="Write the day as 26/01/2023 or 2023-01-26.",
        de="Schreiben Sie den Tag als 26.01.2023 oder 2023-01-26.",
    ),
    "yes_or_no": Phrase(
        nl="Schrijf ja of nee.", fr="Écrivez oui ou non.", en="Write yes or no.", de="Schreiben Sie ja oder nein."
    ),
    "other_category": Phrase(
        nl="De statuten willen iemand van dezelfde categorie.",
        fr="Les statuts veulent un mandataire de la même catégorie.",
        en="The statutes want a holder of the same category.",
        de="Die Satzung verlangt dieselbe Kategorie.",
    ),
    "came_late": Phrase(
        nl="Te laat: formulieren konden tot en met {last} binnenkomen.",
        fr="Trop tard : les formulaires pouvaient arriver jusqu'au {last} inclus.",
        en="Too late: forms could come in until {last}.",
        de="Zu spät: Formulare konnten bis einschließlich {last} eingehen.",
    ),
    "gave_already": Phrase(
        nl="Deze vennoot gaf al een volmacht voor deze vergadering.",
        fr="Ce sociétaire a déjà donné procuration pour cette assemblée.",
        en="This member gave a proxy for this assembly already.",
        de="Dieses Mitglied hat für diese Versammlung schon eine Vollmacht erteilt.",
    ),
    "gives_twice": Phrase(
        nl="Regel {line} heeft dezelfde volmachtgever.",
        fr="La ligne {line} a le même mandant.",
        en="Line {line} has the same giver.",
        de="Zeile {line} hat denselben Vollmachtgeber.",
    ),
    "holds_others": Phrase(
        nl="Wie volmachten van anderen houdt, geeft er geen.",
        fr="Qui détient des procurations n'en donne pas.",
        en="Who holds proxies of others gives none.",
        de="Wer Vollmachten anderer hält, erteilt keine.",
    ),
    "gave_away": Phrase(
        nl="Wie zelf een volmacht gaf, houdt er geen van anderen.",
        fr="Qui a donné procuration n'en détient pas.",
        en="Who gave a proxy holds nobody else's.",
        de="Wer eine Vollmacht erteilt hat, hält keine anderer.",
    ),
    "holds_most": Phrase(
        nl="Deze vennoot houdt al zoveel volmachten als de statuten toelaten ({limit}).",
        fr="Ce sociétaire détient déjà autant de procurations que permis ({limit}).",
        en="This member holds as many proxies as the statutes allow ({limit}).",
        de="Dieses Mitglied hält schon alle Vollmachten, die die Satzung erlaubt ({limit}).",
    ),
}
