import type { SignInMessages } from './en';

const nl: SignInMessages = {
  page: {
    title: 'Aanmelden',
    about: 'We mailen je een code en een link. Een wachtwoord is er niet.',
    email: 'Je e-mailadres',
    emailHint: (organisation) => `Het adres waarmee ${organisation} je kent.`,
    action: 'Mail me een code',
    busy: 'Een ogenblik …',
    signedIn: (name) => `Je bent al aangemeld, als ${name}.`,
    goOn: 'Ga verder',
  },
  provider: {
    about: (organisation) => `Als vennoot van ${organisation} heb je een account.`,
    action: (name) => `Meld je aan met ${name}`,
    or: 'of via e-mail',
    notIn: 'Je bent niet aangemeld',
    failed: {
      unavailable: 'De aanmelddienst antwoordt niet. Probeer het later opnieuw, of meld je aan via e-mail.',
      refused: 'Dat is niet gelukt: het antwoord kwam te laat, of was niet voor deze browser bedoeld. Probeer opnieuw.',
      unknown:
        'We vinden je niet met dat account. Vraag het aan je kantoor, of meld je aan via e-mail met het adres dat we kennen.',
    },
  },
  waiting: {
    title: 'Kijk in je mail',
    sent: (email) => `Als we ${email} kennen, is er een mail met een code onderweg.`,
    code: 'Code uit de mail',
    hint: (digits) => `${digits} cijfers. Of open de link in de mail, in deze browser.`,
    action: 'Aanmelden',
    noMail: 'Geen mail?',
    unwanted: 'Kijk ook bij de ongewenste mail.',
    right: (organisation) => `Kijk na of het adres klopt, en of ${organisation} je met dat adres kent.`,
    again: 'Mail ze opnieuw',
    sentAgain: 'Er is nog een mail onderweg. De code erin is dezelfde.',
    fresh: 'Vraag een nieuwe mail',
    other: 'Gebruik een ander adres',
  },
  mail: {
    about: (email) => `Deze browser vroeg een mail naar ${email}.`,
    action: 'Meld me aan',
    elsewhere: 'Deze link werkt hier niet',
    elsewhereDetail:
      'Hij werkt een kwartier lang, en alleen in de browser waarin je de mail vroeg. Staat die pagina nog open, hier of op een ander toestel? Typ daar dan de code uit dezelfde mail.',
    anew: 'Meld je aan in deze browser',
    done: 'Je bent aangemeld',
    doneDetail: 'De link heeft zijn werk gedaan.',
  },
  link: {
    about: 'Met je link meld je je aan op dit toestel.',
    action: 'Meld me aan',
    dead: 'Deze link werkt niet meer',
    deadDetail: 'Hij is verlopen of ingetrokken. Met je e-mailadres kun je je wel aanmelden.',
    byMail: 'Meld je aan met een mail',
  },
  logins: {
    title: 'Waar je aangemeld bent',
    unknown: 'Onbekend toestel',
    here: 'dit toestel',
    from: (source) => `netwerkadres ${source}`,
    via: {
      mail: 'met een mail',
      link: 'met een aanmeldlink',
      provider: 'met het account van de coöperatie',
    },
    since: (moment) => `Aangemeld op ${moment}`,
    used: (moment) => `laatst gezien op ${moment}`,
    end: 'Afmelden',
    endNamed: (device, moment) => `${device} afmelden, aangemeld op ${moment}`,
    ended: (device) => `${device} is afgemeld.`,
    endOthers: 'Overal elders afmelden',
    endedOthers: 'Je bent alleen nog op dit toestel aangemeld.',
    alone: 'Op dit toestel, en nergens anders.',
  },
  choices: {
    title: 'Verschillende vennoten delen dit adres',
    about: (name) => `Je handelt nu voor ${name}.`,
    choose: (name) => `Ga verder als ${name}`,
  },
};

export default nl;
