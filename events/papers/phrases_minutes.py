"""The words of draft minutes."""

from events.words import AgendaKind, Disturbance, Gathering, Phrase, Plural

MINUTES = Phrase(nl="Ontwerpverslag", fr="Projet de procès-verbal", en="Draft minutes", de="Protokollentwurf")
GATHERING = {
    Gathering.ORDINARY: Phrase(
        nl="Gewone algemene vergadering",
        fr="Assemblée générale ordinaire",
        en="Ordinary general assembly",
        de="Ordentliche Generalversammlung",
    ),
    Gathering.EXTRAORDINARY: Phrase(
        nl="Buitengewone algemene vergadering",
        fr="Assemblée générale extraordinaire",
        en="Extraordinary general assembly",
        de="Außerordentliche Generalversammlung",
    ),
}
KIND = Phrase(nl="Vergadering", fr="Assemblée", en="Assembly", de="Versammlung")
SECOND_OF = Phrase(
    nl="Tweede vergadering, na die van", fr="Seconde assemblée, après celle du", en="Second assembly, after that of",
    de="Zweite Versammlung, nach der vom",
)  # fmt: skip
CONVENED = Phrase(nl="Bijeengeroepen op", fr="Convoquée le", en="Called together on", de="Einberufen am")
CALLED = Phrase(nl="Opgeroepen", fr="Convocations", en="Called", de="Eingeladen")
BY_MAIL = Phrase(
    nl="{mailed} per mail, {posted} per post",
    fr="{mailed} par e-mail, {posted} par la poste",
    en="{mailed} by mail, {posted} by post",
    de="{mailed} per E-Mail, {posted} per Post",
)
ROLL = Phrase(nl="Stemgerechtigd", fr="Ayant droit de vote", en="Entitled to vote", de="Stimmberechtigt")
ROLL_OF = Phrase(
    nl="{members} met {votes}, volgens de lijst van {day}",
    fr="{members} avec {votes}, selon la liste du {day}",
    en="{members} with {votes}, by the roll of {day}",
    de="{members} mit {votes}, nach der Liste vom {day}",
)
OPENED = Phrase(nl="Geopend", fr="Ouverte", en="Opened", de="Eröffnet")
CLOSED = Phrase(nl="Gesloten", fr="Close", en="Closed", de="Geschlossen")
PAUSED = Phrase(nl="Onderbroken", fr="Suspendue", en="Paused", de="Unterbrochen")
NOT_YET = Phrase(nl="nog niet", fr="pas encore", en="not yet", de="noch nicht")
BUREAU = Phrase(nl="Bureau", fr="Bureau", en="Bureau", de="Leitung")
PRESENCE = Phrase(
    nl="Aanwezig of vertegenwoordigd",
    fr="Présents ou représentés",
    en="Present or represented",
    de="Anwesend oder vertreten",
)
MOMENT = Phrase(nl="Moment", fr="Moment", en="Moment", de="Zeitpunkt")
AT_OPENING = Phrase(
    nl="{hour}, bij de opening", fr="{hour}, à l'ouverture", en="{hour}, at the opening", de="{hour}, bei der Eröffnung"
)
AT_ITEM = Phrase(
    nl="{hour}, punt {place}", fr="{hour}, point {place}", en="{hour}, item {place}", de="{hour}, Punkt {place}"
)
AT_CLOSING = Phrase(
    nl="{hour}, bij het sluiten",
    fr="{hour}, à la clôture",
    en="{hour}, at the closing",
    de="{hour}, bei der Schließung",
)
AGENDA = Phrase(nl="Agenda", fr="Ordre du jour", en="Agenda", de="Tagesordnung")
NO_AGENDA = Phrase(
    nl="Er staat niets op de agenda.",
    fr="L'ordre du jour est vide.",
    en="There is nothing on the agenda.",
    de="Auf der Tagesordnung steht nichts.",
)
ITEM = Phrase(nl="{place}. {title}", fr="{place}. {title}", en="{place}. {title}", de="{place}. {title}")
KINDS = {
    AgendaKind.INFORMATION: Phrase(
        nl="Ter informatie", fr="Pour information", en="For information", de="Zur Information"
    ),
    AgendaKind.DISCUSSION: Phrase(nl="Ter bespreking", fr="Pour discussion", en="For discussion", de="Zur Aussprache"),
    AgendaKind.DECISION: Phrase(nl="Ter beslissing", fr="Pour décision", en="For decision", de="Zur Entscheidung"),
    AgendaKind.ELECTION: Phrase(nl="Verkiezing", fr="Élection", en="Election", de="Wahl"),
}
SEATS = Plural(
    one=Phrase(nl="één mandaat", fr="un mandat", en="one seat", de="ein Sitz"),
    other=Phrase(nl="{count} mandaten", fr="{count} mandats", en="{count} seats", de="{count} Sitze"),
)
TAKEN = Phrase(nl="Behandeld om", fr="Abordé à", en="Taken at", de="Behandelt um")
NOT_TAKEN = Phrase(nl="Niet behandeld.", fr="Non abordé.", en="Not taken.", de="Nicht behandelt.")
QUORUM = Phrase(nl="Quorum", fr="Quorum", en="Quorum", de="Quorum")
NO_QUORUM = Phrase(
    nl="geen nodig; er waren {there}",
    fr="aucun requis ; étaient présents ou représentés : {there}",
    en="none needed; there were {there}",
    de="keines nötig; da waren {there}",
)
REACHED = Phrase(
    nl="bereikt: {there} van {roll}; nodig {part}, ten minste {least}",
    fr="atteint : {there} sur {roll} ; requis {part}, soit au moins {least}",
    en="reached: {there} of {roll}; needed {part}, at least {least}",
    de="erreicht: {there} von {roll}; nötig {part}, mindestens {least}",
)
MISSED = Phrase(
    nl="niet bereikt: {there} van {roll}; nodig {part}, ten minste {least}",
    fr="non atteint : {there} sur {roll} ; requis {part}, soit au moins {least}",
    en="not reached: {there} of {roll}; needed {part}, at least {least}",
    de="nicht erreicht: {there} von {roll}; nötig {part}, mindestens {least}",
)
FAILED_AT = Phrase(nl="Vastgesteld om", fr="Constaté à", en="Put on record at", de="Festgestellt um")
SPEAKERS = Phrase(nl="Aan het woord", fr="Ont pris la parole", en="Spoke", de="Wortmeldungen")
QUESTIONS = Phrase(
    nl="Vragen en antwoorden", fr="Questions et réponses", en="Questions and answers", de="Fragen und Antworten"
)
OTHER_QUESTIONS = Phrase(nl="Andere vragen", fr="Autres questions", en="Other questions", de="Weitere Fragen")
QUESTION = Phrase(nl="Vraag: {text}", fr="Question : {text}", en="Question: {text}", de="Frage: {text}")
ANSWER = Phrase(nl="Antwoord: {text}", fr="Réponse : {text}", en="Answer: {text}", de="Antwort: {text}")
WHY_NOT = Phrase(
    nl="Geen antwoord: {text}", fr="Pas de réponse : {text}", en="No answer: {text}", de="Keine Antwort: {text}"
)
NO_ANSWER = Phrase(
    nl="Geen antwoord genoteerd.", fr="Aucune réponse notée.", en="No answer noted.", de="Keine Antwort vermerkt."
)
UNANSWERED = Plural(
    one=Phrase(
        nl="Nog één vraag is gesteld en niet behandeld.",
        fr="Une autre question a été posée et n'a pas été traitée.",
        en="One more question was asked and not taken up.",
        de="Eine weitere Frage wurde gestellt und nicht behandelt.",
    ),
    other=Phrase(
        nl="Nog {count} vragen zijn gesteld en niet behandeld.",
        fr="{count} autres questions ont été posées et n'ont pas été traitées.",
        en="{count} more questions were asked and not taken up.",
        de="{count} weitere Fragen wurden gestellt und nicht behandelt.",
    ),
)
INCIDENTS = Phrase(nl="Incidenten", fr="Incidents", en="Incidents", de="Zwischenfälle")
NO_INCIDENTS = Phrase(nl="Geen.", fr="Aucun.", en="None.", de="Keine.")
INCIDENT = {
    Disturbance.TECHNICAL: Phrase(
        nl="{hours}, technisch: {text}", fr="{hours}, technique : {text}", en="{hours}, technical: {text}",
        de="{hours}, technisch: {text}",
    ),
    Disturbance.OTHER: Phrase(
        nl="{hours}: {text}", fr="{hours} : {text}", en="{hours}: {text}", de="{hours}: {text}"
    ),
}  # fmt: skip
DRAFT = Phrase(
    nl="Dit ontwerp is gemaakt uit wat tijdens de vergadering is vastgelegd. Het bureau vult het aan, controleert het "
    "en ondertekent het.",
    fr="Ce projet est établi d'après ce qui a été consigné pendant l'assemblée. Le bureau le complète, le vérifie et "
    "le signe.",
    en="This draft is made from what was noted during the assembly. The bureau completes, checks and signs it.",
    de="Dieser Entwurf entsteht aus dem, was während der Versammlung festgehalten wurde. Die Leitung ergänzt, prüft "
    "und unterzeichnet ihn.",
)
PROOF = Phrase(nl="Slotbundel", fr="Dossier de clôture", en="Closing bundle", de="Abschlussakte")
PROOF_SAID = Phrase(
    nl="Dit verslag staat in een bundel met de lijst van stemgerechtigden, de stemrechten, de stemmen en de regels van "
    "het logboek waarop het berust. Wie de bundel nakijkt, vindt daarvoor deze vingerafdruk.",
    fr="Ce procès-verbal figure dans un dossier avec la liste électorale, les droits de vote, les votes et les lignes "
    "du journal sur lesquels il repose. Qui vérifie le dossier doit y trouver cette empreinte.",
    en="These minutes are in a bundle with the roll, the voting rights, the ballots and the lines of the journal on "
    "which they rest. Whoever checks the bundle finds this fingerprint for them.",
    de="Dieses Protokoll liegt in einer Akte mit der Stimmberechtigtenliste, den Stimmrechten, den Stimmen und den "
    "Zeilen des Journals, auf denen es beruht. Wer die Akte prüft, findet dafür diesen Fingerabdruck.",
)
FINGERPRINT = Phrase(
    nl="Vingerafdruk (SHA-256)", fr="Empreinte (SHA-256)", en="Fingerprint (SHA-256)", de="Fingerabdruck (SHA-256)"
)
