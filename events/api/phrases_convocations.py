"""What people read when the members cannot be called."""

from events.words import Phrase

PROBLEMS: dict[str, tuple[Phrase, Phrase]] = {
    "event-unpublished": (
        Phrase(
            nl="De activiteit is niet gepubliceerd",
            fr="L'événement n'est pas publié",
            en="The event is not published",
            de="Die Veranstaltung ist nicht veröffentlicht",
        ),
        Phrase(
            nl="Wie je oproept moet de vergadering kunnen zien. Publiceer eerst de activiteit.",
            fr="Les personnes convoquées doivent voir l'assemblée. Publiez d'abord l'événement.",
            en="Whoever is called must be able to see the assembly. Publish the event first.",
            de="Wer eingeladen wird, muss die Versammlung sehen können. Veröffentlichen Sie zuerst die Veranstaltung.",
        ),
    ),
    "agenda-unpublished": (
        Phrase(
            nl="De agenda is niet gepubliceerd",
            fr="L'ordre du jour n'est pas publié",
            en="The agenda is not published",
            de="Die Tagesordnung ist nicht veröffentlicht",
        ),
        Phrase(
            nl="De oproeping bevat de agenda. Publiceer die eerst.",
            fr="La convocation contient l'ordre du jour. Publiez-le d'abord.",
            en="The convocation contains the agenda. Publish that first.",
            de="Die Einberufung enthält die Tagesordnung. Veröffentlichen Sie diese zuerst.",
        ),
    ),
    "convocation-too-late": (
        Phrase(
            nl="Te laat om op te roepen",
            fr="Trop tard pour convoquer",
            en="Too late to call the members",
            de="Zu spät für die Einberufung",
        ),
        Phrase(
            nl="De laatste dag om voor deze vergadering op te roepen was {day}. Verplaats de vergadering naar later.",
            fr="Le dernier jour pour convoquer à cette assemblée était le {day}. Reportez l'assemblée.",
            en="The last day to call the members to this assembly was {day}. Move the assembly to a later day.",
            de="Der letzte Tag für die Einberufung dieser Versammlung war {day}. Verlegen Sie die Versammlung.",
        ),
    ),
}
