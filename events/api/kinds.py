"""What belongs in a field, by the type it is read as, and how the reader is told."""

import types
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from events.api.phrases import MENDS
from events.errors import Mend
from events.words import Phrase

KINDS: dict[str, Phrase] = {
    "text": Phrase(nl="Hier hoort tekst.", fr="Un texte est attendu ici.", en="This has to be a text.",
        de="Hier gehört ein Text hin."),
    "whole_number": Phrase(nl="Hier hoort een geheel getal.", fr="Un nombre entier est attendu ici.",
        en="This has to be a whole number.", de="Hier gehört eine ganze Zahl hin."),
    "number": Phrase(nl="Hier hoort een getal.", fr="Un nombre est attendu ici.", en="This has to be a number.",
        de="Hier gehört eine Zahl hin."),
    "yes_or_no": Phrase(nl="Hier hoort true of false.", fr="La valeur attendue est true ou false.",
        en="This has to be true or false.", de="Hier gehört true oder false hin."),
    "instant": Phrase(nl="Hier hoort een tijdstip, zoals 2023-01-26T18:00:00+01:00.",
        fr="Un moment est attendu ici, comme 2023-01-26T18:00:00+01:00.",
        en="This has to be an instant, such as 2023-01-26T18:00:00+01:00.",
        de="Hier gehört ein Zeitpunkt hin, etwa 2023-01-26T18:00:00+01:00."),
    "date": Phrase(nl="Hier hoort een datum, zoals 2023-01-26.", fr="Une date est attendue ici, comme 2023-01-26.",
        en="This has to be a date, such as 2023-01-26.", de="Hier gehört ein Datum hin, etwa 2023-01-26."),
    "list": Phrase(nl="Hier hoort een lijst.", fr="Une liste est attendue ici.", en="This has to be a list.",
        de="Hier gehört eine Liste hin."),
    "object": Phrase(nl="Hier hoort een groep velden.", fr="Un groupe de champs est attendu ici.",
        en="This has to be a group of fields.", de="Hier gehört eine Gruppe von Feldern hin."),
    "choice": Phrase(nl="Kies een van deze: {choices}.", fr="Choisissez l’une de ces valeurs : {choices}.",
        en="Choose one of these: {choices}.", de="Wählen Sie einen dieser Werte: {choices}."),
    "cursor": Phrase(nl="Neem “next” over uit het vorige antwoord.",
        fr="Reprenez « next » de la réponse précédente.", en="Take “next” from the answer before this one.",
        de="Übernehmen Sie „next“ aus der vorigen Antwort."),
}  # fmt: skip
"""By the fact `wanted` of a mend with the code `wrong_kind`; `choices` is the fact that goes with `choice`."""

_PLAIN = {str: "text", int: "whole_number", float: "number", bool: "yes_or_no", datetime: "instant", date: "date"}


def sentence(mend: Mend, language: str) -> str:
    """The sentence for the reader."""
    phrase = KINDS.get(str(mend.facts.get("wanted"))) if mend.code == "wrong_kind" else None
    return (phrase or MENDS[mend.code]).say(language, **mend.facts)


def wrong_kind(field: str, kind: Any) -> Mend:
    """The mend for a value that cannot be read as this type."""
    kind = bare(kind)
    if choices := _choices(kind):
        return Mend(field, "wrong_kind", {"wanted": "choice", "choices": ", ".join(choices)})
    origin = get_origin(kind) or kind
    wanted = "list" if origin in (list, tuple, set) else "object" if origin is dict or is_struct(kind) else None
    return Mend(field, "wrong_kind", {"wanted": wanted or _PLAIN.get(kind)})


def bare(kind: Any) -> Any:
    """The type without its annotations, and without None and UNSET where one other is left."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, types.UnionType):
        rest = [part for part in get_args(kind) if part not in (types.NoneType, msgspec.UnsetType)]
        return bare(rest[0]) if len(rest) == 1 else kind
    return kind


def is_struct(kind: Any) -> bool:
    """Whether the type is an object whose fields are known."""
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _choices(kind: Any) -> list[str]:
    if get_origin(kind) is Literal:
        return [str(one) for one in get_args(kind)]
    return [str(one.value) for one in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []
