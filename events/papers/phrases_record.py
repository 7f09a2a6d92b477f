"""The words of records: numbers and moments, the attendance list, and that a quorum was not reached."""

from events.words import Attending, Base, BureauRole, Channel, Phrase, Plural, ProxyKind

MOMENT = Phrase(nl="{day}, {hour}", fr="{day}, {hour}", en="{day}, {hour}", de="{day}, {hour} Uhr")
IS = Phrase(nl="{name}: {value}", fr="{name} : {value}", en="{name}: {value}", de="{name}: {value}")
PAGE = Phrase(
    nl="bladzijde {page} van {pages}",
    fr="page {page} sur {pages}",
    en="page {page} of {pages}",
    de="Seite {page} von {pages}",
)
PARTS = {
    "1/2": Phrase(nl="de helft", fr="la moitié", en="half", de="die Hälfte"),
    "1/3": Phrase(nl="een derde", fr="un tiers", en="a third", de="ein Drittel"),
    "2/3": Phrase(nl="twee derde", fr="deux tiers", en="two thirds", de="zwei Drittel"),
    "1/4": Phrase(nl="een vierde", fr="un quart", en="a quarter", de="ein Viertel"),
    "3/4": Phrase(nl="drie vierde", fr="trois quarts", en="three quarters", de="drei Viertel"),
    "1/5": Phrase(nl="een vijfde", fr="un cinquième", en="a fifth", de="ein Fünftel"),
    "4/5": Phrase(nl="vier vijfde", fr="quatre cinquièmes", en="four fifths", de="vier Fünftel"),
    "1/10": Phrase(nl="een tiende", fr="un dixième", en="a tenth", de="ein Zehntel"),
    "1/1": Phrase(nl="alle", fr="la totalité", en="all", de="alle"),
}
SO_MANY = {
    Base.MEMBERS: Plural(
        one=Phrase(nl="{shown} vennoot", fr="{shown} sociétaire", en="{shown} member", de="{shown} Mitglied"),
        other=Phrase(nl="{shown} vennoten", fr="{shown} sociétaires", en="{shown} members", de="{shown} Mitglieder"),
    ),
    Base.VOTES: Plural(
        one=Phrase(nl="{shown} stem", fr="{shown} voix", en="{shown} vote", de="{shown} Stimme"),
        other=Phrase(nl="{shown} stemmen", fr="{shown} voix", en="{shown} votes", de="{shown} Stimmen"),
    ),
}
BUREAU = {
    BureauRole.CHAIR: Phrase(nl="Voorzitter", fr="Présidence", en="Chair", de="Vorsitz"),
    BureauRole.SECRETARY: Phrase(nl="Secretaris", fr="Secrétariat", en="Secretary", de="Protokoll"),
    BureauRole.SCRUTINEER: Phrase(nl="Stemopnemer", fr="Scrutateur", en="Scrutineer", de="Stimmenzählung"),
}
SIGNATURES = Phrase(nl="Handtekeningen", fr="Signatures", en="Signatures", de="Unterschriften")
NOBODY = Phrase(nl="Niemand.", fr="Personne.", en="Nobody.", de="Niemand.")

# The attendance list

ATTENDANCE = Phrase(nl="Aanwezigheidslijst", fr="Liste de présence", en="Attendance list", de="Anwesenheitsliste")
AS_OF = Phrase(nl="Stand op {moment}", fr="Situation du {moment}", en="As it was on {moment}", de="Stand vom {moment}")
AS_OF_CLOSING = Phrase(
    nl="Stand bij het sluiten, {moment}",
    fr="Situation à la clôture, {moment}",
    en="As it was at the closing, {moment}",
    de="Stand bei Schließung, {moment}",
)
COUNTS = Phrase(nl="Aantallen", fr="Nombres", en="Counts", de="Anzahlen")
IN_ROOM = Phrase(nl="In de zaal", fr="Dans la salle", en="In the room", de="Im Saal")
ONLINE = Phrase(nl="Online", fr="En ligne", en="Online", de="Online")
PLACES = {Channel.ROOM: IN_ROOM, Channel.ONLINE: ONLINE}
REPRESENTED = Phrase(
    nl="Vertegenwoordigd bij volmacht",
    fr="Représentés par procuration",
    en="Represented by proxy",
    de="Durch Vollmacht vertreten",
)
GONE = Phrase(
    nl="Vertrokken, niet meegeteld",
    fr="Partis, non comptés",
    en="Left, and not counted",
    de="Gegangen, nicht mitgezählt",
)
GUESTS = Phrase(
    nl="Aanwezig zonder stem, niet meegeteld",
    fr="Présents sans voix, non comptés",
    en="There without a vote, and not counted",
    de="Ohne Stimme anwesend, nicht mitgezählt",
)
THERE = Phrase(
    nl="Samen aanwezig of vertegenwoordigd",
    fr="Total des présents et représentés",
    en="Present or represented in all",
    de="Insgesamt anwesend oder vertreten",
)
ROLL = Phrase(nl="Stemgerechtigd", fr="Ayant droit de vote", en="Entitled to vote", de="Stimmberechtigt")
NAMED_TOO = Phrase(
    nl="Voor punt {place} bovendien bij volmacht",
    fr="Pour le point {place}, en outre par procuration",
    en="For item {place} by proxy as well",
    de="Für Punkt {place} außerdem durch Vollmacht",
)
NO_ROLL = Phrase(
    nl="De lijst van stemgerechtigden is nog niet vastgelegd: niemand telt al mee.",
    fr="La liste des votants n'est pas encore arrêtée : personne n'est encore compté.",
    en="The roll is not settled yet: nobody counts yet.",
    de="Die Liste der Stimmberechtigten ist noch nicht festgelegt: Noch zählt niemand.",
)
NAME = Phrase(nl="Naam", fr="Nom", en="Name", de="Name")
NUMBER = Phrase(nl="Nr.", fr="N°", en="No.", de="Nr.")
CATEGORY = Phrase(nl="Cat.", fr="Cat.", en="Cat.", de="Kat.")
MEMBERS = Phrase(nl="Vennoten", fr="Sociétaires", en="Members", de="Mitglieder")
VOTES = Phrase(nl="Stemmen", fr="Voix", en="Votes", de="Stimmen")
HOURS = Phrase(nl="Van–tot", fr="De–à", en="From–to", de="Von–bis")
SIGNATURE = Phrase(nl="Handtekening", fr="Signature", en="Signature", de="Unterschrift")
HOLDER = Phrase(nl="Door", fr="Par", en="By", de="Durch")
PROXY = Phrase(nl="Volmacht", fr="Procuration", en="Proxy", de="Vollmacht")
WHERE = Phrase(nl="Waar", fr="Où", en="Where", de="Wo")
AS_WHAT = Phrase(nl="Als", fr="En tant que", en="As", de="Als")
BY_REPRESENTATIVE = Phrase(nl="{name}, door {by}", fr="{name}, par {by}", en="{name}, by {by}", de="{name}, durch {by}")
WITH_NUMBER = Phrase(nl="{name} ({number})", fr="{name} ({number})", en="{name} ({number})", de="{name} ({number})")
PROXIES = {
    ProxyKind.GENERAL: Phrase(nl="algemeen", fr="générale", en="general", de="allgemein"),
    ProxyKind.NAMED: Phrase(
        nl="alleen punt {places}", fr="point {places} seulement", en="item {places} only", de="nur Punkt {places}"
    ),
    ProxyKind.INSTRUCTED: Phrase(
        nl="met instructies", fr="avec instructions", en="with instructions", de="mit Weisungen"
    ),
    ProxyKind.QUORUM: Phrase(
        nl="alleen voor het quorum",
        fr="pour le quorum seul",
        en="for the quorum alone",
        de="nur für die Beschlussfähigkeit",
    ),
}
ATTENDING = {
    Attending.MEMBER: Phrase(
        nl="vennoot zonder stem", fr="sociétaire sans voix", en="member without a vote", de="Mitglied ohne Stimme"
    ),
    Attending.REPRESENTATIVE: Phrase(
        nl="vertegenwoordiger zonder stem",
        fr="représentant sans voix",
        en="representative without a vote",
        de="Vertretung ohne Stimme",
    ),
    Attending.OBSERVER: Phrase(nl="waarnemer", fr="observateur", en="observer", de="Beobachter"),
    Attending.STAFF: Phrase(nl="medewerker", fr="équipe", en="staff", de="Team"),
    Attending.PRESS: Phrase(nl="pers", fr="presse", en="press", de="Presse"),
}

# That a quorum was not reached

FAILURE = Phrase(
    nl="Vaststelling: quorum niet bereikt",
    fr="Constat : quorum non atteint",
    en="Record: quorum not reached",
    de="Feststellung: Quorum nicht erreicht",
)
ITEM = Phrase(
    nl="Punt {place}: {title}", fr="Point {place} : {title}", en="Item {place}: {title}", de="Punkt {place}: {title}"
)
FAILED = Phrase(
    nl="Op {moment} is vastgesteld dat over dit punt niet beslist kan worden, omdat het vereiste quorum niet bereikt "
    "is.",
    fr="Le {moment}, il est constaté que ce point ne peut être décidé, le quorum requis n'étant pas atteint.",
    en="On {moment} it was established that this item cannot be decided, as the quorum it needs is not reached.",
    de="Am {moment} wurde festgestellt, dass über diesen Punkt nicht beschlossen werden kann, da das nötige Quorum "
    "nicht erreicht ist.",
)
NEEDED = Phrase(
    nl="Vereist: aanwezig of vertegenwoordigd",
    fr="Requis : présents ou représentés",
    en="Needed: present or represented",
    de="Nötig: anwesend oder vertreten",
)
OF_ALL = {
    Base.MEMBERS: Phrase(
        nl="{part} van de vennoten", fr="{part} des sociétaires", en="{part} of the members", de="{part} der Mitglieder"
    ),
    Base.VOTES: Phrase(
        nl="{part} van de stemmen", fr="{part} des voix", en="{part} of the votes", de="{part} der Stimmen"
    ),
}
IN_ALL = Phrase(
    nl="Stemgerechtigd volgens de lijst",
    fr="Ayant droit de vote selon la liste",
    en="Entitled to vote by the roll",
    de="Stimmberechtigt nach der Liste",
)
AT_LEAST = Phrase(nl="Dat is ten minste", fr="Soit au moins", en="That is at least", de="Das sind mindestens")
WERE_THERE = Phrase(
    nl="Aanwezig of vertegenwoordigd",
    fr="Présents ou représentés",
    en="Present or represented",
    de="Anwesend oder vertreten",
)
SHORT_OF = Phrase(nl="Tekort", fr="Manquent", en="Short of it", de="Es fehlen")
SECOND = Phrase(
    nl="De bijeenroeping van een tweede vergadering met dezelfde punten is mogelijk. Die beslist daarover volgens "
    "haar statuten, ongeacht hoeveel vennoten er zijn.",
    fr="Une seconde assemblée peut être convoquée sur les mêmes points. Selon les statuts, elle en décide quel que "
    "soit le nombre de sociétaires présents.",
    en="A second assembly can be called on the same items. By the statutes it decides on them whoever is there.",
    de="Eine zweite Versammlung mit denselben Punkten kann einberufen werden. Nach der Satzung beschließt sie, gleich "
    "wie viele Mitglieder da sind.",
)
