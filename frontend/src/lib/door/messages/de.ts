import { counted } from '$lib/messages/languages';
import type { DoorMessages } from './en';

export default {
  choose: {
    title: 'Die Tür',
    lead: 'Wählen Sie die Veranstaltung, deren Tür Sie hüten.',
    search: 'Veranstaltung suchen',
    today: 'Heute',
    coming: 'Demnächst',
    past: 'Gerade vorbei',
    emptyTitle: 'Noch keine Tür zu hüten',
    empty: 'Veranstaltungen erscheinen hier, sobald sie veröffentlicht sind, bis einen Monat nach ihrem Ende.',
    nothing: (words) => `Keine Veranstaltung hat „${words}“ in ihrem Namen oder Ort. Versuchen Sie ein kürzeres Wort.`,
  },
  entry: {
    signInTitle: 'Melden Sie sich für die Tür an',
    signIn:
      'Scannen Sie den Code, den die Organisation der Veranstaltung zeigt, oder öffnen Sie Ihren Anmeldelink für den Einlass auf diesem Gerät. Das ist schnell gemacht.',
    signInDemo: 'In dieser Vorführung stehen die Links dort, wo sie gestartet wurde.',
    otherTitle: 'Diese Anmeldung öffnet keine Türen',
    other:
      'Sie sind angemeldet, aber für etwas anderes. Fragen Sie die Organisation nach einem Link für die Tür und öffnen Sie ihn hier.',
    missingTitle: 'Diese Tür ist nicht Ihre',
    missing: 'Diese Veranstaltung gibt es nicht, oder Ihre Anmeldung gilt für eine andere.',
    doors: 'Meine Türen ansehen',
  },
  gate: {
    title: 'Welcher Eingang ist das?',
    hint: 'Der Name, den alle kennen, etwa „Haupteingang“. Er erscheint, wenn ein Ticket zweimal kommt.',
    label: 'Eingang',
    known: 'Eingänge in Betrieb',
    missing: 'Geben Sie den Namen Ihres Eingangs ein, oder wählen Sie einen.',
    open: 'Tür öffnen',
    other: 'Eine andere Veranstaltung',
  },
  scan: {
    title: (event) => `Die Tür: ${event}`,
    change: (gate) => `${gate}: Eingang wechseln`,
    direction: 'In welche Richtung die Leute gehen',
    in: 'Hinein',
    out: 'Hinaus',
    camera: 'Die Kamera',
    aim: 'Halten Sie den Code vor die Kamera',
    starting: 'Die Kamera startet …',
    torch: 'Lampe',
    sound: 'Ton',
    code: 'Code',
    codeHint:
      'Ein Scanner mit Kabel oder Bluetooth geht jederzeit. Sie können einen Code auch eintippen oder einfügen.',
    codeLabel: 'Code auf dem Ticket',
    check: 'Prüfen',
    close: 'Schließen',
    tools: 'Andere Wege',
    latest: 'Letzte Scans',
    latestShort: 'Letzte',
    noneYet: 'Noch niemand. Jeder Scan erscheint hier.',
  },
  counts: {
    arrived: (arrived, expected) => `${arrived} von ${expected} angekommen`,
    inside: counted('de', '{n} drinnen', '{n} drinnen'),
  },
  names: {
    open: 'Name',
    title: 'Nach Namen suchen',
    label: 'Name, oder sein Anfang',
    nobody: (words) =>
      `Niemand mit dem Namen „${words}“ ist hier angemeldet. Versuchen Sie weniger Buchstaben, oder nur den Nachnamen.`,
    admit: (name) => `${name} einlassen`,
    letOut: (name) => `${name} hinauslassen`,
    seats: { confirmed: 'Erwartet', invited: 'Eingeladen', waiting: 'Auf der Warteliste', cancelled: 'Abgesagt' },
    inside: 'Drinnen',
    out: 'War hier, ist hinausgegangen',
  },
  camera: {
    refusedTitle: 'Die Kamera ist nicht erlaubt',
    refused:
      'Erlauben Sie die Kamera für diese Seite: Drücken Sie auf das Zeichen neben der Adresse und versuchen Sie es erneut. Scanner, Codes und Namen gehen auch ohne sie.',
    missingTitle: 'Hier ist keine Kamera',
    missing:
      'Verbinden Sie einen Scanner mit Kabel oder Bluetooth, tippen Sie den Code ein, oder suchen Sie nach Namen.',
    busyTitle: 'Die Kamera gibt kein Bild',
    busy: 'Vielleicht benutzt eine andere App sie. Schließen Sie diese und versuchen Sie es erneut. Scanner, Codes und Namen gehen inzwischen.',
    insecureTitle: 'Die Kamera braucht eine sichere Adresse',
    insecure:
      'Öffnen Sie diese Seite unter einer Adresse, die mit https beginnt. Scanner, Codes und Namen gehen inzwischen.',
    unreadTitle: 'Der Codeleser wurde nicht geladen',
    unread:
      'Vielleicht ist das Netz kurz weg. Versuchen Sie es erneut, sobald es zurück ist. Scanner, Codes und Namen gehen inzwischen.',
    retry: 'Kamera erneut versuchen',
  },
  verdict: {
    admitted: 'Willkommen',
    left: 'Auf Wiedersehen',
    refused: 'Stopp',
    unsure: 'Nicht bestätigt',
    checking: 'Wird geprüft …',
    next: 'Nächste Person',
    party: counted('de', 'Kommt allein', 'Kommt in einer Gruppe von {n}'),
    first: (time, gate) => `Zuerst eingelassen um ${time}, ${gate}`,
    firstNoGate: (time) => `Zuerst eingelassen um ${time}`,
    unsureOther: 'Der Server antwortet nicht. Er wird gefragt, bis er es tut.',
    unsureCode: 'Das Ticket sieht gut aus, aber der Server antwortet nicht. Er wird gefragt, bis er es tut.',
  },
  reasons: {
    already_in: {
      what: 'Schon drinnen',
      now: 'Bitten Sie die Person zu zeigen, wer sie ist. Ging sie ungesehen hinaus? Scannen Sie zuerst ihren Ausgang.',
    },
    not_in: {
      what: 'War nicht drinnen',
      now: 'Niemand kam mit diesem Ticket herein. Wählen Sie „Hinein“, wenn die Person ankommt.',
    },
    unknown_code: {
      what: 'Kein Code von uns',
      now: 'Fragen Sie nach dem Ticket aus unserer Mail, oder suchen Sie die Person nach Namen.',
    },
    unknown_key: {
      what: 'Mit unbekanntem Schlüssel signiert',
      now: 'Fragen Sie nach dem Ticket aus unserer Mail, oder suchen Sie die Person nach Namen.',
    },
    bad_signature: {
      what: 'Nicht von uns signiert',
      now: 'Der Code ist beschädigt oder gefälscht. Suchen Sie die Person nach Namen und rufen Sie die Organisation.',
    },
    wrong_event: {
      what: 'Für eine andere Veranstaltung',
      now: 'Sehen Sie mit der Person nach Name und Tag auf ihrem Ticket.',
    },
    cancelled: {
      what: 'Abgesagt',
      now: 'Die Anmeldung wurde abgesagt. Ist noch Platz, kann sich die Person am Telefon neu anmelden.',
    },
    waiting: {
      what: 'Noch auf der Warteliste',
      now: 'Noch ist kein Platz frei. Schicken Sie die Person zur Organisation.',
    },
    revoked: {
      what: 'Ticket zurückgezogen',
      now: 'In unserer letzten Mail ist ein neueres Ticket. Fragen Sie danach.',
    },
    outside_hours: {
      what: 'Nicht um diese Zeit',
      now: 'Die Türen sind von vier Stunden vor Beginn bis zwei Stunden nach dem Ende offen. Sehen Sie nach dem Tag auf dem Ticket.',
    },
  },
  network: {
    waiting: counted(
      'de',
      '{n} Scan wartet auf das Netz. Er geht von selbst hinaus.',
      '{n} Scans warten auf das Netz. Sie gehen von selbst hinaus.',
    ),
    signedOut:
      'Dieses Gerät ist nicht mehr angemeldet. Bitten Sie die Organisation um einen neuen Code und öffnen Sie ihn hier: Was Sie scannten, ist bewahrt und geht dann hinaus.',
    retry: 'Jetzt versuchen',
    late: counted(
      'de',
      'Jemand, der ohne Netz durchging, ist doch abgewiesen',
      '{n} Personen, die ohne Netz durchgingen, sind doch abgewiesen',
    ),
    seen: 'Gesehen',
    nameless: 'Name unbekannt',
  },
} satisfies DoorMessages;
