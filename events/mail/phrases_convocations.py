"""The words of the mail that calls a member to an assembly."""

from events.words import Phrase

WHY_CALLED = Phrase(
    nl="Je krijgt deze mail omdat je vennoot van {organisation} bent en voor deze vergadering bent opgeroepen.",
    fr="Vous recevez cet e-mail parce que vous êtes sociétaire de {organisation} et convoqué·e à cette assemblée.",
    en="You get this mail because you are a member of {organisation} and called to this assembly.",
    de="Sie erhalten diese E-Mail, weil Sie Mitglied von {organisation} und zu dieser Versammlung eingeladen sind.",
)
