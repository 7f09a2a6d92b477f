"""The words of the mail that calls a member to an assembly."""

from events.words import Phrase, Plural

SUBJECT = Phrase(
    nl="Oproeping: {title}, {day}",
    fr="Convocation : {title}, {day}",
    en="You are called: {title}, {day}",
    de="Einberufung: {title}, {day}",
)
CALLED = Phrase(
    nl="Je bent opgeroepen voor “{title}”.",
    fr="Vous êtes convoqué·e à « {title} ».",
    en="You are called to “{title}”.",
    de="Sie sind zu „{title}“ einberufen.",
)
WHY_CALLED = Phrase(
    nl="Je krijgt deze mail omdat je vennoot van {organisation} bent en voor deze vergadering bent opgeroepen.",
    fr="Vous recevez cet e-mail parce que vous êtes sociétaire de {organisation} et convoqué·e à cette assemblée.",
    en="You get this mail because you are a member of {organisation} and called to this assembly.",
    de="Sie erhalten diese E-Mail, weil Sie Mitglied von {organisation} und zu dieser Versammlung einberufen sind.",
)

# Names of facts

MEMBER = Phrase(nl="Voor", fr="Pour", en="For", de="Für")
MEMBER_IS = Phrase(
    nl="{name}, vennoot nr. {number}",
    fr="{name}, sociétaire n° {number}",
    en="{name}, member no. {number}",
    de="{name}, Mitglied Nr. {number}",
)
AGENDA = Phrase(nl="Agenda", fr="Ordre du jour", en="Agenda", de="Tagesordnung")
ON_SITE = Phrase(nl="Ter plaatse", fr="Sur place", en="On site", de="Vor Ort")
ONLINE = Phrase(nl="Online", fr="En ligne", en="Online", de="Online")
QUESTIONS = Phrase(nl="Vragen", fr="Questions", en="Questions", de="Fragen")
PROXY = Phrase(nl="Volmacht", fr="Procuration", en="Proxy", de="Vollmacht")
ADVANCE = Phrase(nl="Vooraf stemmen", fr="Vote anticipé", en="Voting before", de="Vorab abstimmen")

# How to take part

ON_SITE_HOW = Phrase(
    nl="Breng je ticket mee, op je telefoon of op papier. Het zit in de bijlage; inschrijven hoeft niet.",
    fr="Apportez votre billet, sur votre téléphone ou sur papier. Il est joint ; aucune inscription n'est nécessaire.",
    en="Bring your ticket, on your phone or on paper. It is attached; there is no need to register.",
    de="Bringen Sie Ihr Ticket mit, auf dem Handy oder auf Papier. Es ist angehängt; anmelden müssen Sie sich nicht.",
)
WITHOUT_TICKET_HOW = Phrase(
    nl="Zeg aan de deur je naam en je vennootnummer.",
    fr="À l'entrée, donnez votre nom et votre numéro de sociétaire.",
    en="At the door, say your name and your member number.",
    de="Nennen Sie am Eingang Ihren Namen und Ihre Mitgliedsnummer.",
)
ONLINE_HOW = Phrase(
    nl="Meld je die dag met dit e-mailadres aan op de pagina van de vergadering. Daar volg je, vraag je en stem je.",
    fr="Ce jour-là, connectez-vous avec cette adresse e-mail sur la page de l'assemblée. Vous y suivez, questionnez "
    "et votez.",
    en="On the day, sign in with this e-mail address on the assembly's page. There you follow, ask and vote.",
    de="Melden Sie sich an dem Tag mit dieser E-Mail-Adresse auf der Seite der Versammlung an. Dort verfolgen Sie "
    "alles, fragen und stimmen ab.",
)
QUESTIONS_HOW = Phrase(
    nl="Stel ze vooraf op de pagina van de vergadering, of op de vergadering zelf.",
    fr="Posez-les à l'avance sur la page de l'assemblée, ou pendant l'assemblée.",
    en="Ask them beforehand on the assembly's page, or at the assembly itself.",
    de="Stellen Sie sie vorab auf der Seite der Versammlung oder in der Versammlung selbst.",
)
PROXY_HOW = Plural(
    one=Phrase(
        nl="Kun je niet komen? Laat een andere vennoot voor je stemmen: op de pagina van de vergadering tot {until}, "
        "of met het formulier in de bijlage. Eén vennoot heeft hoogstens één volmacht.",
        fr="Un empêchement ? Laissez un autre sociétaire voter pour vous : sur la page de l'assemblée jusqu'au "
        "{until}, ou avec le formulaire joint. Un sociétaire porte une procuration au plus.",
        en="Cannot come? Let another member vote for you: on the assembly's page until {until}, or with the form "
        "attached. One member holds one proxy at most.",
        de="Sie können nicht kommen? Lassen Sie ein anderes Mitglied für Sie abstimmen: auf der Seite der Versammlung "
        "bis {until} oder mit dem angehängten Formular. Ein Mitglied hat höchstens eine Vollmacht.",
    ),
    other=Phrase(
        nl="Kun je niet komen? Laat een andere vennoot voor je stemmen: op de pagina van de vergadering tot {until}, "
        "of met het formulier in de bijlage. Eén vennoot heeft hoogstens {count} volmachten.",
        fr="Un empêchement ? Laissez un autre sociétaire voter pour vous : sur la page de l'assemblée jusqu'au "
        "{until}, ou avec le formulaire joint. Un sociétaire porte {count} procurations au plus.",
        en="Cannot come? Let another member vote for you: on the assembly's page until {until}, or with the form "
        "attached. One member holds {count} proxies at most.",
        de="Sie können nicht kommen? Lassen Sie ein anderes Mitglied für Sie abstimmen: auf der Seite der Versammlung "
        "bis {until} oder mit dem angehängten Formular. Ein Mitglied hat höchstens {count} Vollmachten.",
    ),
)
SAME_CATEGORY = Phrase(
    nl="Het moet iemand van jouw categorie zijn.",
    fr="Ce doit être quelqu'un de votre catégorie.",
    en="It has to be somebody of your category.",
    de="Es muss jemand Ihrer Kategorie sein.",
)
ADVANCE_HOW = Phrase(
    nl="Vanaf {since} kun je stemmen op de pagina van de vergadering ({article}).",
    fr="Dès le {since}, vous pouvez voter sur la page de l'assemblée ({article}).",
    en="From {since} on you can vote on the assembly's page ({article}).",
    de="Ab {since} können Sie auf der Seite der Versammlung abstimmen ({article}).",
)

# Paragraphs and links

DOCUMENTS = Phrase(
    nl="De volledige teksten en de documenten staan op de pagina van de vergadering.",
    fr="Les textes complets et les documents se trouvent sur la page de l'assemblée.",
    en="The full texts and the documents are on the assembly's page.",
    de="Die vollständigen Texte und die Unterlagen stehen auf der Seite der Versammlung.",
)
SEE_ASSEMBLY = Phrase(
    nl="Bekijk de agenda en de documenten",
    fr="Voir l'ordre du jour et les documents",
    en="See the agenda and the documents",
    de="Tagesordnung und Unterlagen ansehen",
)
SEE_TICKET = Phrase(nl="Bekijk je ticket", fr="Voir votre billet", en="See your ticket", de="Ihr Ticket ansehen")
PROXY_FILE = Phrase(
    nl="volmacht-{slug}.pdf", fr="procuration-{slug}.pdf", en="proxy-{slug}.pdf", de="vollmacht-{slug}.pdf"
)
