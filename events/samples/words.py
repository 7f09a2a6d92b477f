"""What the sample events say for themselves, where the published facts say it; and their German titles."""

TITLES_DE = {
    "new-year-reception": "Neujahrsempfang: 25 Jahre Smart",
    "smartlabs-kickoff": "SmartLabs: Start der Themengruppen",
    "strategy-2025-evening": "Strategie 2025: Gesprächsabend",
    "local-life-charleroi": "Mittagstreff: das Leben vor Ort in Charleroi",
    "open-house-liege": "25 Jahre: Tag der offenen Tür in Lüttich",
    "open-house-ghent": "25 Jahre: Tag der offenen Tür in Gent",
    "read-the-accounts": "Workshop: die Konten lesen und den Haushalt verstehen",
    "lets-coop-2023": "Let’s coop: der Jahrestag der Genossenschaft",
    "lets-coop-2023-breakfast": "Gemeinsames Frühstück",
    "lets-coop-2023-rewind": "Das vergangene Jahr in Zahlen und Taten",
    "lets-coop-2023-icebreaker": "Das große Kennenlernen",
    "lets-coop-2023-democracy": "Keynote: Demokratie und Genossenschaft",
    "lets-coop-2023-workshop-a": "Siebdruck-Workshop",
    "lets-coop-2023-workshop-b": "Workshop: menschenwürdige Arbeit",
    "general-assembly-2023": "Ordentliche Generalversammlung",
    "lets-coop-2023-party": "Blaskapelle, Pizza und DJ-Set",
    "improv-25": "Das Fest der 25 Jahre Smart: ein Improvisationsmatch",
    "open-house-antwerp": "25 Jahre: Tag der offenen Tür in Antwerpen",
    "europe-seminar": "Seminar mit unseren europäischen Partnern",
    "winter-closing": "Abschlussabend des Jubiläumsjahres",
}

SAMPLE_NOTE = {
    "nl": "*Dit is een voorbeeld: uur en plaats zijn verzonnen.*",
    "fr": "*Ceci est un exemple : l’heure et le lieu sont inventés.*",
    "en": "*This is a sample: the hour and the place are made up.*",
    "de": "*Dies ist ein Beispiel: Uhrzeit und Ort sind erfunden.*",
}

_TOLD = {
    "new-year-reception": {
        "nl": "De coöperatie wordt **25**. We klinken samen op het nieuwe jaar en stellen het feestprogramma voor.",
        "fr": "La coopérative fête ses **25 ans**. Trinquons à la nouvelle année et découvrons le programme des fêtes.",
        "en": "The cooperative turns **25**. We drink to the new year together and present the programme.",
        "de": "Die Genossenschaft wird **25**. Wir stoßen auf das neue Jahr an und stellen das Programm vor.",
    },
    "lets-coop-2023": {
        "nl": "Een dag om elkaar te ontmoeten, terug te blikken en samen te beslissen.\n\n"
        "- ’s ochtends: ontbijt, terugblik en kennismaking\n- ’s middags: ateliers\n"
        "- ’s avonds: algemene vergadering en feest",
        "fr": "Une journée pour se rencontrer, regarder en arrière et décider ensemble.\n\n"
        "- le matin : petit déjeuner, rétrospective et rencontres\n- l’après-midi : ateliers\n"
        "- le soir : assemblée générale et fête",
        "en": "A day to meet, look back and decide together.\n\n"
        "- morning: breakfast, a look back and meeting one another\n- afternoon: workshops\n"
        "- evening: general assembly and party",
        "de": "Ein Tag, um sich zu treffen, zurückzublicken und gemeinsam zu entscheiden.\n\n"
        "- morgens: Frühstück, Rückblick und Kennenlernen\n- nachmittags: Workshops\n"
        "- abends: Generalversammlung und Fest",
    },
}

DESCRIPTIONS = {
    slug: {
        language: f"{_TOLD[slug][language]}\n\n{note}" if slug in _TOLD else note
        for language, note in SAMPLE_NOTE.items()
    }
    for slug in TITLES_DE
}
