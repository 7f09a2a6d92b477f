"""What people read when something is refused: a title and a sentence per problem, and a mend per field."""

from events.api import (
    phrases_access,
    phrases_agenda,
    phrases_assemblies,
    phrases_convocations,
    phrases_members,
    phrases_polls,
    phrases_proxies,
    phrases_record,
    phrases_sittings,
)
from events.words import Phrase

PROBLEMS: dict[str, tuple[Phrase, Phrase]] = {
    **phrases_access.PROBLEMS,
    **phrases_members.PROBLEMS,
    **phrases_assemblies.PROBLEMS,
    **phrases_sittings.PROBLEMS,
    **phrases_convocations.PROBLEMS,
    **phrases_proxies.PROBLEMS,
    **phrases_record.PROBLEMS,
    **phrases_polls.PROBLEMS,
    **phrases_agenda.PROBLEMS,
    "invalid": (
        Phrase(
            nl="Nog iets aan te passen",
            fr="Quelque chose à corriger",
            en="Something to mend",
            de="Noch etwas zu ändern",
        ),
        Phrase(
            nl="Pas de aangeduide velden aan en probeer opnieuw. Wat je invulde is niet verloren.",
            fr="Corrigez les champs indiqués et réessayez. Rien de ce que vous avez écrit n'est perdu.",
            en="Mend the fields named and try again. Nothing you wrote is lost.",
            de="Ändern Sie die genannten Felder und versuchen Sie es erneut. Nichts ist verloren.",
        ),
    ),
    "missing": (
        Phrase(nl="Niet gevonden", fr="Introuvable", en="Not found", de="Nicht gefunden"),
        Phrase(
            nl="Dit bestaat niet, of het is niet voor jou. Kijk de link na.",
            fr="Ceci n'existe pas, ou ne vous est pas destiné. Vérifiez le lien.",
            en="This does not exist, or it is not yours to see. Check the link.",
            de="Das gibt es nicht, oder es ist nicht für Sie bestimmt. Prüfen Sie den Link.",
        ),
    ),
    "method-not-allowed": (
        Phrase(nl="Zo kan het niet", fr="Pas de cette façon", en="Not this way", de="So geht es nicht"),
        Phrase(
            nl="Dit adres bestaat, maar niet met {method}.",
            fr="Cette adresse existe, mais pas avec {method}.",
            en="This address exists, but not with {method}.",
            de="Diese Adresse gibt es, aber nicht mit {method}.",
        ),
    ),
    "members-only": (
        Phrase(nl="Voor vennoten", fr="Pour les sociétaires", en="For members", de="Für Mitglieder"),
        Phrase(
            nl="Alleen vennoten schrijven zich hiervoor in. Meld je aan als vennoot en probeer het dan opnieuw.",
            fr="Seuls les sociétaires s’y inscrivent. Connectez-vous comme sociétaire, puis réessayez.",
            en="Only members register for this. Sign in as a member and try again.",
            de="Hierfür melden sich nur Mitglieder an. Melden Sie sich als Mitglied an und versuchen Sie es erneut.",
        ),
    ),
    "already-registered": (
        Phrase(
            nl="Je bent al ingeschreven",
            fr="Vous êtes déjà inscrit·e",
            en="You are registered already",
            de="Sie sind schon angemeldet",
        ),
        Phrase(
            nl="Dit adres is al ingeschreven. We mailden de link naar je inschrijving opnieuw.",
            fr="Cette adresse est déjà inscrite. Nous avons renvoyé par e-mail le lien vers votre inscription.",
            en="This address is registered already. We mailed the link to your registration again.",
            de="Diese Adresse ist schon angemeldet. Wir haben den Link zu Ihrer Anmeldung erneut gemailt.",
        ),
    ),
    "registrations-closed": (
        Phrase(
            nl="Inschrijven kan niet meer",
            fr="Les inscriptions sont closes",
            en="Registration is closed",
            de="Anmeldung geschlossen",
        ),
        Phrase(
            nl="Deze activiteit is voorbij of gaat niet door. Kijk in de kalender wat er nog komt.",
            fr="Cet événement est passé ou n'aura pas lieu. Voyez dans le calendrier ce qui vient.",
            en="This event is over or does not take place. See in the calendar what is still to come.",
            de="Diese Veranstaltung ist vorbei oder findet nicht statt. Im Kalender steht, was noch kommt.",
        ),
    ),
    "party-too-large": (
        Phrase(
            nl="Te veel mensen samen",
            fr="Trop de personnes ensemble",
            en="Too many people together",
            de="Zu viele Personen zusammen",
        ),
        Phrase(
            nl="Jullie zijn met {size}, en er zijn maar {capacity} plaatsen in het geheel. Schrijf minder mensen in.",
            fr="Vous êtes {size}, et il n'y a que {capacity} places en tout. Inscrivez moins de personnes.",
            en="You are {size}, and there are only {capacity} places in all. Register fewer people.",
            de="Sie sind {size}, und es gibt insgesamt nur {capacity} Plätze. Melden Sie weniger Personen an.",
        ),
    ),
    "idempotency-key-reused": (
        Phrase(nl="Sleutel al gebruikt", fr="Clé déjà utilisée", en="Key used already", de="Schlüssel schon verwendet"),
        Phrase(
            nl="Deze Idempotency-Key hoorde bij een andere vraag. Gebruik een nieuwe.",
            fr="Cette Idempotency-Key appartenait à une autre demande. Utilisez-en une nouvelle.",
            en="This Idempotency-Key belonged to another request. Use a new one.",
            de="Dieser Idempotency-Key gehörte zu einer anderen Anfrage. Verwenden Sie einen neuen.",
        ),
    ),
    "slug-taken": (
        Phrase(nl="Adres al in gebruik", fr="Adresse déjà prise", en="Address taken", de="Adresse schon vergeben"),
        Phrase(
            nl="Er bestaat al een activiteit met het adres “{slug}”. Kies een ander.",
            fr="Un événement porte déjà l'adresse « {slug} ». Choisissez-en une autre.",
            en="Another event has the address “{slug}” already. Choose another.",
            de="Eine andere Veranstaltung hat schon die Adresse „{slug}“. Wählen Sie eine andere.",
        ),
    ),
    "changed-meanwhile": (
        Phrase(nl="Intussen gewijzigd", fr="Modifié entre-temps", en="Changed meanwhile", de="Inzwischen geändert"),
        Phrase(
            nl="Iemand anders wijzigde dit intussen. Bekijk de nieuwe versie en doe je wijziging dan opnieuw.",
            fr="Quelqu'un d'autre l'a modifié entre-temps. Regardez la nouvelle version, puis refaites le changement.",
            en="Somebody else changed this meanwhile. Look at the new version, then make your change again.",
            de="Jemand anders hat dies inzwischen geändert. Sehen Sie die neue Fassung an und ändern Sie dann erneut.",
        ),
    ),
    "capacity-too-small": (
        Phrase(nl="Te weinig plaatsen", fr="Trop peu de places", en="Too few places", de="Zu wenige Plätze"),
        Phrase(
            nl="{confirmed} mensen hebben al een plaats; {capacity} is te weinig. Kies minstens {confirmed}.",
            fr="{confirmed} personnes ont déjà une place ; {capacity} ne suffit pas. Choisissez au moins {confirmed}.",
            en="{confirmed} people have a place already; {capacity} is too few. Choose {confirmed} or more.",
            de="{confirmed} Personen haben schon einen Platz; {capacity} reicht nicht. Nötig sind {confirmed}.",
        ),
    ),
    "event-cancelled": (
        Phrase(nl="Afgelast", fr="Annulé", en="Cancelled", de="Abgesagt"),
        Phrase(
            nl="Een afgelaste activiteit verandert niet meer. Maak een nieuwe.",
            fr="Un événement annulé ne change plus. Créez-en un nouveau.",
            en="A cancelled event does not change any more. Make a new one.",
            de="Eine abgesagte Veranstaltung wird nicht mehr geändert. Legen Sie eine neue an.",
        ),
    ),
    "event-in-use": (
        Phrase(
            nl="Er zijn al inschrijvingen",
            fr="Il y a déjà des inscriptions",
            en="People have registered",
            de="Es gibt schon Anmeldungen",
        ),
        Phrase(
            nl="Er zijn al mensen ingeschreven. Gelast de activiteit af, dan weten ze het ook.",
            fr="Des personnes se sont inscrites. Annulez l'événement : elles seront prévenues.",
            en="People have registered already. Cancel the event instead, so that they are told.",
            de="Es haben sich schon Personen angemeldet. Sagen Sie die Veranstaltung ab, dann erfahren sie es.",
        ),
    ),
    "event-over": (
        Phrase(nl="Voorbij", fr="Terminé", en="Over", de="Vorbei"),
        Phrase(
            nl="Deze activiteit is voorbij, er valt niets meer te scannen.",
            fr="Cet événement est terminé : il n'y a plus rien à scanner.",
            en="This event is over, so there is nothing left to scan.",
            de="Diese Veranstaltung ist vorbei; es gibt nichts mehr zu scannen.",
        ),
    ),
    "key-in-use": (
        Phrase(nl="Sleutel in gebruik", fr="Clé en service", en="Key in use", de="Schlüssel in Gebrauch"),
        Phrase(
            nl="Deze sleutel ondertekent de tickets. Maak eerst een nieuwe.",
            fr="Cette clé signe les billets. Créez-en d'abord une nouvelle.",
            en="This key signs the tickets. Make a new one first.",
            de="Dieser Schlüssel unterschreibt die Tickets. Legen Sie zuerst einen neuen an.",
        ),
    ),
    "too-large": (
        Phrase(nl="Te groot", fr="Trop volumineux", en="Too large", de="Zu groß"),
        Phrase(
            nl="Dit is meer dan hier past. Stuur hoogstens {limit} bytes.",
            fr="C'est plus que ce qui est admis ici. Envoyez au plus {limit} octets.",
            en="This is more than fits here. Send {limit} bytes at most.",
            de="Das ist mehr, als hier passt. Senden Sie höchstens {limit} Bytes.",
        ),
    ),
    "unavailable": (
        Phrase(nl="Even geduld", fr="Un instant", en="One moment", de="Einen Moment"),
        Phrase(
            nl="De gegevens zijn even niet bereikbaar. Probeer het over enkele seconden opnieuw.",
            fr="Les données sont momentanément inaccessibles. Réessayez dans quelques secondes.",
            en="The data cannot be reached just now. Try again in a few seconds.",
            de="Die Daten sind gerade nicht erreichbar. Versuchen Sie es in einigen Sekunden erneut.",
        ),
    ),
    "internal": (
        Phrase(
            nl="Er ging iets mis",
            fr="Un problème est survenu",
            en="Something went wrong",
            de="Etwas ist schiefgegangen",
        ),
        Phrase(
            nl="De fout ligt bij ons en is genoteerd. Probeer het zo meteen opnieuw. Vraag je ons ernaar, noem dan "
            "{request}.",
            fr="L'erreur vient de nous et a été notée. Réessayez dans un instant. Si vous nous en parlez, citez "
            "{request}.",
            en="The fault is ours and has been noted. Try again in a moment. If you ask us about it, name {request}.",
            de="Der Fehler liegt bei uns und wurde notiert. Versuchen Sie es gleich noch einmal. Wenn Sie uns danach "
            "fragen, nennen Sie {request}.",
        ),
    ),
}

ALREADY_YOURS = Phrase(
    nl="Deze inschrijving bestaat al. Open ze om het ticket te zien of de plaats vrij te geven.",
    fr="Cette inscription existe déjà. Ouvrez-la pour voir le billet ou pour rendre la place.",
    en="There is such a registration already. Open it to see the ticket or to give the place back.",
    de="Diese Anmeldung gibt es schon. Öffnen Sie sie, um das Ticket zu sehen oder den Platz zurückzugeben.",
)
"""Instead of the detail of already-registered, for the member whose registration it is."""


MENDS: dict[str, Phrase] = {
    **phrases_access.MENDS,
    **phrases_members.MENDS,
    **phrases_assemblies.MENDS,
    **phrases_sittings.MENDS,
    **phrases_proxies.MENDS,
    **phrases_record.MENDS,
    **phrases_agenda.MENDS,
    **phrases_polls.MENDS,
    "required": Phrase(nl="Vul dit in.", fr="Remplissez ce champ.", en="Fill this in.", de="Füllen Sie das aus."),
    "empty": Phrase(nl="Vul dit in.", fr="Remplissez ce champ.", en="Fill this in.", de="Füllen Sie das aus."),
    "too_long": Phrase(
        nl="Hoogstens {limit} tekens.",
        fr="{limit} caractères au plus.",
        en="{limit} characters at most.",
        de="Höchstens {limit} Zeichen.",
    ),
    "too_many": Phrase(
        nl="Hoogstens {limit}. Vraag het de organisator voor een grotere groep.",
        fr="{limit} au plus. Pour un groupe plus grand, contactez l'organisation.",
        en="{limit} at most. For a larger group, ask the organiser.",
        de="Höchstens {limit}. Für eine größere Gruppe fragen Sie die Organisation.",
    ),
    "control_character": Phrase(
        nl="Er staat een onzichtbaar teken in; typ het opnieuw.",
        fr="Un caractère invisible s'y trouve ; retapez-le.",
        en="There is an invisible character in it; type it again.",
        de="Darin steht ein unsichtbares Zeichen; tippen Sie es neu.",
    ),
    "not_an_address": Phrase(
        nl="Dit lijkt geen e-mailadres, zoals naam@voorbeeld.be.",
        fr="Cela ne ressemble pas à une adresse e-mail, comme nom@exemple.be.",
        en="This does not look like an e-mail address, such as name@example.be.",
        de="Das sieht nicht wie eine E-Mail-Adresse aus, etwa name@beispiel.be.",
    ),
    "one_of": Phrase(
        nl="Geef er precies een van: {fields}.",
        fr="Donnez exactement un de ceux-ci : {fields}.",
        en="Give exactly one of these: {fields}.",
        de="Geben Sie genau eines davon an: {fields}.",
    ),
    "not_a_language": Phrase(
        nl="Kies nl, fr, en of de.",
        fr="Choisissez nl, fr, en ou de.",
        en="Choose nl, fr, en or de.",
        de="Wählen Sie nl, fr, en oder de.",
    ),
    "not_a_slug": Phrase(
        nl="Gebruik kleine letters, cijfers en koppeltekens.",
        fr="Utilisez des minuscules, des chiffres et des traits d'union.",
        en="Use small letters, digits and hyphens.",
        de="Verwenden Sie Kleinbuchstaben, Ziffern und Bindestriche.",
    ),
    "slug_reserved": Phrase(
        nl="Het adres “{value}” is van een pagina van Convoke zelf; kies een ander.",
        fr="L’adresse « {value} » est celle d’une page de Convoke ; choisissez-en une autre.",
        en="The address “{value}” is that of a page of Convoke itself; choose another.",
        de="Die Adresse „{value}“ gehört einer Seite von Convoke selbst; wählen Sie eine andere.",
    ),
    "no_offset": Phrase(
        nl="Geef de tijdzone mee, zoals 2023-01-26T18:00:00+01:00.",
        fr="Indiquez le fuseau, comme 2023-01-26T18:00:00+01:00.",
        en="Give the offset, as in 2023-01-26T18:00:00+01:00.",
        de="Geben Sie die Zeitzone an, etwa 2023-01-26T18:00:00+01:00.",
    ),
    "ends_before_start": Phrase(
        nl="Het einde moet na het begin komen.",
        fr="La fin doit suivre le début.",
        en="The end must come after the start.",
        de="Das Ende muss nach dem Beginn liegen.",
    ),
    "not_a_timezone": Phrase(
        nl="Kies een tijdzone zoals Europe/Brussels.",
        fr="Choisissez un fuseau comme Europe/Brussels.",
        en="Choose a time zone such as Europe/Brussels.",
        de="Wählen Sie eine Zeitzone wie Europe/Brussels.",
    ),
    "out_of_range": Phrase(
        nl="Kies een getal van {low} tot {high}.",
        fr="Choisissez un nombre de {low} à {high}.",
        en="Choose a number from {low} to {high}.",
        de="Wählen Sie eine Zahl von {low} bis {high}.",
    ),
    "not_a_web_address": Phrase(
        nl="Begin met https://.",
        fr="Commencez par https://.",
        en="Start with https://.",
        de="Beginnen Sie mit https://.",
    ),
    "unknown_office": Phrase(
        nl="We kennen geen kantoor “{value}”.",
        fr="Aucun bureau « {value} ».",
        en="There is no office “{value}”.",
        de="Es gibt kein Büro „{value}“.",
    ),
    "unknown_member": Phrase(
        nl="We vinden geen vennoot met nummer {number}.",
        fr="Nous ne trouvons pas de sociétaire numéro {number}.",
        en="We find no member with number {number}.",
        de="Wir finden kein Mitglied mit der Nummer {number}.",
    ),
    "unknown_event": Phrase(
        nl="Dit kantoor heeft geen activiteit “{value}”.",
        fr="Ce bureau n'a pas d'événement « {value} ».",
        en="This office has no event “{value}”.",
        de="Dieses Büro hat keine Veranstaltung „{value}“.",
    ),
    "not_a_day": Phrase(
        nl="“{value}” is zelf een onderdeel van een programma.",
        fr="« {value} » est déjà un élément de programme.",
        en="“{value}” is itself an item of a programme.",
        de="„{value}“ ist selbst ein Programmpunkt.",
    ),
    "has_programme": Phrase(
        nl="Deze activiteit heeft zelf een programma en kan geen onderdeel van een andere zijn.",
        fr="Cet événement a lui-même un programme ; il ne peut pas faire partie d'un autre.",
        en="This event has a programme of its own, so it cannot be part of another.",
        de="Diese Veranstaltung hat selbst ein Programm und kann nicht Teil einer anderen sein.",
    ),
    "out_of_years": Phrase(
        nl="Kies een jaar van {low} tot {high}.",
        fr="Choisissez une année de {low} à {high}.",
        en="Choose a year from {low} to {high}.",
        de="Wählen Sie ein Jahr von {low} bis {high}.",
    ),
    "past": Phrase(
        nl="Kies een dag die nog komt.",
        fr="Choisissez un jour à venir.",
        en="Choose a day to come.",
        de="Wählen Sie einen künftigen Tag.",
    ),
    "too_far": Phrase(
        nl="Hoogstens {years} jaar vooruit.",
        fr="{years} ans au plus.",
        en="{years} years ahead at most.",
        de="Höchstens {years} Jahre voraus.",
    ),
    "unknown_field": Phrase(
        nl="Dit veld kennen we niet; laat het weg.",
        fr="Ce champ est inconnu ; retirez-le.",
        en="This field is not known; leave it out.",
        de="Dieses Feld kennen wir nicht; lassen Sie es weg.",
    ),
    "wrong_kind": Phrase(
        nl="Dit heeft niet de juiste vorm.",
        fr="La forme n’est pas la bonne.",
        en="This does not have the right form.",
        de="Das hat nicht die richtige Form.",
    ),
    "too_few_or_many_scans": Phrase(
        nl="Stuur {low} tot {high} scans tegelijk.",
        fr="Envoyez de {low} à {high} scans à la fois.",
        en="Send between {low} and {high} scans at once.",
        de="Senden Sie {low} bis {high} Scans auf einmal.",
    ),
    "form_sent": Phrase(
        nl="Dit is een formulier; stuur JSON (application/json).",
        fr="Ceci est un formulaire ; envoyez du JSON (application/json).",
        en="This is a form; send JSON (application/json).",
        de="Das ist ein Formular; senden Sie JSON (application/json).",
    ),
    "not_json": Phrase(
        nl="Dit is geen geldige JSON; kijk na hoe het geschreven is.",
        fr="Ce n’est pas du JSON valide ; vérifiez comment il est écrit.",
        en="This is not valid JSON; check how it is written.",
        de="Das ist kein gültiges JSON; prüfen Sie, wie es geschrieben ist.",
    ),
    "cut_off": Phrase(
        nl="Deze JSON houdt halverwege op; stuur ze in haar geheel.",
        fr="Ce JSON s’arrête en chemin ; envoyez-le en entier.",
        en="This JSON ends halfway; send all of it.",
        de="Dieses JSON hört mittendrin auf; senden Sie es ganz.",
    ),
    "too_deep": Phrase(
        nl="Hier zit meer in elkaar dan we lezen; stuur minder lagen.",
        fr="Il y a ici plus de niveaux que nous n’en lisons ; envoyez-en moins.",
        en="This is nested deeper than we read; send fewer levels.",
        de="Das ist tiefer verschachtelt, als wir lesen; senden Sie weniger Ebenen.",
    ),
    "number_too_large": Phrase(
        nl="Er staat een getal in dat te groot is om te bewaren.",
        fr="Il s’y trouve un nombre trop grand pour être conservé.",
        en="There is a number in it that is too large to keep.",
        de="Darin steht eine Zahl, die zu groß ist, um sie zu speichern.",
    ),
}
