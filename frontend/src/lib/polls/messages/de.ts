import type { PollsMessages } from './en';

const de: PollsMessages = {
  choices: { for: 'dafür', against: 'dagegen', abstain: 'Enthaltung' },
  member: {
    vote: 'Abstimmen',
    onNow: 'Jetzt wird abgestimmt über',
    yourself: 'Ihre Stimme',
    forName: (name: string) => `Für ${name}`,
    wants: (choice: string) => `Gewünscht: ${choice}`,
    wantsWords: (words: string) => `Gewünscht: „${words}“`,
    all: (choice: string) => `Alle: ${choice}`,
    allTitle: 'Alle Stimmen gleich',
    weight: (n: string) => `${n} Stimmen`,
    cast: 'Ihre Stimme ist gezählt. Bis zum Ende der Abstimmung können Sie sie ändern.',
    send: 'Abstimmen',
    change: 'Ändern',
    chooseFirst: 'Wählen Sie erst für jede Stimme.',
    none: 'Sie haben in dieser Abstimmung keine Stimme.',
    closed: 'Die Abstimmung ist beendet. Das Ergebnis folgt.',
  },
  desk: {
    desk: 'Abstimmung',
    opens: 'Zur Abstimmung stellen',
    votedOf: (n: string, of: string) => `${n} von ${of} abgegeben`,
    close: 'Abstimmung beenden',
    closeTitle: 'Die Abstimmung beenden?',
    closeDetail: 'Danach wird keine Stimme mehr angenommen, und Sie sehen das Ergebnis.',
    announce: 'Ergebnis verkünden',
    announced: 'Das Ergebnis ist verkündet.',
    annul: 'Für nichtig erklären …',
    annulTitle: 'Diese Abstimmung für nichtig erklären?',
    annulDetail: 'Sie zählt nicht mehr und kann wiederholt werden. Der Grund kommt ins Protokoll.',
    reason: 'Grund',
    annulGo: 'Für nichtig erklären',
    stay: 'So lassen',
    open: 'Die Abstimmung läuft.',
    shut: 'Die Abstimmung ist beendet.',
  },
  result: {
    adopted: 'Angenommen',
    rejected: 'Abgelehnt',
    result: 'Ergebnis',
  },
};

export default de;
