"""What people read when something about members or categories is refused."""

from events.words import Phrase

PROBLEMS: dict[str, tuple[Phrase, Phrase]] = {
    "number-taken": (
        Phrase(nl="Nummer al in gebruik", fr="Numéro déjà attribué", en="Number taken", de="Nummer schon vergeben"),
        Phrase(
            nl="Een andere vennoot heeft al het nummer {number}. Kies een ander, of laat het leeg voor het volgende.",
            fr="Un autre sociétaire porte déjà le numéro {number}. Choisissez-en un autre, ou laissez vide.",
            en="Another member has the number {number} already. Choose another, or leave it empty for the next one.",
            de="Ein anderes Mitglied hat schon die Nummer {number}. Wählen Sie eine andere oder lassen Sie sie leer.",
        ),
    ),
    "not-a-member": (
        Phrase(
            nl="Geen vennoot op die dag", fr="Pas sociétaire ce jour-là", en="No member that day", de="Kein Mitglied"
        ),
        Phrase(
            nl="Tot {day} was er geen lidmaatschap om te beëindigen. Kijk de geschiedenis na en kies een andere dag.",
            fr="Il n’y avait pas d’affiliation à clore au {day}. Regardez l’historique et choisissez un autre jour.",
            en="There was no membership to end on {day}. Look at the history and choose another day.",
            de="Am {day} gab es keine Mitgliedschaft zu beenden. Wählen Sie anhand des Verlaufs einen anderen Tag.",
        ),
    ),
    "later-memberships": (
        Phrase(
            nl="Latere geschiedenis bekend",
            fr="Historique ultérieur connu",
            en="Later history is known",
            de="Spätere Zeiten bekannt",
        ),
        Phrase(
            nl="Na {day} zijn er nog: {later}. Kies een latere dag, of laat die uitdrukkelijk vervallen.",
            fr="Après le {day}, il y a encore : {later}. Choisissez un jour ultérieur, ou supprimez-les exprès.",
            en="After {day} there are still: {later}. Choose a later day, or have these dropped expressly.",
            de="Nach dem {day} gibt es noch: {later}. Wählen Sie einen späteren Tag, oder lassen Sie sie wegfallen.",
        ),
    ),
    "member-erased": (
        Phrase(nl="Gegevens gewist", fr="Données effacées", en="Details erased", de="Daten gelöscht"),
        Phrase(
            nl="De gegevens van deze vennoot zijn gewist en blijven dat. Voeg de persoon zo nodig opnieuw toe.",
            fr="Les données de ce sociétaire sont effacées et le restent. Au besoin, ajoutez la personne à nouveau.",
            en="The details of this member were erased and stay so. Add the person anew if need be.",
            de="Die Daten dieses Mitglieds wurden gelöscht und bleiben es. Legen Sie die Person nötigenfalls neu an.",
        ),
    ),
    "no-member-system": (
        Phrase(
            nl="Geen ledensysteem",
            fr="Pas de système des sociétaires",
            en="No member system",
            de="Kein Mitgliedersystem",
        ),
        Phrase(
            nl="Er is geen systeem ingesteld om de vennoten op te halen. Vraag het aan wie Convoke beheert.",
            fr="Aucun système n'est configuré pour aller chercher les sociétaires. Voyez avec qui gère Convoke.",
            en="No system is set to fetch the members from. Ask whoever runs Convoke.",
            de="Es ist kein System eingestellt, das die Mitglieder kennt. Fragen Sie, wer Convoke betreibt.",
        ),
    ),
    "run-set-aside": (
        Phrase(nl="Ophaling achterhaald", fr="Récupération dépassée", en="Run set aside", de="Abruf überholt"),
        Phrase(
            nl="Er begon al een nieuwere ophaling, of het adres is nu een ander. Haal de vennoten opnieuw op.",
            fr="Une récupération plus récente a commencé, ou l'adresse a changé. Récupérez à nouveau les sociétaires.",
            en="A newer run began since, or the members are fetched from another address now. Fetch them again.",
            de="Ein neuerer Abruf hat begonnen, oder die Adresse ist eine andere. Rufen Sie die Mitglieder neu ab.",
        ),
    ),
    "category-taken": (
        Phrase(nl="Code al in gebruik", fr="Code déjà pris", en="Code taken", de="Kürzel schon vergeben"),
        Phrase(
            nl="Er is al een categorie “{code}”. Kies een andere code.",
            fr="Il y a déjà une catégorie « {code} ». Choisissez un autre code.",
            en="There is a category “{code}” already. Choose another code.",
            de="Es gibt schon eine Kategorie „{code}“. Wählen Sie ein anderes Kürzel.",
        ),
    ),
    "category-in-use": (
        Phrase(nl="Categorie in gebruik", fr="Catégorie utilisée", en="Category in use", de="Kategorie in Gebrauch"),
        Phrase(
            nl="Er zijn of waren vennoten met deze categorie. Geef ze een andere naam in plaats van ze te verwijderen.",
            fr="Des sociétaires ont ou ont eu cette catégorie. Renommez-la plutôt que de la supprimer.",
            en="Members have or had this category. Give it another name rather than remove it.",
            de="Mitglieder haben oder hatten diese Kategorie. Benennen Sie sie um, statt sie zu entfernen.",
        ),
    ),
}

MENDS: dict[str, Phrase] = {
    "number_far_ahead": Phrase(
        nl="Het hoogste nummer is {highest}. Kies er een tot {high}, of laat het leeg voor het volgende.",
        fr="Le numéro le plus élevé est {highest}. Choisissez jusqu'à {high}, ou laissez vide pour le suivant.",
        en="The highest number is {highest}. Choose one up to {high}, or leave it empty for the next one.",
        de="Die höchste Nummer ist {highest}. Wählen Sie eine bis {high}, oder lassen Sie das Feld leer.",
    ),
    "not_your_office": Phrase(
        nl="Dit is geen kantoor van jou. Kies een van je eigen kantoren, of vraag het aan een beheerder.",
        fr="Ce bureau n'est pas le vôtre. Choisissez un de vos bureaux, ou demandez à l'administration.",
        en="This is not an office of yours. Choose one of yours, or ask an administrator.",
        de="Dies ist keines Ihrer Büros. Wählen Sie eines davon, oder fragen Sie die Verwaltung.",
    ),
    "unknown_category": Phrase(
        nl="We kennen geen categorie “{value}”.",
        fr="Aucune catégorie « {value} ».",
        en="There is no category “{value}”.",
        de="Es gibt keine Kategorie „{value}“.",
    ),
    "not_a_category_code": Phrase(
        nl="Gebruik hoogstens 20 letters, cijfers, punten en koppeltekens.",
        fr="Utilisez au plus 20 lettres, chiffres, points et traits d’union.",
        en="Use 20 letters, digits, dots and hyphens at most.",
        de="Verwenden Sie höchstens 20 Buchstaben, Ziffern, Punkte und Bindestriche.",
    ),
}
