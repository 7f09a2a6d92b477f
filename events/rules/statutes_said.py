"""The rules of an assembly in words, a sentence each, as somebody reads them who sets them or is called together."""

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce

from events.rules.statutes import HALF, Need, Statutes, figures
from events.words import Base, Holders, Matter, Phrase, Plural, Weighing

NOTICE = Plural(
    one=Phrase(
        nl="Iedereen wordt ten minste één dag vooraf bijeengeroepen.",
        fr="Chacun est convoqué un jour à l'avance au moins.",
        en="Everybody is called together at least one day before.",
        de="Alle werden mindestens einen Tag vorher einberufen.",
    ),
    other=Phrase(
        nl="Iedereen wordt ten minste {count} dagen vooraf bijeengeroepen.",
        fr="Chacun est convoqué {count} jours à l'avance au moins.",
        en="Everybody is called together at least {count} days before.",
        de="Alle werden mindestens {count} Tage vorher einberufen.",
    ),
)
ROLL_THAT_DAY = Phrase(
    nl="Wie op de dag van de vergadering vennoot is, mag stemmen.",
    fr="Peut voter qui est sociétaire le jour de l'assemblée.",
    en="Who is a member on the day of the meeting may vote.",
    de="Wer am Tag der Versammlung Mitglied ist, darf abstimmen.",
)
ROLL_BEFORE = Plural(
    one=Phrase(
        nl="Wie de dag voor de vergadering vennoot is, mag stemmen, met de aandelen van die dag.",
        fr="Peut voter qui est sociétaire la veille de l'assemblée, avec ses parts de ce jour-là.",
        en="Who is a member on the day before the meeting may vote, with the shares of that day.",
        de="Wer am Tag vor der Versammlung Mitglied ist, darf abstimmen, mit den Anteilen dieses Tages.",
    ),
    other=Phrase(
        nl="Wie {count} dagen voor de vergadering vennoot is, mag stemmen, met de aandelen van die dag.",
        fr="Peut voter qui est sociétaire {count} jours avant l'assemblée, avec ses parts de ce jour-là.",
        en="Who is a member {count} days before the meeting may vote, with the shares of that day.",
        de="Wer {count} Tage vor der Versammlung Mitglied ist, darf abstimmen, mit den Anteilen dieses Tages.",
    ),
)
WEIGHING = {
    Weighing.MEMBER: Phrase(
        nl="Elke vennoot heeft één stem.",
        fr="Chaque sociétaire a une voix.",
        en="Each member has one vote.",
        de="Jedes Mitglied hat eine Stimme.",
    ),
    Weighing.SHARE: Phrase(
        nl="Elk aandeel geeft één stem.",
        fr="Chaque part donne une voix.",
        en="Each share gives one vote.",
        de="Jeder Anteil gibt eine Stimme.",
    ),
}
CAP = Phrase(
    nl="Niemand brengt meer uit dan {part} van de stemmen op de vergadering, volmachten niet meegerekend.",
    fr="Personne n'exprime plus de {part} des voix à l'assemblée, procurations non comprises.",
    en="Nobody casts more than {part} of the votes at the meeting, proxies aside.",
    de="Niemand gibt mehr als {part} der Stimmen der Versammlung ab, Vollmachten nicht mitgezählt.",
)
CAP_WITH_PROXIES = Phrase(
    nl="Niemand brengt meer uit dan {part} van de stemmen op de vergadering, volmachten meegerekend.",
    fr="Personne n'exprime plus de {part} des voix à l'assemblée, procurations comprises.",
    en="Nobody casts more than {part} of the votes at the meeting, proxies included.",
    de="Niemand gibt mehr als {part} der Stimmen der Versammlung ab, Vollmachten mitgezählt.",
)
NO_PROXIES = Phrase(
    nl="Volmachten bestaan hier niet.",
    fr="Il n'y a pas de procurations.",
    en="There are no proxies.",
    de="Vollmachten gibt es nicht.",
)
PROXIES = Plural(
    one=Phrase(
        nl="Een vennoot stemt bij volmacht voor hoogstens één ander.",
        fr="Un sociétaire vote par procuration pour un autre au plus.",
        en="A member votes by proxy for one other at most.",
        de="Ein Mitglied stimmt mit Vollmacht für höchstens ein anderes ab.",
    ),
    other=Phrase(
        nl="Een vennoot stemt bij volmacht voor hoogstens {count} anderen.",
        fr="Un sociétaire vote par procuration pour {count} autres au plus.",
        en="A member votes by proxy for {count} others at most.",
        de="Ein Mitglied stimmt mit Vollmacht für höchstens {count} andere ab.",
    ),
)
OWN_CATEGORY = Phrase(
    nl="De volmachtdrager is van dezelfde categorie.",
    fr="Le mandataire est de la même catégorie.",
    en="The holder is of the same category.",
    de="Die bevollmächtigte Person ist aus derselben Kategorie.",
)
PROXIES_TO_THE_END = Phrase(
    nl="Volmachten worden aanvaard tot de vergadering begint.",
    fr="Les procurations sont acceptées jusqu'au début de l'assemblée.",
    en="Proxies are accepted until the meeting begins.",
    de="Vollmachten werden bis zum Beginn der Versammlung angenommen.",
)
PROXIES_UNTIL = Plural(
    one=Phrase(
        nl="Volmachten worden aanvaard tot een uur voor het begin.",
        fr="Les procurations sont acceptées jusqu'à une heure avant le début.",
        en="Proxies are accepted until one hour before the beginning.",
        de="Vollmachten werden bis eine Stunde vor Beginn angenommen.",
    ),
    other=Phrase(
        nl="Volmachten worden aanvaard tot {count} uur voor het begin.",
        fr="Les procurations sont acceptées jusqu'à {count} heures avant le début.",
        en="Proxies are accepted until {count} hours before the beginning.",
        de="Vollmachten werden bis {count} Stunden vor Beginn angenommen.",
    ),
)
NO_ADVANCE = Phrase(
    nl="Er wordt alleen op de vergadering gestemd.",
    fr="On ne vote qu'à l'assemblée.",
    en="Votes are cast at the meeting only.",
    de="Abgestimmt wird nur in der Versammlung.",
)
ADVANCE = Plural(
    one=Phrase(
        nl="Stemmen kan vanaf de dag vooraf ({article}).",
        fr="On peut voter dès la veille ({article}).",
        en="Votes may be cast from the day before ({article}).",
        de="Abgestimmt werden kann ab dem Tag davor ({article}).",
    ),
    other=Phrase(
        nl="Stemmen kan vanaf {count} dagen vooraf ({article}).",
        fr="On peut voter dès {count} jours à l'avance ({article}).",
        en="Votes may be cast from {count} days before ({article}).",
        de="Abgestimmt werden kann ab {count} Tagen vorher ({article}).",
    ),
)
MATTERS = {
    Matter.ORDINARY: Phrase(
        nl="Gewone besluiten", fr="Décisions ordinaires", en="Ordinary decisions", de="Gewöhnliche Beschlüsse"
    ),
    Matter.ELECTION: Phrase(nl="Verkiezingen", fr="Élections", en="Elections", de="Wahlen"),
    Matter.STATUTES: Phrase(
        nl="Wijziging van de statuten",
        fr="Modification des statuts",
        en="Change of the statutes",
        de="Änderung der Satzung",
    ),
    Matter.PURPOSE: Phrase(
        nl="Wijziging van voorwerp, doel, finaliteit of waarden",
        fr="Modification de l'objet, des buts, de la finalité ou des valeurs",
        en="Change of object, purpose, aim or values",
        de="Änderung von Gegenstand, Zweck, Zielsetzung oder Werten",
    ),
}
QUORUM = {
    Base.MEMBERS: Phrase(
        nl="ten minste {part} van de vennoten is aanwezig of vertegenwoordigd",
        fr="{part} des sociétaires au moins sont présents ou représentés",
        en="at least {part} of the members are present or represented",
        de="mindestens {part} der Mitglieder sind anwesend oder vertreten",
    ),
    Base.VOTES: Phrase(
        nl="ten minste {part} van alle stemmen is aanwezig of vertegenwoordigd",
        fr="{part} de toutes les voix au moins sont présentes ou représentées",
        en="at least {part} of all votes are present or represented",
        de="mindestens {part} aller Stimmen sind anwesend oder vertreten",
    ),
}
FIRST_ONLY = Phrase(
    nl=" (niet op een tweede vergadering)",
    fr=" (pas à une seconde assemblée)",
    en=" (not at a second assembly)",
    de=" (nicht in einer zweiten Versammlung)",
)
MORE_THAN = Phrase(
    nl="meer dan {part} van de uitgebrachte stemmen is voor",
    fr="plus de {part} des voix exprimées sont pour",
    en="more than {part} of the votes cast are for it",
    de="mehr als {part} der abgegebenen Stimmen sind dafür",
)
AT_LEAST = Phrase(
    nl="ten minste {part} van de uitgebrachte stemmen is voor",
    fr="{part} des voix exprimées au moins sont pour",
    en="at least {part} of the votes cast are for it",
    de="mindestens {part} der abgegebenen Stimmen sind dafür",
)
WITHIN = Phrase(
    nl="{majority} binnen categorie {code}",
    fr="{majority} dans la catégorie {code}",
    en="{majority} within category {code}",
    de="{majority} in der Kategorie {code}",
)
REPORT = Phrase(
    nl="een verslag is bij de agenda gevoegd",
    fr="un rapport est joint à l'ordre du jour",
    en="a report is attached to the agenda",
    de="ein Bericht liegt der Tagesordnung bei",
)
NEEDS = Phrase(nl="{matter}: {parts}.", fr="{matter} : {parts}.", en="{matter}: {parts}.", de="{matter}: {parts}.")
AND = Phrase(nl="{first}; {then}", fr="{first} ; {then}", en="{first}; {then}", de="{first}; {then}")
ABSTENTIONS = Phrase(
    nl="Onthoudingen en blanco stemmen zijn geen uitgebrachte stemmen.",
    fr="Les abstentions et les votes blancs ne sont pas des voix exprimées.",
    en="Abstentions and blank votes are no votes cast.",
    de="Enthaltungen und leere Stimmen sind keine abgegebenen Stimmen.",
)


def sentences(statutes: Statutes, language: str) -> list[str]:
    """All these rules say, in this language."""
    said = [*_calling(statutes, language), *_voting(statutes, language), *_proxies(statutes, language)]
    return [*said, *(need_said(need, language) for need in statutes.needs), ABSTENTIONS.say(language)]


def _calling(statutes: Statutes, language: str) -> Iterator[str]:
    yield NOTICE.say(language, statutes.notice_days)
    if statutes.record_days:
        yield ROLL_BEFORE.say(language, statutes.record_days)
    else:
        yield ROLL_THAT_DAY.say(language)


def _voting(statutes: Statutes, language: str) -> Iterator[str]:
    yield WEIGHING[statutes.weighing].say(language)
    if statutes.cap is not None:
        cap = CAP_WITH_PROXIES if statutes.cap_with_proxies else CAP
        yield cap.say(language, part=figures(statutes.cap))
    if statutes.advance_days is None:
        yield NO_ADVANCE.say(language)
    else:
        yield ADVANCE.say(language, statutes.advance_days, article=statutes.advance_article)


def _proxies(statutes: Statutes, language: str) -> Iterator[str]:
    if not statutes.proxy_limit:
        yield NO_PROXIES.say(language)
        return
    yield PROXIES.say(language, statutes.proxy_limit)
    if statutes.proxy_holders is Holders.CATEGORY:
        yield OWN_CATEGORY.say(language)
    if statutes.proxy_hours:
        yield PROXIES_UNTIL.say(language, statutes.proxy_hours)
    else:
        yield PROXIES_TO_THE_END.say(language)


def need_said(need: Need, language: str) -> str:
    """What a resolution on one kind of matter needs, in one sentence."""
    parts = reduce(lambda first, then: AND.say(language, first=first, then=then), _parts(need, language))
    return NEEDS.say(language, matter=MATTERS[need.matter].say(language), parts=parts)


def _parts(need: Need, language: str) -> Iterator[str]:
    if need.quorum is not None:
        yield QUORUM[need.counted].say(language, part=figures(need.quorum)) + (
            "" if need.again else FIRST_ONLY.say(language)
        )
    yield _majority(need.majority, language)
    for code, majority in sorted(need.within.items()):
        yield WITHIN.say(language, majority=_majority(majority, language), code=code)
    if need.report:
        yield REPORT.say(language)


def _majority(majority: Fraction, language: str) -> str:
    return (MORE_THAN if majority == HALF else AT_LEAST).say(language, part=figures(majority))
