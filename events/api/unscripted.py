"""What readers without JavaScript find in the HTML: what is coming, an event's facts, why the rest needs scripts."""

from collections.abc import Iterable
from html import escape

from events.api.phrases import PROBLEMS
from events.calendar.phrases import CANCELLED
from events.rules.events import EventFacts
from events.rules.prose import html
from events.settings import settings
from events.wording import time_zone_name, when, where
from events.words import LOCALES, Phrase, Status, best_text

OFF = Phrase(nl="Afgelast", fr="Annulé", en="Cancelled", de="Abgesagt")
COMING = Phrase(nl="Binnenkort", fr="Prochainement", en="Coming up", de="Demnächst")
NOTHING = Phrase(
    nl="Er is nog niets gepland. Zodra een kantoor iets aankondigt, staat het hier.",
    fr="Rien n'est encore prévu. Dès qu'un bureau annonce quelque chose, vous le trouverez ici.",
    en="Nothing is planned yet. As soon as an office announces something, it is here.",
    de="Noch ist nichts geplant. Sobald ein Büro etwas ankündigt, steht es hier.",
)
FEED = Phrase(
    nl="Alles in je agenda (.ics)", fr="Tout dans votre agenda (.ics)", en="All of it in your calendar (.ics)",
    de="Alles in Ihrem Kalender (.ics)",
)  # fmt: skip
ICS = Phrase(
    nl="Zet het in je agenda (.ics)", fr="Mettre dans votre agenda (.ics)", en="Put it in your calendar (.ics)",
    de="In Ihren Kalender (.ics)",
)  # fmt: skip
TO_THE_YEAR = Phrase(
    nl="De komende activiteiten", fr="Les prochains événements", en="The events to come",
    de="Die kommenden Veranstaltungen",
)  # fmt: skip
MORE = Phrase(
    nl="Met JavaScript zie je hier het hele jaar, en zoek je op kantoor, woord of taal.",
    fr="Avec JavaScript, vous voyez ici toute l'année et cherchez par bureau, mot ou langue.",
    en="With JavaScript you see the whole year here, and search by office, word or language.",
    de="Mit JavaScript sehen Sie hier das ganze Jahr und suchen nach Büro, Wort oder Sprache.",
)
PAGE = Phrase(
    nl="Deze pagina werkt met JavaScript. Zet het aan in je browser en laad de pagina opnieuw.",
    fr="Cette page fonctionne avec JavaScript. Activez-le dans votre navigateur, puis rechargez la page.",
    en="This page works with JavaScript. Turn it on in your browser and load the page again.",
    de="Diese Seite braucht JavaScript. Schalten Sie es im Browser ein und laden Sie die Seite neu.",
)
DOOR = Phrase(
    nl="De scanner werkt met JavaScript. Zet het aan in de browser van dit toestel en laad de pagina opnieuw.",
    fr="Le lecteur de billets fonctionne avec JavaScript. Activez-le dans le navigateur de cet appareil, puis "
    "rechargez la page.",
    en="The scanner works with JavaScript. Turn it on in this device's browser and load the page again.",
    de="Der Scanner braucht JavaScript. Schalten Sie es im Browser dieses Geräts ein und laden Sie die Seite neu.",
)
REGISTER = Phrase(
    nl="Om je in te schrijven heb je JavaScript nodig. Zet het aan in je browser, of vraag je kantoor om hulp.",
    fr="Pour vous inscrire, il faut JavaScript. Activez-le dans votre navigateur, ou demandez l'aide de votre bureau.",
    en="To register you need JavaScript. Turn it on in your browser, or ask your office for help.",
    de="Zum Anmelden brauchen Sie JavaScript. Schalten Sie es im Browser ein, oder bitten Sie Ihr Büro um Hilfe.",
)
NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English", "de": "Deutsch"}


def year_html(events: Iterable[EventFacts], language: str, title: str) -> str:
    """The events as plain links, under the page's title."""
    lines = "".join(_line(event, language) for event in events)
    listed = f"<h2>{COMING.say(language)}</h2><ul>{lines}</ul>" if lines else f"<p>{NOTHING.say(language)}</p>"
    feed = f'<p><a href="/calendar/all.ics?lang={language}">{FEED.say(language)}</a></p>'
    return _only_unscripted(
        f"<h1>{escape(title)}</h1>{listed}{feed}<p>{MORE.say(language)}</p><p>{_languages(language)}</p>"
    )


def page_html(path: str, language: str) -> str:
    """Why a page that only the app knows stays empty."""
    phrase = DOOR if path.split("/")[0] == "door" else PAGE
    return _only_unscripted(f"<p>{phrase.say(language)}</p>{_back(language)}")


def missing_html(language: str) -> str:
    """That there is nothing here."""
    title, detail = PROBLEMS["missing"]
    return _only_unscripted(f"<h1>{title.say(language)}</h1><p>{detail.say(language)}</p>{_back(language)}")


def event_html(event: EventFacts, language: str, *, open_: bool) -> str:
    """The facts as plain HTML, which the app takes away when it starts. open_: whether people still register."""
    zone = time_zone_name(event.timezone, language)
    moment = when(event.starts_at, event.ends_at, event.timezone, language)
    place = where(event.mode, event.venue, event.office.city, language)
    cancelled = f"<p><strong>{OFF.say(language)}</strong></p>" if event.status is Status.CANCELLED else ""
    register = f"<noscript><p>{REGISTER.say(language)}</p></noscript>" if open_ else ""
    return (
        f'<div id="facts"><h1>{escape(best_text(event.title, language))}</h1>{cancelled}'
        f'<p><time datetime="{event.starts_at.isoformat()}">{escape(moment)}</time> ({escape(zone)})</p>'
        f"<p>{escape(place)}</p>{html(best_text(event.description, language))}{register}"
        f'<p><a href="/calendar/event/{escape(event.slug)}.ics?lang={language}">{ICS.say(language)}</a></p></div>'
    )


def _line(event: EventFacts, language: str) -> str:
    title = best_text(event.title, language)
    if event.status is Status.CANCELLED:
        title = CANCELLED.say(language, title=title)
    moment = when(event.starts_at, event.ends_at, event.timezone, language)
    place = where(event.mode, event.venue, event.office.city, language)
    return (
        f'<li><a href="/events/{escape(event.slug)}?lang={language}">{escape(title)}</a><br>'
        f"{escape(moment)} · {escape(place)}</li>"
    )


def _languages(language: str) -> str:
    return " · ".join(f'<a href="?lang={one}" lang="{one}">{NAMES[one]}</a>' for one in LOCALES if one != language)


def _back(language: str) -> str:
    return f'<p><a href="/?lang={language}">{TO_THE_YEAR.say(language)}</a>, {escape(settings().organisation)}</p>'


def _only_unscripted(body: str) -> str:
    """Nothing of it shows, not for a moment, where the app is about to start."""
    return f'<noscript><div id="facts">{body}</div></noscript>'
