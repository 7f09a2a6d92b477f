"""The words on a ticket."""

from events.words import Phrase

FILE_TITLE = Phrase(nl="Ticket: {title}", fr="Billet : {title}", en="Ticket: {title}", de="Ticket: {title}")
TICKET_NUMBER = Phrase(nl="Ticket nr. {id}", fr="Billet n° {id}", en="Ticket no. {id}", de="Ticket Nr. {id}")
ONE_OF = Phrase(nl="{number} van {of}", fr="{number} sur {of}", en="{number} of {of}", de="{number} von {of}")

FOR = Phrase(nl="Voor", fr="Pour", en="For", de="Für")
WHEN = Phrase(nl="Wanneer", fr="Quand", en="When", de="Wann")
WHERE = Phrase(nl="Waar", fr="Où", en="Where", de="Wo")

CODE = Phrase(
    nl="QR-code van het ticket van {name}",
    fr="Code QR du billet de {name}",
    en="QR code of the ticket of {name}",
    de="QR-Code des Tickets von {name}",
)

AT_THE_DOOR = Phrase(nl="Aan de deur", fr="À l’entrée", en="At the door", de="Am Eingang")
SHOW_IT = Phrase(
    nl="Toon deze code op je telefoon of op papier. Zet je scherm wat helderder, dan gaat het vlot.",
    fr="Montrez ce code sur votre téléphone ou sur papier. Un écran bien lumineux facilite la lecture.",
    en="Show this code on your phone or on paper. Turn your screen up a little and it goes quickly.",
    de="Zeigen Sie diesen Code auf dem Handy oder auf Papier. Mit etwas hellerem Bildschirm geht es schneller.",
)
ONE_PERSON = Phrase(
    nl="Dit ticket is voor één persoon en opent de deur één keer. Deel de code dus niet.",
    fr="Ce billet vaut pour une personne et n’ouvre la porte qu’une fois. Gardez donc le code pour vous.",
    en="This ticket is for one person and opens the door once. So keep the code to yourself.",
    de="Dieses Ticket gilt für eine Person und öffnet die Tür einmal. Behalten Sie den Code daher für sich.",
)
NOT_COMING = Phrase(
    nl="Kun je toch niet komen? Annuleer via de link in je mail, dan is er plaats voor iemand anders.",
    fr="Un empêchement ? Annulez par le lien de votre e-mail : votre place fera plaisir à quelqu’un d’autre.",
    en="Cannot make it after all? Cancel by the link in your e-mail, and somebody else gets your place.",
    de="Sie können doch nicht kommen? Sagen Sie über den Link in Ihrer E-Mail ab, dann wird Ihr Platz frei.",
)
NO_CODE_READ = Phrase(
    nl="Lukt het scannen niet? Zeg je naam, we vinden je terug op de lijst.",
    fr="Le code ne se lit pas ? Dites votre nom, nous vous retrouverons sur la liste.",
    en="The code will not scan? Say your name and we will find you on the list.",
    de="Der Code lässt sich nicht lesen? Nennen Sie Ihren Namen, wir finden Sie auf der Liste.",
)
SIGNATURE = Phrase(
    nl="Tot dan, {organisation}",
    fr="À bientôt, {organisation}",
    en="See you there, {organisation}",
    de="Bis bald, {organisation}",
)
