"""A result in one sentence with its numbers, and the shares of the votes on both bases."""

from fractions import Fraction

from babel import Locale
from babel.numbers import format_decimal, format_percent

from events.rules.statutes import HALF, figures
from events.rules.tally import Condition, Part, Tally
from events.words import LOCALES, Phrase

ADOPTED = Phrase(
    nl="Aangenomen: {votes_for} voor en {against} tegen, dus {part} voor; {needed}. {abstained}",
    fr="Adopté : {votes_for} pour et {against} contre, soit {part} pour ; {needed}. {abstained}",
    en="Adopted: {votes_for} for and {against} against, so {part} for; {needed}. {abstained}",
    de="Angenommen: {votes_for} dafür und {against} dagegen, also {part} dafür; {needed}. {abstained}",
)
REJECTED = Phrase(
    nl="Verworpen: {votes_for} voor en {against} tegen, dus {part} voor; {needed}. {abstained}",
    fr="Rejeté : {votes_for} pour et {against} contre, soit {part} pour ; {needed}. {abstained}",
    en="Rejected: {votes_for} for and {against} against, so {part} for; {needed}. {abstained}",
    de="Abgelehnt: {votes_for} dafür und {against} dagegen, also {part} dafür; {needed}. {abstained}",
)
NOBODY = Phrase(
    nl="Verworpen: niemand stemde voor of tegen. {abstained}",
    fr="Rejeté : personne n'a voté pour ni contre. {abstained}",
    en="Rejected: nobody voted for or against. {abstained}",
    de="Abgelehnt: Niemand stimmte dafür oder dagegen. {abstained}",
)
ABSTAINED = Phrase(
    nl="Onthoudingen ({abstain}) tellen niet mee; met hen erbij is {whole} voor.",
    fr="Les abstentions ({abstain}) ne comptent pas ; avec elles, {whole} sont pour.",
    en="Abstentions ({abstain}) do not count; with them, {whole} are for.",
    de="Enthaltungen ({abstain}) zählen nicht; mit ihnen sind {whole} dafür.",
)
MORE_THAN_HALF = Phrase(
    nl="meer dan de helft was nodig",
    fr="il fallait plus de la moitié",
    en="more than a half was needed",
    de="mehr als die Hälfte war nötig",
)
AT_LEAST = Phrase(
    nl="ten minste {majority} was nodig",
    fr="il fallait au moins {majority}",
    en="at least {majority} was needed",
    de="mindestens {majority} war nötig",
)
WITHIN = Phrase(
    nl="in categorie {category} {part} voor, {needed}",
    fr="dans la catégorie {category} {part} pour, {needed}",
    en="in category {category} {part} for, {needed}",
    de="in Kategorie {category} {part} dafür, {needed}",
)
NONE_FOR = Phrase(nl="niemand", fr="personne", en="nobody", de="niemand")


def sentence(tally: Tally, language: str) -> str:
    """What was decided, with the numbers that decided it."""
    whole, abstained = tally.whole, ""
    if whole.abstain:
        abstained = ABSTAINED.say(
            language, abstain=number(whole.abstain, language), whole=percent(whole.votes_for / whole.cast, language)
        )
    part = whole.of_decisive()
    if part is None:
        return NOBODY.say(language, abstained=abstained).strip()
    needed = "; ".join(_needed(condition, language) for condition in tally.conditions)
    return (
        (ADOPTED if tally.adopted else REJECTED)
        .say(
            language, votes_for=number(whole.votes_for, language), against=number(whole.against, language),
            part=percent(part, language), needed=needed, abstained=abstained,
        )
        .strip()
    )  # fmt: skip


def shares(part: Part, language: str) -> dict[str, str | None]:
    """The part that is for it, of the votes that decide and of all that were cast; null where there are none."""
    decisive = part.of_decisive()
    return {
        "of_decisive": None if decisive is None else percent(decisive, language),
        "of_cast": percent(part.votes_for / part.cast, language) if part.cast else None,
    }


def percent(part: Fraction, language: str) -> str:
    """With one decimal, half to even, from the exact fraction: 91.9%."""
    pattern = Locale.parse(LOCALES[language]).percent_formats[None].pattern.replace("0", "0.0", 1)
    return format_percent(round(part * 1000) / 1000, pattern, locale=LOCALES[language])


def number(votes: Fraction, language: str) -> str:
    """Whole votes as they are; where a cap cut some, with two decimals."""
    if votes.denominator == 1:
        return format_decimal(votes.numerator, locale=LOCALES[language])
    return format_decimal(round(votes * 100) / 100, "#,##0.00", locale=LOCALES[language])


def majority_said(majority: Fraction, language: str) -> str:
    """The majority that was needed."""
    return MORE_THAN_HALF.say(language) if majority == HALF else AT_LEAST.say(language, majority=figures(majority))


def _needed(condition: Condition, language: str) -> str:
    needed = majority_said(condition.majority, language)
    if condition.category is None:
        return needed
    part = condition.part.of_decisive()
    said = NONE_FOR.say(language) if part is None else percent(part, language)
    return WITHIN.say(language, category=condition.category, part=said, needed=needed)
