"""The words of the mails: for a reader in a tram, the news first."""

from events.words import Phrase, Plural, Role

# Subjects

REGISTERED_SUBJECT = Phrase(
    nl="Ingeschreven: {title}",
    fr="Inscription confirmée\u00a0: {title}",
    en="You are registered: {title}",
    de="Angemeldet: {title}",
)
WAITING_SUBJECT = Phrase(
    nl="Op de wachtlijst: {title}",
    fr="Sur la liste d’attente\u00a0: {title}",
    en="On the waiting list: {title}",
    de="Auf der Warteliste: {title}",
)
PROMOTED_SUBJECT = Phrase(
    nl="Er is plaats voor jou: {title}",
    fr="Une place s’est libérée\u00a0: {title}",
    en="You have a place: {title}",
    de="Ein Platz ist frei geworden: {title}",
)
CANCELLED_SUBJECT = Phrase(
    nl="Inschrijving geannuleerd: {title}",
    fr="Inscription annulée\u00a0: {title}",
    en="Registration cancelled: {title}",
    de="Anmeldung storniert: {title}",
)
LINK_AGAIN_SUBJECT = Phrase(
    nl="Je link voor {title}",
    fr="Votre lien pour {title}",
    en="Your link for {title}",
    de="Ihr Link für {title}",
)
MOVED_SUBJECT = Phrase(
    nl="Gewijzigd: {title}, {day}",
    fr="Changement\u00a0: {title}, {day}",
    en="Changed: {title}, {day}",
    de="Geändert: {title}, {day}",
)
EVENT_CANCELLED_SUBJECT = Phrase(
    nl="Gaat niet door: {title}",
    fr="Annulé\u00a0: {title}",
    en="Cancelled: {title}",
    de="Abgesagt: {title}",
)
CALENDAR_LINK_SUBJECT = Phrase(
    nl="De nieuwe link van je agenda",
    fr="Le nouveau lien de votre agenda",
    en="The new link to your calendar",
    de="Der neue Link zu Ihrem Kalender",
)
INVITED_SUBJECT = Phrase(
    nl="Je werkt mee bij {organisation}",
    fr="Vous faites partie de l’équipe de {organisation}",
    en="You are on the team of {organisation}",
    de="Sie gehören zum Team von {organisation}",
)

SIGN_IN_SUBJECT = Phrase(
    nl="Aanmelden bij {organisation}",
    fr="Connexion à {organisation}",
    en="Sign in to {organisation}",
    de="Anmelden bei {organisation}",
)

ERASURE_ASKED_SUBJECT = Phrase(
    nl="Je vroeg ons je gegevens te wissen",
    fr="Vous nous avez demandé d’effacer vos données",
    en="You asked us to erase your data",
    de="Sie haben uns gebeten, Ihre Daten zu löschen",
)
ADDRESS_OFFERED_SUBJECT = Phrase(
    nl="Bevestig je nieuwe e-mailadres",
    fr="Confirmez votre nouvelle adresse e-mail",
    en="Confirm your new e-mail address",
    de="Bestätigen Sie Ihre neue E-Mail-Adresse",
)
ADDRESS_CHANGED_SUBJECT = Phrase(
    nl="Je e-mailadres is gewijzigd",
    fr="Votre adresse e-mail a changé",
    en="Your e-mail address has changed",
    de="Ihre E-Mail-Adresse hat sich geändert",
)

# First lines

ERASURE_ASKED = Phrase(
    nl="We wissen je gegevens.",
    fr="Nous allons effacer vos données.",
    en="We will erase your data.",
    de="Wir löschen Ihre Daten.",
)
ERASURE_DUE = Phrase(
    nl="Dat gebeurt uiterlijk op {day}. Tot dan kun je het nog intrekken.",
    fr="Ce sera fait au plus tard le {day}. D’ici là, vous pouvez encore y renoncer.",
    en="It is done by {day} at the latest. Until then you can still withdraw this.",
    de="Das geschieht spätestens am {day}. Bis dahin können Sie es noch zurücknehmen.",
)
ADDRESS_OFFERED = Phrase(
    nl="Is dit voortaan je e-mailadres bij {organisation}?",
    fr="Est-ce désormais votre adresse e-mail chez {organisation}\u00a0?",
    en="Is this your e-mail address with {organisation} from now on?",
    de="Ist das künftig Ihre E-Mail-Adresse bei {organisation}?",
)
ADDRESS_WORKS_ONCE_CONFIRMED = Phrase(
    nl="Zodra je het bevestigt, schrijven we je hier en meld je je hiermee aan. De link werkt drie dagen.",
    fr="Dès que vous la confirmez, nous vous écrivons ici et vous vous connectez avec elle. Le lien sert trois jours.",
    en="Once you confirm it, we write to you here and you sign in with it. The link works for three days.",
    de="Sobald Sie sie bestätigen, schreiben wir Ihnen hierhin und Sie melden sich damit an. Der Link gilt drei Tage.",
)
ADDRESS_CHANGED = Phrase(
    nl="We schrijven je voortaan op een ander adres.",
    fr="Nous vous écrivons désormais à une autre adresse.",
    en="We write to you at another address from now on.",
    de="Wir schreiben Ihnen künftig an eine andere Adresse.",
)
ADDRESS_OPENS_NOTHING = Phrase(
    nl="Met dit adres kun je je niet meer aanmelden, en waar je ermee aangemeld was, ben je afgemeld.",
    fr="Cette adresse ne vous permet plus de vous connecter, et vous êtes déconnecté·e là où vous l’aviez utilisée.",
    en="This address no longer signs you in, and where you had signed in with it, you are signed out.",
    de="Mit dieser Adresse melden Sie sich nicht mehr an, und wo Sie damit angemeldet waren, sind Sie abgemeldet.",
)

REGISTERED = Phrase(
    nl="Je bent ingeschreven voor “{title}”.",
    fr="Votre inscription à «\u00a0{title}\u00a0» est confirmée.",
    en="You are registered for “{title}”.",
    de="Sie sind für „{title}“ angemeldet.",
)
WAITING = Phrase(
    nl="Je staat op de wachtlijst voor “{title}”.",
    fr="Vous êtes sur la liste d’attente de «\u00a0{title}\u00a0».",
    en="You are on the waiting list for “{title}”.",
    de="Sie stehen auf der Warteliste für „{title}“.",
)
PROMOTED = Phrase(
    nl="Er is een plaats vrij: je bent erbij op “{title}”.",
    fr="Une place s’est libérée\u00a0: vous participez à «\u00a0{title}\u00a0».",
    en="A place has come free: you are in for “{title}”.",
    de="Ein Platz ist frei geworden: Sie sind bei „{title}“ dabei.",
)
CANCELLED = Phrase(
    nl="Je inschrijving voor “{title}” is geannuleerd.",
    fr="Votre inscription à «\u00a0{title}\u00a0» est annulée.",
    en="Your registration for “{title}” is cancelled.",
    de="Ihre Anmeldung für „{title}“ ist storniert.",
)
LINK_AGAIN = Phrase(
    nl="Hier is de link naar je inschrijving voor “{title}”.",
    fr="Voici le lien vers votre inscription à «\u00a0{title}\u00a0».",
    en="Here is the link to your registration for “{title}”.",
    de="Hier ist der Link zu Ihrer Anmeldung für „{title}“.",
)
MOVED = Phrase(
    nl="“{title}” is gewijzigd: dit is de nieuwe afspraak.",
    fr="«\u00a0{title}\u00a0» a changé\u00a0: voici le nouveau rendez-vous.",
    en="“{title}” has changed: this is when and where it is now.",
    de="„{title}“ hat sich geändert: Das ist der neue Termin.",
)
EVENT_CANCELLED = Phrase(
    nl="“{title}” gaat niet door.",
    fr="«\u00a0{title}\u00a0» n’aura pas lieu.",
    en="“{title}” will not take place.",
    de="„{title}“ findet nicht statt.",
)
CALENDAR_LINK = Phrase(
    nl="Je persoonlijke agenda heeft een nieuwe link.",
    fr="Votre agenda personnel a un nouveau lien.",
    en="Your personal calendar has a new link.",
    de="Ihr persönlicher Kalender hat einen neuen Link.",
)

SIGN_IN = Phrase(
    nl="Je code is {code}",
    fr="Votre code est {code}",
    en="Your code is {code}",
    de="Ihr Code ist {code}",
)

# Second lines

WHEN_WHERE = Phrase(nl="{when}, {where}.", fr="{when}, {where}.", en="{when}, {where}.", de="{when}, {where}.")
RANK = Phrase(
    nl="Je staat op plaats {rank}. We mailen je zodra er plaats is; je hoeft niets te doen.",
    fr="Vous êtes en position {rank}. Nous vous écrirons dès qu’une place se libère\u00a0; vous n’avez rien à faire.",
    en="You are number {rank} in the queue. We mail you as soon as there is a place; there is nothing to do.",
    de="Sie stehen auf Platz {rank}. Wir schreiben Ihnen, sobald etwas frei wird; Sie müssen nichts tun.",
)
NOTHING_TO_DO = Phrase(
    nl="Je plaats is vrijgegeven en je ticket opent de deur niet meer. Je hoeft niets te doen.",
    fr="Votre place est libérée et votre billet n’ouvre plus la porte. Vous n’avez rien à faire.",
    en="Your place is given back and your ticket no longer opens the door. There is nothing to do.",
    de="Ihr Platz ist wieder frei und Ihr Ticket öffnet die Tür nicht mehr. Sie müssen nichts tun.",
)
WAS_PLANNED = Phrase(
    nl="De afspraak van {when} vervalt. Je hoeft niets te doen.",
    fr="Le rendez-vous prévu ({when}) est supprimé. Vous n’avez rien à faire.",
    en="What was planned for {when} is off. There is nothing to do.",
    de="Der Termin ({when}) entfällt. Sie müssen nichts tun.",
)
OLD_LINK_DEAD = Phrase(
    nl="De vorige link werkt niet meer. Voeg deze toe in je agenda-app.",
    fr="L’ancien lien ne fonctionne plus. Ajoutez celui-ci dans votre application d’agenda.",
    en="The link before no longer works. Add this one to your calendar app.",
    de="Der bisherige Link funktioniert nicht mehr. Fügen Sie diesen in Ihrer Kalender-App hinzu.",
)
SIGN_IN_HOW = Phrase(
    nl="Typ hem op de pagina waar je je aanmeldt. Of klik op de knop, in dezelfde browser. "
    "Het kan een kwartier lang, één keer.",
    fr="Tapez-le sur la page où vous vous connectez. Ou cliquez sur le bouton, dans le même navigateur. "
    "C’est possible pendant un quart d’heure, une seule fois.",
    en="Type it on the page where you sign in. Or press the button, in the same browser. "
    "It works for a quarter of an hour, once.",
    de="Tippen Sie ihn auf der Seite ein, auf der Sie sich anmelden. Oder klicken Sie auf die Schaltfläche, "
    "im selben Browser. Das geht eine Viertelstunde lang, einmal.",
)

# Facts

WHEN = Phrase(nl="Wanneer", fr="Quand", en="When", de="Wann")
WHERE = Phrase(nl="Waar", fr="Où", en="Where", de="Wo")
NOW = Phrase(nl="Nu", fr="Maintenant", en="Now", de="Jetzt")
WAS = Phrase(nl="Was", fr="Avant", en="Was", de="Bisher")
FOR = Phrase(nl="Voor", fr="Pour", en="For", de="Für")
JOIN_AT = Phrase(nl="Online meedoen", fr="En ligne", en="Join online", de="Online dabei")
PLACE = Phrase(nl="Plaats in de rij", fr="Position", en="In the queue", de="Platz")
REASON = Phrase(nl="Reden", fr="Raison", en="Reason", de="Grund")
ADDRESS = Phrase(nl="Adres van je agenda", fr="Adresse de l’agenda", en="Calendar address", de="Kalenderadresse")

# Paragraphs

TICKETS_ATTACHED = Plural(
    one=Phrase(
        nl="Je ticket zit in de bijlage. Toon de code aan de deur, op je telefoon of op papier.",
        fr="Votre billet est joint. Montrez son code à l’entrée, sur votre téléphone ou sur papier.",
        en="Your ticket is attached. Show its code at the door, on your phone or on paper.",
        de="Ihr Ticket ist angehängt. Zeigen Sie den Code am Eingang, auf dem Handy oder auf Papier.",
    ),
    other=Phrase(
        nl="De {count} tickets zitten in de bijlage, één bladzijde per persoon. Ieder toont aan de deur de eigen code.",
        fr="Les {count} billets sont joints, une page par personne. Chaque personne montre son code à l’entrée.",
        en="The {count} tickets are attached, a page for each person. Each shows their own code at the door.",
        de="Die {count} Tickets sind angehängt, eine Seite pro Person. Alle zeigen am Eingang den eigenen Code.",
    ),
)
CALENDAR_ATTACHED = Phrase(
    nl="De agenda-afspraak zit er ook bij.",
    fr="Le rendez-vous pour votre agenda est joint aussi.",
    en="The entry for your calendar is attached as well.",
    de="Der Kalendereintrag ist ebenfalls angehängt.",
)
CALENDAR_UPDATE = Phrase(
    nl="Open de bijlage om de afspraak in je agenda bij te werken.",
    fr="Ouvrez la pièce jointe pour mettre à jour le rendez-vous dans votre agenda.",
    en="Open the attachment to update the entry in your calendar.",
    de="Öffnen Sie den Anhang, um den Termin in Ihrem Kalender zu aktualisieren.",
)
CALENDAR_REMOVAL = Phrase(
    nl="Open de bijlage om de afspraak in je agenda als geannuleerd aan te duiden.",
    fr="Ouvrez la pièce jointe pour marquer le rendez-vous comme annulé dans votre agenda.",
    en="Open the attachment to mark the entry in your calendar as cancelled.",
    de="Öffnen Sie den Anhang, um den Termin in Ihrem Kalender als abgesagt zu vermerken.",
)
NOT_COMING = Phrase(
    nl="Kun je toch niet komen? Annuleer via je inschrijving, dan krijgt iemand anders je plaats.",
    fr="Un empêchement\u00a0? Annulez depuis votre inscription\u00a0: votre place ira à quelqu’un d’autre.",
    en="Cannot make it after all? Cancel from your registration, and somebody else gets your place.",
    de="Sie können doch nicht kommen? Stornieren Sie in Ihrer Anmeldung, dann bekommt jemand anderes Ihren Platz.",
)
LEAVE_QUEUE = Phrase(
    nl="Wil je niet langer wachten? Verlaat de wachtlijst via je inschrijving.",
    fr="Vous ne souhaitez plus attendre\u00a0? Quittez la liste d’attente depuis votre inscription.",
    en="Rather not wait? Leave the waiting list from your registration.",
    de="Sie möchten nicht länger warten? Verlassen Sie die Warteliste in Ihrer Anmeldung.",
)
STILL_REGISTERED = Phrase(
    nl="Je inschrijving blijft geldig. Past het niet meer? Annuleer dan via je inschrijving.",
    fr="Votre inscription reste valable. Cela ne vous convient plus\u00a0? Annulez depuis votre inscription.",
    en="Your registration still holds. If it no longer suits you, cancel from your registration.",
    de="Ihre Anmeldung gilt weiter. Passt es nicht mehr? Dann stornieren Sie in Ihrer Anmeldung.",
)
STILL_WAITING = Phrase(
    nl="Je behoudt je plaats op de wachtlijst. Past het niet meer? Verlaat die dan via je inschrijving.",
    fr="Vous gardez votre place sur la liste d’attente. Cela ne vous convient plus\u00a0? "
    "Quittez-la depuis votre inscription.",
    en="You keep your place on the waiting list. If it no longer suits you, leave it from your registration.",
    de="Ihr Platz auf der Warteliste bleibt. Passt es nicht mehr? Dann verlassen Sie sie in Ihrer Anmeldung.",
)
NEW_TICKETS = Plural(
    one=Phrase(
        nl="Je ticket met de nieuwe gegevens zit in de bijlage.",
        fr="Votre billet avec les nouvelles données est joint.",
        en="Your ticket with the new details is attached.",
        de="Ihr Ticket mit den neuen Angaben ist angehängt.",
    ),
    other=Phrase(
        nl="De {count} tickets met de nieuwe gegevens zitten in de bijlage.",
        fr="Les {count} billets avec les nouvelles données sont joints.",
        en="The {count} tickets with the new details are attached.",
        de="Die {count} Tickets mit den neuen Angaben sind angehängt.",
    ),
)
CHANGED_MIND = Phrase(
    nl="Wil je er toch bij zijn? Zolang er plaats is, kun je opnieuw inschrijven op de pagina van de activiteit.",
    fr="Vous changez d’avis\u00a0? Tant qu’il reste des places, inscrivez-vous à nouveau sur la page de l’événement.",
    en="Changed your mind? While there are places, you can register again on the event’s page.",
    de="Doch dabei sein? Solange Plätze frei sind, können Sie sich auf der Seite der Veranstaltung wieder anmelden.",
)
ASKED_AGAIN = Phrase(
    nl="Iemand vulde dit adres opnieuw in om in te schrijven, maar je was al ingeschreven. Er is niets gewijzigd.",
    fr="Quelqu’un a saisi cette adresse pour s’inscrire, mais votre inscription existait déjà. Rien n’a changé.",
    en="Somebody entered this address to register, but you were registered already. Nothing has changed.",
    de="Jemand hat diese Adresse zur Anmeldung eingegeben, aber Sie waren schon angemeldet. Nichts hat sich geändert.",
)
KEEP_PRIVATE = Phrase(
    nl="Deze link toont al je inschrijvingen: hou hem voor jezelf. Vroeg je geen nieuwe link? "
    "Vervang hem dan op de pagina van je agenda.",
    fr="Ce lien montre toutes vos inscriptions\u00a0: gardez-le pour vous. "
    "Vous n’avez pas demandé de nouveau lien\u00a0? Remplacez-le sur la page de votre agenda.",
    en="This link shows all your registrations, so keep it to yourself. If you did not ask for a new one, "
    "replace it on your calendar’s page.",
    de="Dieser Link zeigt alle Ihre Anmeldungen: Behalten Sie ihn für sich. Sie haben keinen neuen Link angefordert? "
    "Dann ersetzen Sie ihn auf der Seite Ihres Kalenders.",
)
ASKED_NOTHING = Phrase(
    nl="Was jij het niet? Dan hoef je niets te doen: zonder deze mail komt niemand binnen. "
    "Zeg de code aan niemand, ook niet aan iemand die zegt dat hij voor ons werkt.",
    fr="Ce n’était pas vous\u00a0? Vous n’avez rien à faire\u00a0: sans cet e-mail, personne n’entre. "
    "Ne dites le code à personne, pas même à quelqu’un qui dit travailler pour nous.",
    en="Was it not you? There is nothing to do: nobody gets in without this mail. "
    "Tell the code to nobody, not even to somebody who claims to work for us.",
    de="Waren Sie es nicht? Sie müssen nichts tun: Ohne diese E-Mail kommt niemand hinein. "
    "Sagen Sie den Code niemandem, auch niemandem, der angeblich für uns arbeitet.",
)
ERASURE_MEANS = Phrase(
    nl="Plaatsen bij activiteiten die nog komen geven we vrij, en aanmelden kan dan niet meer. Je nummer en aandelen "
    "blijven in het register, omdat de wet dat vraagt. Je naam, adressen en inschrijvingen verdwijnen.",
    fr="Vos places aux événements à venir sont libérées, et vous ne pourrez plus vous connecter. Votre numéro et vos "
    "parts restent au registre, comme la loi le demande. Votre nom, vos adresses et vos inscriptions disparaissent.",
    en="Places at events to come are given back, and you can no longer sign in. Your number and shares stay in the "
    "register, as the law asks. Your name, addresses and registrations go.",
    de="Plätze bei künftigen Veranstaltungen werden freigegeben, und Sie können sich nicht mehr anmelden. Nummer und "
    "Anteile bleiben im Register, wie es das Gesetz verlangt. Name, Adressen und Anmeldungen verschwinden.",
)
NOT_YOU = Phrase(
    nl="Was jij dit niet? Antwoord dan meteen op deze mail.",
    fr="Ce n’était pas vous\u00a0? Répondez tout de suite à cet e-mail.",
    en="Was it not you? Then answer this mail at once.",
    de="Waren Sie das nicht? Dann antworten Sie gleich auf diese E-Mail.",
)
NOTHING_CHANGES = Phrase(
    nl="Vroeg je dit niet? Dan hoef je niets te doen: zonder deze link verandert er niets.",
    fr="Vous n’avez rien demandé\u00a0? Vous n’avez rien à faire\u00a0: sans ce lien, rien ne change.",
    en="You asked for nothing? Then there is nothing to do: without this link nothing changes.",
    de="Sie haben nichts verlangt? Dann müssen Sie nichts tun: Ohne diesen Link ändert sich nichts.",
)
INVITED = Phrase(
    nl="Je hoort bij het team van {organisation}.",
    fr="Vous faites partie de l’équipe de {organisation}.",
    en="You are on the team of {organisation}.",
    de="Sie gehören zum Team von {organisation}.",
)
SIGN_IN_WITH_ADDRESS = Phrase(
    nl="Meld je aan met dit e-mailadres. Een wachtwoord is er niet: je krijgt telkens een mail met een code "
    "en een link.",
    fr="Connectez-vous avec cette adresse e-mail. Il n’y a pas de mot de passe\u00a0: vous recevez chaque fois un code "
    "et un lien par e-mail.",
    en="Sign in with this e-mail address. There is no password: each time, you get a mail with a code and a link.",
    de="Melden Sie sich mit dieser E-Mail-Adresse an. Es gibt kein Passwort: Sie erhalten jedes Mal eine E-Mail mit "
    "einem Code und einem Link.",
)
SECOND_FACTOR = Phrase(
    nl="De eerste keer stel je ook een tweede factor in, zoals je vingerafdruk of een app met codes. Hou je toestel "
    "bij de hand.",
    fr="La première fois, vous ajoutez un second facteur, comme votre empreinte ou une application à codes. Gardez "
    "votre appareil à portée de main.",
    en="The first time, you also set up a second factor, such as your fingerprint or an app with codes. Have your "
    "device at hand.",
    de="Beim ersten Mal richten Sie auch einen zweiten Faktor ein, etwa Ihren Fingerabdruck oder eine App mit Codes. "
    "Halten Sie Ihr Gerät bereit.",
)
ROLES = {
    Role.ADMIN: Phrase(nl="Beheerder", fr="Administration", en="Administrator", de="Verwaltung"),
    Role.ORGANISER: Phrase(nl="Organisator", fr="Organisation", en="Organiser", de="Organisation"),
    Role.DOOR: Phrase(nl="Aan de deur", fr="À la porte", en="At the door", de="Einlass"),
    Role.BUREAU: Phrase(
        nl="Bureau van de vergadering",
        fr="Bureau de l’assemblée",
        en="Bureau of the assembly",
        de="Versammlungsleitung",
    ),
    Role.SCRUTINEER: Phrase(nl="Stemopnemer", fr="Scrutateur", en="Scrutineer", de="Stimmenzähler"),
}
EVERYWHERE = Phrase(nl="alle kantoren", fr="tous les bureaux", en="all offices", de="alle Büros")

# Links

SEE_REGISTRATION = Phrase(
    nl="Bekijk of annuleer je inschrijving",
    fr="Voir ou annuler votre inscription",
    en="See or cancel your registration",
    de="Anmeldung ansehen oder stornieren",
)
SEE_WAITING = Phrase(
    nl="Bekijk of verlaat de wachtlijst",
    fr="Voir ou quitter la liste d’attente",
    en="See or leave the waiting list",
    de="Warteliste ansehen oder verlassen",
)
SEE_EVENT = Phrase(
    nl="De pagina van de activiteit",
    fr="La page de l’événement",
    en="The event’s page",
    de="Die Seite der Veranstaltung",
)
SEE_CALENDAR = Phrase(
    nl="Al je inschrijvingen in je eigen agenda",
    fr="Toutes vos inscriptions dans votre agenda",
    en="All your registrations in your own calendar",
    de="Alle Ihre Anmeldungen im eigenen Kalender",
)
OPEN_CALENDAR = Phrase(
    nl="Open je agenda", fr="Ouvrir votre agenda", en="Open your calendar", de="Ihren Kalender öffnen"
)
SEE_DETAILS = Phrase(nl="Bekijk je gegevens", fr="Voir vos données", en="See your details", de="Ihre Angaben ansehen")
WITHDRAW_ERASURE = Phrase(
    nl="Bekijk het of trek het in", fr="Voir ou renoncer", en="See it or withdraw it", de="Ansehen oder zurücknehmen"
)
CONFIRM_ADDRESS = Phrase(
    nl="Bevestig dit adres", fr="Confirmer cette adresse", en="Confirm this address", de="Diese Adresse bestätigen"
)
SIGN_IN_ACTION = Phrase(
    nl="Aanmelden",
    fr="Me connecter",
    en="Sign in",
    de="Anmelden",
)

# Closing

WHY_REGISTERED = Phrase(
    nl="Je krijgt deze mail omdat dit adres werd ingevuld bij een inschrijving bij {organisation}.",
    fr="Vous recevez cet e-mail car cette adresse a été saisie lors d’une inscription chez {organisation}.",
    en="You get this mail because this address was entered for a registration with {organisation}.",
    de="Sie erhalten diese E-Mail, weil diese Adresse bei einer Anmeldung bei {organisation} angegeben wurde.",
)
WHY_CALENDAR = Phrase(
    nl="Je krijgt deze mail omdat iemand de link van je agenda bij {organisation} verving.",
    fr="Vous recevez cet e-mail car le lien de votre agenda chez {organisation} a été remplacé.",
    en="You get this mail because the link of your calendar with {organisation} was replaced.",
    de="Sie erhalten diese E-Mail, weil der Link Ihres Kalenders bei {organisation} ersetzt wurde.",
)
WHY_SIGN_IN = Phrase(
    nl="Je krijgt deze mail omdat iemand zich met dit adres wilde aanmelden bij {organisation}.",
    fr="Vous recevez cet e-mail car quelqu’un a voulu se connecter à {organisation} avec cette adresse.",
    en="You get this mail because somebody wanted to sign in to {organisation} with this address.",
    de="Sie erhalten diese E-Mail, weil sich jemand mit dieser Adresse bei {organisation} anmelden wollte.",
)
WHY_INVITED = Phrase(
    nl="Je krijgt deze mail omdat een beheerder van {organisation} je een rol gaf.",
    fr="Vous recevez cet e-mail car une personne qui administre {organisation} vous a donné un rôle.",
    en="You get this mail because an administrator of {organisation} gave you a role.",
    de="Sie erhalten diese E-Mail, weil die Verwaltung von {organisation} Ihnen eine Rolle gegeben hat.",
)
WHY_MEMBER = Phrase(
    nl="Je krijgt deze mail omdat dit adres bij een vennoot van {organisation} hoort.",
    fr="Vous recevez cet e-mail car cette adresse est celle d’un sociétaire de {organisation}.",
    en="You get this mail because this is the address of a member of {organisation}.",
    de="Sie erhalten diese E-Mail, weil diese Adresse einem Mitglied von {organisation} gehört.",
)
WHY_ADDRESS_OFFERED = Phrase(
    nl="Je krijgt deze mail omdat een vennoot van {organisation} dit adres opgaf.",
    fr="Vous recevez cet e-mail car un sociétaire de {organisation} a indiqué cette adresse.",
    en="You get this mail because a member of {organisation} gave this address.",
    de="Sie erhalten diese E-Mail, weil ein Mitglied von {organisation} diese Adresse angegeben hat.",
)
ADDRESS_REPLACED = Phrase(
    nl="Een medewerker van {organisation} heeft dit adres uit je gegevens gehaald.",
    fr="Une personne du bureau de {organisation} a retiré cette adresse de vos données.",
    en="Somebody at the office of {organisation} took this address out of your details.",
    de="Das Büro von {organisation} hat diese Adresse aus Ihren Daten entfernt.",
)
NOT_ASKED_FOR = Phrase(
    nl="Klopt dit niet, of heb je er niet om gevraagd? Antwoord dan meteen op deze mail.",
    fr="C’est une erreur, ou vous ne l’aviez pas demandé ? Répondez tout de suite à cet e-mail.",
    en="Is this wrong, or did you not ask for it? Then answer this mail at once.",
    de="Ist das falsch, oder haben Sie nicht darum gebeten? Dann antworten Sie gleich auf diese E-Mail.",
)
WHY_ADDRESS_CHANGED = Phrase(
    nl="Je krijgt deze mail omdat dit tot nu het adres van een vennoot van {organisation} was.",
    fr="Vous recevez cet e-mail car cette adresse était celle d’un sociétaire de {organisation}.",
    en="You get this mail because this was the address of a member of {organisation} until now.",
    de="Sie erhalten diese E-Mail, weil dies bisher die Adresse eines Mitglieds von {organisation} war.",
)
ANSWER_US = Phrase(
    nl="Een vraag? Antwoord gewoon op deze mail.",
    fr="Une question\u00a0? Répondez simplement à cet e-mail.",
    en="A question? Just answer this mail.",
    de="Eine Frage? Antworten Sie einfach auf diese E-Mail.",
)

# Files

TICKETS_FILE = Phrase(nl="ticket-{slug}.pdf", fr="billet-{slug}.pdf", en="ticket-{slug}.pdf", de="ticket-{slug}.pdf")
