"""What people read when signing in, a second factor, a role or another site is refused."""

from events.words import Phrase

SECOND_FACTOR_FIRST = Phrase(
    nl="Geef eerst je tweede factor, of stel er een in, op /signin/second. Dan tellen je rollen.",
    fr="Donnez d'abord votre second facteur, ou créez-en un, sur /signin/second. Vos rôles valent ensuite.",
    en="Give your second factor first, or set one up, at /signin/second. Then your roles count.",
    de="Geben Sie zuerst Ihren zweiten Faktor ein, oder richten Sie einen ein, unter /signin/second. Dann gelten Ihre "
    "Rollen.",
)
"""Said of `needs-elevation` to staff who have given none since they signed in."""

PROBLEMS: dict[str, tuple[Phrase, Phrase]] = {
    "not-signed-in": (
        Phrase(nl="Meld je eerst aan", fr="Connectez-vous d'abord", en="Sign in first", de="Melden Sie sich zuerst an"),
        Phrase(
            nl="Je bent niet aangemeld, of je aanmelding is verlopen. Meld je opnieuw aan.",
            fr="Vous n'êtes pas connecté·e, ou votre connexion a expiré. Connectez-vous à nouveau.",
            en="You are not signed in, or your sign-in has expired. Sign in again.",
            de="Sie sind nicht angemeldet, oder Ihre Anmeldung ist abgelaufen. Melden Sie sich erneut an.",
        ),
    ),
    "sign-in-over": (
        Phrase(
            nl="Deze mail werkt niet meer",
            fr="Cet e-mail n'est plus valable",
            en="This mail no longer works",
            de="Diese Mail gilt nicht mehr",
        ),
        Phrase(
            nl="De link en de code werken één keer, vijftien minuten lang. Vraag een nieuwe mail.",
            fr="Le lien et le code servent une seule fois, pendant quinze minutes. Demandez un nouvel e-mail.",
            en="The link and the code work once, for fifteen minutes. Ask for a new mail.",
            de="Der Link und der Code gelten einmal, fünfzehn Minuten lang. Fordern Sie eine neue Mail an.",
        ),
    ),
    "address-link-over": (
        Phrase(
            nl="Deze link werkt niet meer",
            fr="Ce lien ne fonctionne plus",
            en="This link no longer works",
            de="Dieser Link gilt nicht mehr",
        ),
        Phrase(
            nl="Hij werkt één keer, drie dagen lang, en een nieuwere vervangt hem. Vraag de wijziging opnieuw aan.",
            fr="Il sert une seule fois, pendant trois jours, et un plus récent le remplace. Redemandez le changement.",
            en="It works once, for three days, and a newer one takes its place. Ask for the change again.",
            de="Er gilt einmal, drei Tage lang, und ein neuerer ersetzt ihn. Bitten Sie erneut um die Änderung.",
        ),
    ),
    "other-browser": (
        Phrase(
            nl="Niet in deze browser",
            fr="Pas dans ce navigateur",
            en="Not in this browser",
            de="Nicht in diesem Browser",
        ),
        Phrase(
            nl="Dit werkt alleen in de browser waarin je de mail vroeg. Typ daar de code uit de mail, of vraag hier "
            "een nieuwe mail.",
            fr="Cela ne marche que dans le navigateur où vous avez demandé l'e-mail. Tapez-y le code reçu, ou demandez "
            "ici un nouvel e-mail.",
            en="This works only in the browser in which you asked for the mail. Type the code from the mail there, or "
            "ask for a new mail here.",
            de="Das geht nur in dem Browser, in dem Sie die Mail angefordert haben. Tippen Sie dort den Code aus der "
            "Mail ein, oder fordern Sie hier eine neue Mail an.",
        ),
    ),
    "not-allowed": (
        Phrase(nl="Niet voor deze rol", fr="Pas pour ce rôle", en="Not for this role", de="Nicht für diese Rolle"),
        Phrase(
            nl="Je aanmelding laat dit niet toe. Vraag het aan een organisator.",
            fr="Votre connexion ne le permet pas. Demandez à une organisatrice ou un organisateur.",
            en="What you are signed in as may not do this. Ask an organiser.",
            de="Ihre Anmeldung erlaubt das nicht. Fragen Sie eine organisierende Person.",
        ),
    ),
    "needs-elevation": (
        Phrase(
            nl="Bevestig dat jij het bent",
            fr="Confirmez que c'est bien vous",
            en="Confirm that it is you",
            de="Bestätigen Sie, dass Sie es sind",
        ),
        Phrase(
            nl="Dit is een ingrijpende handeling. Geef je tweede factor opnieuw en ga dan verder.",
            fr="Cette action a des conséquences. Donnez à nouveau votre second facteur, puis continuez.",
            en="This is a grave action. Give your second factor again, then go on.",
            de="Das ist eine folgenreiche Handlung. Geben Sie Ihren zweiten Faktor erneut an und machen Sie weiter.",
        ),
    ),
    "too-many-attempts": (
        Phrase(nl="Even wachten", fr="Un peu de patience", en="Wait a little", de="Bitte etwas warten"),
        Phrase(
            nl="Dit is te vaak geprobeerd. Probeer het over {minutes} min. opnieuw.",
            fr="Trop d'essais. Réessayez dans {minutes} min.",
            en="This was tried too often. Try again in {minutes} min.",
            de="Das wurde zu oft versucht. Versuchen Sie es in {minutes} Min. erneut.",
        ),
    ),
    "cross-site": (
        Phrase(
            nl="Vraag van een andere site",
            fr="Demande d'un autre site",
            en="Asked from another site",
            de="Anfrage von einer anderen Website",
        ),
        Phrase(
            nl="Deze vraag kwam van een andere website en is niet uitgevoerd. Doe het vanuit Convoke zelf.",
            fr="Cette demande venait d'un autre site et n'a pas été exécutée. Faites-la depuis Convoke.",
            en="This request came from another website and was not carried out. Do it from Convoke itself.",
            de="Diese Anfrage kam von einer anderen Website und wurde nicht ausgeführt. Stellen Sie sie in Convoke.",
        ),
    ),
    "link-spent": (
        Phrase(
            nl="Deze link werkt niet meer",
            fr="Ce lien ne marche plus",
            en="This link no longer works",
            de="Dieser Link gilt nicht mehr",
        ),
        Phrase(
            nl="Hij werkt één keer en hoogstens een kwartier lang. Vraag om een nieuwe.",
            fr="Il sert une seule fois, pendant un quart d'heure au plus. Demandez-en un nouveau.",
            en="It works once, and for a quarter of an hour at most. Ask for a new one.",
            de="Er gilt einmal und höchstens eine Viertelstunde lang. Bitten Sie um einen neuen.",
        ),
    ),
    "already-staff": (
        Phrase(
            nl="Al in het team",
            fr="Déjà dans l'équipe",
            en="On the team already",
            de="Schon im Team",
        ),
        Phrase(
            nl="Iemand van het team heeft dit adres al. Pas de rollen van die persoon aan.",
            fr="Quelqu'un de l'équipe a déjà cette adresse. Modifiez plutôt ses rôles.",
            en="Somebody on the team has this address already. Change that person's roles instead.",
            de="Jemand im Team hat diese Adresse schon. Ändern Sie stattdessen die Rollen dieser Person.",
        ),
    ),
    "last-admin": (
        Phrase(
            nl="De laatste beheerder blijft",
            fr="La dernière administration reste",
            en="The last administrator stays",
            de="Die letzte Verwaltung bleibt",
        ),
        Phrase(
            nl="Zonder deze persoon kan niemand nog beheren. Geef de rol eerst aan iemand die zich ook aanmeldt.",
            fr="Sans elle, plus personne ne pourrait administrer. Donnez d'abord ce rôle à quelqu'un qui se connecte.",
            en="Without this person nobody could administer any more. Give the role to somebody first who signs in.",
            de="Ohne diese Person könnte niemand verwalten. Geben Sie die Rolle zuerst jemandem, der sich anmeldet.",
        ),
    ),
    "last-factor": (
        Phrase(
            nl="Je enige tweede factor",
            fr="Votre seul second facteur",
            en="Your only second factor",
            de="Ihr einziger zweiter Faktor",
        ),
        Phrase(
            nl="Zonder tweede factor kan je je rollen niet meer gebruiken. Voeg er eerst een andere toe.",
            fr="Sans second facteur, vous ne pourriez plus utiliser vos rôles. Ajoutez-en d'abord un autre.",
            en="Without a second factor you could not use your roles any more. Add another one first.",
            de="Ohne zweiten Faktor könnten Sie Ihre Rollen nicht mehr nutzen. Fügen Sie zuerst einen anderen hinzu.",
        ),
    ),
    "no-second-factor": (
        Phrase(
            nl="Geen tweede factor",
            fr="Pas de second facteur",
            en="No second factor",
            de="Kein zweiter Faktor",
        ),
        Phrase(
            nl="Er is hier geen tweede factor om te geven. Kwam je via een link binnen? Open die opnieuw. "
            "Stel er anders eerst een in.",
            fr="Il n'y a pas de second facteur à donner ici. Connecté par un lien ? Rouvrez-le. "
            "Sinon, créez d'abord un second facteur.",
            en="There is no second factor to give here. Did a link sign you in? Open it again. Else set one up first.",
            de="Hier gibt es keinen zweiten Faktor. Hat ein Link Sie angemeldet? Öffnen Sie ihn erneut. "
            "Richten Sie sonst zuerst einen ein.",
        ),
    ),
}

MENDS: dict[str, Phrase] = {
    "not_a_code": Phrase(
        nl="De code heeft {length} cijfers.",
        fr="Le code a {length} chiffres.",
        en="The code has {length} digits.",
        de="Der Code hat {length} Ziffern.",
    ),
    "wrong_code": Phrase(
        nl="Dit is niet de code uit de laatste mail. Pogingen over: {left}.",
        fr="Ce n'est pas le code du dernier e-mail. Essais restants : {left}.",
        en="This is not the code from the latest mail. Tries left: {left}.",
        de="Das ist nicht der Code aus der letzten Mail. Verbleibende Versuche: {left}.",
    ),
    "no_such_event": Phrase(
        nl="Er is geen activiteit “{value}”.",
        fr="Il n'y a pas d'événement « {value} ».",
        en="There is no event “{value}”.",
        de="Es gibt keine Veranstaltung „{value}“.",
    ),
    "no_role": Phrase(
        nl="Kies minstens één rol.",
        fr="Choisissez au moins un rôle.",
        en="Choose at least one role.",
        de="Wählen Sie mindestens eine Rolle.",
    ),
    "too_many_roles": Phrase(
        nl="Hoogstens {limit} rollen voor één persoon.",
        fr="{limit} rôles au plus par personne.",
        en="{limit} roles at most for one person.",
        de="Höchstens {limit} Rollen für eine Person.",
    ),
    "not_a_staff_role": Phrase(
        nl="Vennoot word je door het register, niet door een uitnodiging. Kies een andere rol.",
        fr="On est sociétaire par le registre, pas par une invitation. Choisissez un autre rôle.",
        en="Members are made by the register, not by an invitation. Choose another role.",
        de="Mitglied wird man durch das Register, nicht durch eine Einladung. Wählen Sie eine andere Rolle.",
    ),
    "admin_of_all": Phrase(
        nl="Een beheerder beheert alles: laat dit leeg.",
        fr="L'administration porte sur tout : laissez ceci vide.",
        en="An administrator is one for everything: leave this empty.",
        de="Die Verwaltung gilt für alles: Lassen Sie das leer.",
    ),
    "office_or_event": Phrase(
        nl="Kies een kantoor of een activiteit, niet allebei.",
        fr="Choisissez un bureau ou un événement, pas les deux.",
        en="Choose an office or an event, not both.",
        de="Wählen Sie ein Büro oder eine Veranstaltung, nicht beides.",
    ),
    "needs_event": Phrase(
        nl="Kies voor welke activiteit deze rol is.",
        fr="Choisissez pour quel événement est ce rôle.",
        en="Choose which event this role is for.",
        de="Wählen Sie, für welche Veranstaltung diese Rolle gilt.",
    ),
    "wrong_totp": Phrase(
        nl="Deze code klopt niet, of werd al gebruikt. Wacht op de volgende.",
        fr="Ce code n'est pas bon, ou a déjà servi. Attendez le suivant.",
        en="This code is not right, or was used already. Wait for the next one.",
        de="Dieser Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten.",
    ),
    "wrong_recovery_code": Phrase(
        nl="Deze herstelcode klopt niet, of werd al gebruikt. Neem een andere.",
        fr="Ce code de secours n'est pas bon, ou a déjà servi. Prenez-en un autre.",
        en="This recovery code is not right, or was used already. Take another one.",
        de="Dieser Wiederherstellungscode stimmt nicht oder wurde schon benutzt. Nehmen Sie einen anderen.",
    ),
    "passkey_refused": Phrase(
        nl="Het toestel bewees niet dat jij het bent, of het duurde te lang. Probeer opnieuw.",
        fr="L'appareil n'a pas prouvé que c'est vous, ou cela a duré trop longtemps. Réessayez.",
        en="The device did not prove that it is you, or it took too long. Try again.",
        de="Das Gerät hat nicht bewiesen, dass Sie es sind, oder es dauerte zu lange. Versuchen Sie es erneut.",
    ),
    "too_many_passkeys": Phrase(
        nl="Hoogstens {limit} toestellen. Verwijder er eerst een.",
        fr="{limit} appareils au plus. Retirez-en d'abord un.",
        en="{limit} devices at most. Remove one first.",
        de="Höchstens {limit} Geräte. Entfernen Sie zuerst eines.",
    ),
}
