import type { PollsMessages } from './en';

const nl: PollsMessages = {
  choices: { for: 'voor', against: 'tegen', abstain: 'onthouding' },
  member: {
    vote: 'Stemmen',
    onNow: 'Nu wordt er gestemd over',
    yourself: 'Jouw stem',
    forName: (name: string) => `Namens ${name}`,
    wants: (choice: string) => `Gevraagd: ${choice}`,
    wantsWords: (words: string) => `Gevraagd: “${words}”`,
    all: (choice: string) => `Alles: ${choice}`,
    allTitle: 'Alle stemmen hetzelfde',
    weight: (n: string) => `${n} stemmen`,
    cast: 'Je stem is geteld. Je kunt ze nog wijzigen tot de stemming sluit.',
    send: 'Uitbrengen',
    change: 'Wijzigen',
    chooseFirst: 'Kies eerst voor elke stem.',
    none: 'Je hebt in deze stemronde geen stem.',
    closed: 'De stemming is gesloten. De uitslag volgt.',
  },
  desk: {
    desk: 'Stemming',
    opens: 'Breng in stemming',
    votedOf: (n: string, of: string) => `${n} van ${of} uitgebracht`,
    close: 'Sluit de stemming',
    closeTitle: 'De stemming sluiten?',
    closeDetail: 'Daarna wordt geen stem meer aanvaard, en jij ziet de uitslag.',
    announce: 'Maak de uitslag bekend',
    announced: 'De uitslag is bekendgemaakt.',
    annul: 'Verklaar nietig …',
    annulTitle: 'Deze stemming nietig verklaren?',
    annulDetail: 'Ze telt niet meer en kan opnieuw gehouden worden. De reden komt in het verslag.',
    reason: 'Reden',
    annulGo: 'Verklaar nietig',
    stay: 'Laat zo',
    open: 'De stemming is open.',
    shut: 'De stemming is gesloten.',
  },
  result: {
    adopted: 'Aangenomen',
    rejected: 'Verworpen',
    result: 'Uitslag',
  },
};

export default nl;
