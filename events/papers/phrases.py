"""The words on the sheets of an assembly."""

from events.words import Phrase, Plural

# The proxy form

FORM_TITLE = Phrase(nl="Volmacht", fr="Procuration", en="Proxy", de="Vollmacht")
FORM_FILE = Phrase(nl="Volmacht: {title}", fr="Procuration : {title}", en="Proxy: {title}", de="Vollmacht: {title}")
GIVER = Phrase(
    nl="Ik, vennoot van {organisation}",
    fr="Je soussigné·e, sociétaire de {organisation}",
    en="I, a member of {organisation}",
    de="Ich, Mitglied von {organisation}",
)
HOLDER = Phrase(
    nl="geef volmacht aan deze vennoot",
    fr="donne procuration à ce sociétaire",
    en="give my proxy to this member",
    de="erteile diesem Mitglied Vollmacht",
)
NAME = Phrase(nl="Naam", fr="Nom", en="Name", de="Name")
NUMBER = Phrase(nl="Vennootnummer", fr="Numéro de sociétaire", en="Member number", de="Mitgliedsnummer")
FOR_WHAT = Phrase(nl="Waarvoor", fr="Pour quoi", en="For what", de="Wofür")
FOR_WHAT_HOW = Phrase(
    nl="Kruis één vak aan.", fr="Cochez une seule case.", en="Tick one box.", de="Kreuzen Sie ein Feld an."
)
GENERAL = Phrase(
    nl="Voor alle punten: wie mijn volmacht heeft, stemt naar eigen inzicht.",
    fr="Pour tous les points : le mandataire vote selon son appréciation.",
    en="For all items: the holder votes as they see fit.",
    de="Für alle Punkte: Die bevollmächtigte Person stimmt nach eigenem Ermessen ab.",
)
NAMED = Phrase(
    nl="Alleen voor de punten die ik hieronder aankruis.",
    fr="Seulement pour les points que je coche ci-dessous.",
    en="Only for the items that I tick below.",
    de="Nur für die Punkte, die ich unten ankreuze.",
)
INSTRUCTED = Phrase(
    nl="Met steminstructies: zoals ik hieronder aangeef.",
    fr="Avec instructions de vote : comme indiqué ci-dessous.",
    en="With instructions: as I say below.",
    de="Mit Weisungen: wie unten angegeben.",
)
QUORUM_ONLY = Phrase(
    nl="Alleen om mee te tellen voor het quorum, zonder te stemmen.",
    fr="Seulement pour le quorum, sans voter.",
    en="Only to be counted for the quorum, without voting.",
    de="Nur für die Beschlussfähigkeit, ohne abzustimmen.",
)
ITEMS = Phrase(nl="Punten", fr="Points", en="Items", de="Punkte")
ITEM = Phrase(nl="Punt", fr="Point", en="Item", de="Punkt")
THIS_ITEM = Phrase(nl="Dit punt", fr="Ce point", en="This item", de="Diesen Punkt")
IN_FAVOUR = Phrase(nl="Voor", fr="Pour", en="For", de="Dafür")
AGAINST = Phrase(nl="Tegen", fr="Contre", en="Against", de="Dagegen")
ABSTAIN = Phrase(nl="Onthouding", fr="Abstention", en="Abstain", de="Enthaltung")
WHOM = Phrase(nl="Namen:", fr="Noms :", en="Names:", de="Namen:")
SIGNATURE = Phrase(
    nl="Datum en handtekening", fr="Date et signature", en="Date and signature", de="Datum, Unterschrift"
)
UNTIL = Phrase(
    nl="Bezorg dit formulier aan {organisation} tot {until}. Wie de volmacht krijgt, moet ze aanvaarden en kan ze "
    "niet doorgeven. Kom je toch zelf, dan vervalt ze zodra je binnenkomt.",
    fr="Remettez ce formulaire à {organisation} jusqu'au {until}. Le mandataire doit accepter et ne peut pas "
    "transmettre la procuration. Si vous venez, elle tombe dès votre arrivée.",
    en="Hand this form to {organisation} until {until}. Whoever gets the proxy has to accept it and cannot pass it on. "
    "If you come after all, it ends as you arrive.",
    de="Geben Sie dieses Formular bis {until} bei {organisation} ab. Wer die Vollmacht erhält, muss sie annehmen und "
    "darf sie nicht weitergeben. Kommen Sie selbst, endet sie mit Ihrer Ankunft.",
)

# Address labels

LABELS_TITLE = Phrase(
    nl="Adresetiketten: {title}",
    fr="Étiquettes d'adresse : {title}",
    en="Address labels: {title}",
    de="Adressetiketten: {title}",
)
UNADDRESSED = Plural(
    one=Phrase(
        nl="Eén vennoot zonder adres",
        fr="Un sociétaire sans adresse",
        en="One member without an address",
        de="Ein Mitglied ohne Anschrift",
    ),
    other=Phrase(
        nl="{count} vennoten zonder adres",
        fr="{count} sociétaires sans adresse",
        en="{count} members without an address",
        de="{count} Mitglieder ohne Anschrift",
    ),
)
NOBODY_BY_POST = Phrase(
    nl="Niemand krijgt een brief per post.",
    fr="Personne ne reçoit de lettre par la poste.",
    en="Nobody gets a letter by post.",
    de="Niemand bekommt einen Brief per Post.",
)
