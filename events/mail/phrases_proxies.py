"""The words of the mails about proxies, to who gave one and to who holds it."""

from events.words import Choice, Phrase, ProxyKind

ASKED_SUBJECT = Phrase(
    nl="{giver} vraagt je om in zijn of haar naam te stemmen",
    fr="{giver} vous demande de voter en son nom",
    en="{giver} asks you to vote for them",
    de="{giver} bittet Sie, an seiner oder ihrer Stelle abzustimmen",
)
ASKED = Phrase(
    nl="{giver} wil je een volmacht geven voor “{title}”.",
    fr="{giver} souhaite vous donner procuration pour « {title} ».",
    en="{giver} wants to give you a proxy for “{title}”.",
    de="{giver} möchte Ihnen eine Vollmacht für „{title}“ geben.",
)
ASKED_WHAT = Phrase(
    nl="Ze geldt pas als je ze aanvaardt. Dat doe je op de pagina van de vergadering.",
    fr="Elle ne vaut que si vous l'acceptez, sur la page de l'assemblée.",
    en="It only counts once you accept it, on the assembly's page.",
    de="Sie gilt erst, wenn Sie sie annehmen. Das tun Sie auf der Seite der Versammlung.",
)
ASKED_COME = Phrase(
    nl="Aanvaard ze alleen als je zelf komt of online deelneemt. Weigeren mag ook, zonder reden.",
    fr="Ne l'acceptez que si vous venez ou participez en ligne. Vous pouvez aussi refuser, sans donner de raison.",
    en="Only accept it if you come yourself or take part online. You may also decline, without a reason.",
    de="Nehmen Sie sie nur an, wenn Sie selbst kommen oder online teilnehmen. Sie dürfen auch ablehnen, ohne Grund.",
)
SEE_ASKED = Phrase(
    nl="Aanvaarden of weigeren", fr="Accepter ou refuser", en="Accept or decline", de="Annehmen oder ablehnen"
)

ACCEPTED_SUBJECT = Phrase(
    nl="{holder} heeft je volmacht aanvaard",
    fr="{holder} a accepté votre procuration",
    en="{holder} accepted your proxy",
    de="{holder} hat Ihre Vollmacht angenommen",
)
ACCEPTED = Phrase(
    nl="{holder} stemt voor jou op “{title}”.",
    fr="{holder} votera pour vous à « {title} ».",
    en="{holder} will vote for you at “{title}”.",
    de="{holder} stimmt bei „{title}“ für Sie ab.",
)
ACCEPTED_QUORUM = Phrase(
    nl="{holder} laat jou op “{title}” meetellen voor het quorum.",
    fr="{holder} vous fera compter pour le quorum à « {title} ».",
    en="{holder} lets you count towards the quorum at “{title}”.",
    de="{holder} lässt Sie bei „{title}“ für die Beschlussfähigkeit mitzählen.",
)
ACCEPTED_PAPER = Phrase(
    nl="Dat staat in het volmachtformulier dat we kregen. Gaf je er geen? Trek ze dan in of antwoord op deze mail.",
    fr="C'est ce que dit le formulaire de procuration que nous avons reçu. Vous n'en avez pas donné ? Retirez-la ou "
    "répondez à cet e-mail.",
    en="That is what the proxy form that we received says. You gave none? Withdraw it or answer this mail.",
    de="So steht es im Vollmachtsformular, das wir erhalten haben. Sie haben keine gegeben? Ziehen Sie sie zurück oder "
    "antworten Sie auf diese E-Mail.",
)
COME_YOURSELF = Phrase(
    nl="Kom je toch zelf, dan stem je zelf: de volmacht rust dan vanzelf.",
    fr="Si vous venez quand même, vous votez vous-même : la procuration est alors suspendue d'office.",
    en="If you come after all, you vote yourself: the proxy then rests by itself.",
    de="Kommen Sie doch selbst, dann stimmen Sie selbst ab: Die Vollmacht ruht dann von selbst.",
)
WITHDRAW_ANY_TIME = Phrase(
    nl="Je kan je volmacht op elk moment intrekken op de pagina van de vergadering.",
    fr="Vous pouvez retirer votre procuration à tout moment sur la page de l'assemblée.",
    en="You can withdraw your proxy at any moment on the assembly's page.",
    de="Sie können Ihre Vollmacht jederzeit auf der Seite der Versammlung zurückziehen.",
)

DECLINED_SUBJECT = Phrase(
    nl="{holder} heeft je volmacht geweigerd",
    fr="{holder} a refusé votre procuration",
    en="{holder} declined your proxy",
    de="{holder} hat Ihre Vollmacht abgelehnt",
)
DECLINED = Phrase(
    nl="{holder} stemt niet voor jou op “{title}”.",
    fr="{holder} ne votera pas pour vous à « {title} ».",
    en="{holder} will not vote for you at “{title}”.",
    de="{holder} stimmt bei „{title}“ nicht für Sie ab.",
)
GIVE_ANOTHER = Phrase(
    nl="Je stem is weer van jou. Kom zelf, of geef de volmacht aan iemand anders.",
    fr="Votre voix vous revient. Venez, ou donnez procuration à quelqu'un d'autre.",
    en="Your vote is yours again. Come yourself, or give the proxy to somebody else.",
    de="Ihre Stimme gehört wieder Ihnen. Kommen Sie selbst, oder geben Sie die Vollmacht jemand anderem.",
)

WITHDRAWN_SUBJECT = Phrase(
    nl="De volmacht van {giver} is ingetrokken",
    fr="La procuration donnée par {giver} est retirée",
    en="The proxy of {giver} was withdrawn",
    de="Die Vollmacht von {giver} wurde zurückgezogen",
)
WITHDRAWN = Phrase(
    nl="Je stemt niet voor {giver} op “{title}”.",
    fr="Vous ne votez pas pour {giver} à « {title} ».",
    en="You do not vote for {giver} at “{title}”.",
    de="Sie stimmen bei „{title}“ nicht für {giver} ab.",
)
BY_GIVER = Phrase(
    nl="{giver} heeft de volmacht zelf ingetrokken. Je hoeft niets te doen.",
    fr="{giver} a retiré sa procuration. Vous n'avez rien à faire.",
    en="{giver} withdrew the proxy. There is nothing you need to do.",
    de="{giver} hat die Vollmacht zurückgezogen. Sie müssen nichts tun.",
)
BY_STAFF = Phrase(
    nl="Het bureau van de vergadering heeft de volmacht ingetrokken. Klopt dat niet, antwoord dan op deze mail.",
    fr="Le bureau de l'assemblée a retiré la procuration. Si c'est une erreur, répondez à cet e-mail.",
    en="The bureau of the assembly withdrew the proxy. If that is not right, answer this mail.",
    de="Das Präsidium der Versammlung hat die Vollmacht zurückgezogen. Stimmt das nicht, antworten Sie auf diese "
    "E-Mail.",
)
GIVEN_BACK_SUBJECT = Phrase(
    nl="Je volmacht aan {holder} geldt niet meer",
    fr="Votre procuration à {holder} ne vaut plus",
    en="Your proxy to {holder} no longer counts",
    de="Ihre Vollmacht an {holder} gilt nicht mehr",
)
GIVEN_BACK = Phrase(
    nl="{holder} heeft je volmacht teruggegeven.",
    fr="{holder} vous a rendu votre procuration.",
    en="{holder} gave your proxy back.",
    de="{holder} hat Ihre Vollmacht zurückgegeben.",
)

SUSPENDED_SUBJECT_GIVER = Phrase(
    nl="Je bent er: je stemt zelf",
    fr="Vous êtes là : vous votez vous-même",
    en="You are there: you vote yourself",
    de="Sie sind da: Sie stimmen selbst ab",
)
SUSPENDED_GIVER = Phrase(
    nl="Je volmacht aan {holder} rust, want je bent zelf op “{title}”.",
    fr="Votre procuration à {holder} est suspendue, car vous êtes à « {title} ».",
    en="Your proxy to {holder} rests, as you are at “{title}” yourself.",
    de="Ihre Vollmacht an {holder} ruht, denn Sie sind selbst bei „{title}“.",
)
LEAVING = Phrase(
    nl="Ga je vroeger weg? Vraag dan aan de desk om je stem weer aan {holder} door te geven.",
    fr="Vous partez avant la fin ? Demandez au bureau de rendre votre voix à {holder}.",
    en="Do you leave early? Then ask at the desk to hand your vote to {holder} again.",
    de="Gehen Sie früher? Dann bitten Sie das Präsidium, Ihre Stimme wieder an {holder} weiterzugeben.",
)
SUSPENDED_SUBJECT_HOLDER = Phrase(
    nl="{giver} is er en stemt zelf",
    fr="{giver} est là et vote personnellement",
    en="{giver} is there and votes in person",
    de="{giver} ist da und stimmt selbst ab",
)
SUSPENDED_HOLDER = Phrase(
    nl="{giver} is zelf op “{title}”. De volmacht die je kreeg, rust.",
    fr="{giver} est à « {title} ». La procuration que vous avez reçue est suspendue.",
    en="{giver} is at “{title}” in person. The proxy that you hold rests.",
    de="{giver} ist selbst bei „{title}“. Die Vollmacht, die Sie haben, ruht.",
)
NO_LONGER_FOR = Phrase(
    nl="Vanaf nu stem je niet meer voor {giver}. Je hoeft niets te doen.",
    fr="Dès maintenant, vous ne votez plus pour {giver}. Vous n'avez rien à faire.",
    en="From now on you do not vote for {giver}. There is nothing you need to do.",
    de="Ab jetzt stimmen Sie nicht mehr für {giver} ab. Sie müssen nichts tun.",
)

HANDED_ON_SUBJECT = Phrase(
    nl="Je stemt weer voor {giver}",
    fr="Vous votez à nouveau pour {giver}",
    en="You vote for {giver} again",
    de="Sie stimmen wieder für {giver} ab",
)
HANDED_ON = Phrase(
    nl="{giver} is weg van “{title}”, en jij stemt vanaf nu weer voor hem of haar.",
    fr="{giver} a quitté « {title} », et vous votez à nouveau en son nom.",
    en="{giver} has left “{title}”, and from now on you vote for them again.",
    de="{giver} hat „{title}“ verlassen, und ab jetzt stimmen Sie wieder an seiner oder ihrer Stelle ab.",
)
AS_AGREED = Phrase(
    nl="Alles is zoals in de volmacht die je aanvaardde.",
    fr="Tout est comme dans la procuration que vous avez acceptée.",
    en="All is as in the proxy that you accepted.",
    de="Alles ist wie in der Vollmacht, die Sie angenommen haben.",
)

SEE = Phrase(nl="Bekijk de volmacht", fr="Voir la procuration", en="See the proxy", de="Vollmacht ansehen")
WHY = Phrase(
    nl="Je krijgt deze mail omdat je vennoot van {organisation} bent en een volmacht gaf of kreeg.",
    fr="Vous recevez cet e-mail parce que vous êtes sociétaire de {organisation} et avez donné ou reçu une "
    "procuration.",
    en="You get this mail because you are a member of {organisation} and gave or were given a proxy.",
    de="Sie erhalten diese E-Mail, weil Sie Mitglied von {organisation} sind und eine Vollmacht gegeben oder erhalten "
    "haben.",
)

# Names of facts

ASSEMBLY = Phrase(nl="Vergadering", fr="Assemblée", en="Assembly", de="Versammlung")
FROM = Phrase(nl="Van", fr="De", en="From", de="Von")
TO = Phrase(nl="Aan", fr="À", en="To", de="An")
PERSON = Phrase(
    nl="{name}, vennoot nr. {number}",
    fr="{name}, sociétaire n° {number}",
    en="{name}, member no. {number}",
    de="{name}, Mitglied Nr. {number}",
)
FOR_WHAT = Phrase(nl="Waarvoor", fr="Pour quoi", en="For what", de="Wofür")
UNTIL = Phrase(nl="Geldt tot", fr="Valable jusqu'au", en="Counts until", de="Gilt bis")
AGAIN = Phrase(nl="Tweede vergadering", fr="Seconde assemblée", en="Second assembly", de="Zweite Versammlung")
AGAIN_TOO = Phrase(
    nl="Geldt ook als dezelfde agenda op een tweede vergadering komt.",
    fr="Vaut aussi si le même ordre du jour passe à une seconde assemblée.",
    en="Also counts if the same agenda comes to a second assembly.",
    de="Gilt auch, wenn dieselbe Tagesordnung in eine zweite Versammlung kommt.",
)

KINDS = {
    ProxyKind.GENERAL: Phrase(
        nl="Alle punten; de houder stemt zoals die het beste vindt.",
        fr="Tous les points ; le mandataire vote comme il l'estime bon.",
        en="All items; the holder votes as they think best.",
        de="Alle Punkte; die bevollmächtigte Person stimmt nach eigenem Ermessen ab.",
    ),
    ProxyKind.NAMED: Phrase(
        nl="Alleen deze punten:",
        fr="Ces points seulement :",
        en="These items only:",
        de="Nur diese Punkte:",
    ),
    ProxyKind.INSTRUCTED: Phrase(
        nl="Alle punten, met deze instructies:",
        fr="Tous les points, avec ces instructions :",
        en="All items, with these instructions:",
        de="Alle Punkte, mit diesen Weisungen:",
    ),
    ProxyKind.QUORUM: Phrase(
        nl="Meetellen voor het quorum, zonder te stemmen.",
        fr="Compter pour le quorum, sans voter.",
        en="Counting towards the quorum, without voting.",
        de="Mitzählen für die Beschlussfähigkeit, ohne abzustimmen.",
    ),
}
ITEM = Phrase(nl="{position}. {title}", fr="{position}. {title}", en="{position}. {title}", de="{position}. {title}")
ITEM_SAID = Phrase(
    nl="{position}. {title}: {said}",
    fr="{position}. {title} : {said}",
    en="{position}. {title}: {said}",
    de="{position}. {title}: {said}",
)
CHOICES = {
    Choice.FOR: Phrase(nl="voor", fr="pour", en="for", de="dafür"),
    Choice.AGAINST: Phrase(nl="tegen", fr="contre", en="against", de="dagegen"),
    Choice.ABSTAIN: Phrase(nl="onthouding", fr="abstention", en="abstain", de="Enthaltung"),
}
