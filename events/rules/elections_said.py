"""Who is elected, in sentences with the numbers that decided it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from babel.lists import format_list

from events.rules.elections import Contender, Outcome
from events.rules.statutes import HALF
from events.rules.tally_said import majority_said, number, percent
from events.words import LOCALES, Method, Phrase

ELECTED = Phrase(
    nl="Verkozen: {people}.",
    fr="Siège attribué à : {people}.",
    en="Elected: {people}.",
    de="Gewählt: {people}.",
)
NOBODY = Phrase(
    nl="Niemand is verkozen.",
    fr="Aucun siège n'est attribué.",
    en="Nobody is elected.",
    de="Niemand ist gewählt.",
)
TIED = Phrase(
    nl="Gelijke stand voor de plaatsen die overblijven ({left}): {people}. Geen van hen is verkozen;"
    " een nieuwe stemming beslist.",
    fr="Égalité pour les sièges qui restent ({left}) : {people}. Aucun n'est attribué ; un nouveau vote décidera.",
    en="A tie for the seats that are left ({left}): {people}. None of them is elected; a further vote decides.",
    de="Stimmengleichheit um die übrigen Sitze ({left}): {people}. Gewählt ist davon niemand; eine weitere Abstimmung"
    " entscheidet.",
)
NOT_ELECTED = Phrase(
    nl="Niet verkozen: {people}.",
    fr="Sans siège : {people}.",
    en="Not elected: {people}.",
    de="Nicht gewählt: {people}.",
)
SEATS = Phrase(
    nl="Plaatsen: {seats}, voor wie de meeste stemmen voor heeft; {needed}. Onthoudingen tellen niet mee.",
    fr="Sièges : {seats}, à qui a le plus de voix pour ; {needed}. Les abstentions ne comptent pas.",
    en="Seats: {seats}, for those with the most votes for; {needed}. Abstentions do not count.",
    de="Sitze: {seats}, für die meisten Stimmen dafür; {needed}. Enthaltungen zählen nicht.",
)
SEATS_BY_NAME = Phrase(
    nl="Plaatsen: {seats}, voor wie de meeste stemmen heeft. Blanco stemmen ({blank}) tellen niet mee.",
    fr="Sièges : {seats}, à qui a le plus de voix. Les votes blancs ({blank}) ne comptent pas.",
    en="Seats: {seats}, for those with the most votes. Blank votes ({blank}) do not count.",
    de="Sitze: {seats}, für die meisten Stimmen. Leere Stimmzettel ({blank}) zählen nicht.",
)
SEATS_BY_MAJORITY = Phrase(
    nl="Plaatsen: {seats}, voor wie de meeste stemmen heeft; {needed}. Blanco stemmen ({blank}) tellen niet mee.",
    fr="Sièges : {seats}, à qui a le plus de voix ; {needed}. Les votes blancs ({blank}) ne comptent pas.",
    en="Seats: {seats}, for those with the most votes; {needed}. Blank votes ({blank}) do not count.",
    de="Sitze: {seats}, für die meisten Stimmen; {needed}. Leere Stimmzettel ({blank}) zählen nicht.",
)
SEATS_BY_QUOTA = Phrase(
    nl="Plaatsen: {seats}; quotum: {quota}; overgedragen volgens voorkeur, tellingen: {rounds}. Blanco stemmen"
    " ({blank}) tellen niet mee.",
    fr="Sièges : {seats} ; quota : {quota} ; reports selon les préférences, décomptes : {rounds}. Les votes blancs"
    " ({blank}) ne comptent pas.",
    en="Seats: {seats}; quota: {quota}; handed on by preference, counts: {rounds}. Blank votes ({blank}) do not count.",
    de="Sitze: {seats}; Quote: {quota}; nach Rangfolge übertragen, Zählungen: {rounds}. Leere Stimmzettel"
    " ({blank}) zählen nicht.",
)
BY_LOT = Phrase(
    nl="Waar niets anders hen onderscheidde, besliste het lot.",
    fr="Là où rien d'autre ne les départageait, le sort a décidé.",
    en="Where nothing else told them apart, the lot decided.",
    de="Wo nichts anderes sie unterschied, entschied das Los.",
)
RANKED = Phrase(
    nl="{name} (stemmen: {votes}, telling {stage})",
    fr="{name} (voix : {votes}, décompte {stage})",
    en="{name} (votes: {votes}, count {stage})",
    de="{name} (Stimmen: {votes}, Zählung {stage})",
)
ASKED = Phrase(
    nl="{name} ({votes} voor, {against} tegen: {part})",
    fr="{name} ({votes} pour, {against} contre : {part})",
    en="{name} ({votes} for, {against} against: {part})",
    de="{name} ({votes} dafür, {against} dagegen: {part})",
)
NAMED = Phrase(
    nl="{name} (stemmen: {votes}, dus {part})",
    fr="{name} (voix : {votes}, soit {part})",
    en="{name} (votes: {votes}, so {part})",
    de="{name} (Stimmen: {votes}, also {part})",
)
SILENT = Phrase(
    nl="{name} (geen stemmen)", fr="{name} (aucune voix)", en="{name} (no votes)", de="{name} (keine Stimmen)"
)
WITHIN = Phrase(
    nl="{part} in categorie {category}",
    fr="{part} dans la catégorie {category}",
    en="{part} in category {category}",
    de="{part} in Kategorie {category}",
)
NEEDED_WITHIN = Phrase(
    nl="in categorie {category}: {needed}",
    fr="dans la catégorie {category} : {needed}",
    en="in category {category}: {needed}",
    de="in Kategorie {category}: {needed}",
)


def sentence(outcome: Outcome, names: Mapping[int, str], language: str) -> str:
    """Who is elected and who is not, with their votes and what was needed. names: of the candidates."""

    def people(some: Iterable[Contender]) -> str:
        return format_list([_person(one, outcome, names, language) for one in some], locale=LOCALES[language])

    won = [one for one in outcome.contenders if one.elected]
    tied = [one for one in outcome.contenders if one.tied]
    lost = [one for one in outcome.contenders if not one.elected and not one.tied]
    said = [ELECTED.say(language, people=people(won)) if won else NOBODY.say(language)]
    if tied:
        said.append(TIED.say(language, left=outcome.left, people=people(tied)))
    if lost:
        said.append(NOT_ELECTED.say(language, people=people(lost)))
    return " ".join([*said, _rule(outcome, language)])


def _person(one: Contender, outcome: Outcome, names: Mapping[int, str], language: str) -> str:
    name, part = names[one.candidate], one.part.of_decisive()
    if outcome.rounds and part is not None:
        votes = number(one.part.votes_for, language)
        return RANKED.say(language, name=name, votes=votes, stage=_stage(one.candidate, outcome))
    if part is None:
        return SILENT.say(language, name=name)
    shares = [percent(part, language)]
    for condition in one.conditions:
        within = condition.part.of_decisive()
        if condition.category is not None and within is not None:
            shares.append(WITHIN.say(language, part=percent(within, language), category=condition.category))
    phrase = ASKED if outcome.method is Method.PER_CANDIDATE else NAMED
    return phrase.say(
        language, name=name, votes=number(one.part.votes_for, language), against=number(one.part.against, language),
        part=", ".join(shares),
    )  # fmt: skip


def _stage(candidate: int, outcome: Outcome) -> int:
    """The count, from 1, that elected somebody or put them out; the last one for who was left over."""
    for n, stage in enumerate(outcome.rounds, 1):
        if candidate in stage.elected or candidate == stage.excluded:
            return n
    return len(outcome.rounds)


def _rule(outcome: Outcome, language: str) -> str:
    """How seats are given, and what each of those elected needed."""
    if outcome.rounds:
        said = SEATS_BY_QUOTA.say(
            language, seats=outcome.seats, quota=number(Fraction(outcome.quota or 0), language),
            rounds=len(outcome.rounds), blank=number(outcome.blank, language),
        )  # fmt: skip
        return f"{said} {BY_LOT.say(language)}" if any(stage.by_lot for stage in outcome.rounds) else said
    need = outcome.need
    needed = [
        NEEDED_WITHIN.say(language, category=code, needed=majority_said(majority, language))
        for code, majority in sorted(need.within.items())
    ]
    by_name = outcome.method is Method.NAMES
    if not by_name or need.majority > HALF:
        needed.insert(0, majority_said(need.majority, language))
    phrase = (SEATS_BY_MAJORITY if needed else SEATS_BY_NAME) if by_name else SEATS
    return phrase.say(language, seats=outcome.seats, needed="; ".join(needed), blank=number(outcome.blank, language))
