/** A dossier as lines to read: a section for each kind of thing, a line for each thing, its facts beside it. */

import type { components } from '$lib/api/schema';
import { dayName, wall } from '$lib/dates';
import { sentence } from '$lib/journal/lines';
import type { JournalMessages } from '$lib/journal/messages/en';
import { LOCALES, best, type Language } from '$lib/messages';
import type { PrivacyMessages } from './messages/en';

export type Dossier = components['schemas']['Dossier'];

export interface Line {
  head: string;
  facts: string[];
}

export interface Section {
  title: string;
  lines: Line[];
}

/** What lines are said with: the words of these pages and of the journal, and the reader's language. */
export interface Saying {
  words: PrivacyMessages;
  journal: JournalMessages;
  tongues: Record<Language, string>;
  /** The offices' names, by slug. */
  offices: Record<string, string>;
  language: Language;
}

/** Every section that has something, in the order of the file. */
export function sectionsOf(dossier: Dossier, saying: Saying): Section[] {
  const say = new Telling(saying);
  const words = saying.words.data;
  const sections: [string, Line[]][] = [
    [words.register, dossier.member ? [say.member(dossier.member)] : []],
    [words.memberships, dossier.memberships.map((one) => say.membership(one))],
    [words.rolls, dossier.rolls.map((one) => say.roll(one))],
    [words.questions, dossier.questions.map((one) => say.asked(one, one.text))],
    [words.turns, dossier.turns.map((one) => say.asked(one))],
    [words.summons, dossier.summons.map((one) => say.summons(one))],
    [words.stays, dossier.stays.map((one) => say.stay(one))],
    [words.voting, dossier.votes.map((one) => say.vote(one, dossier.member?.number))],
    [words.proxies, dossier.proxies.map((one) => say.proxy(one, dossier.member?.number))],
    [words.candidacies, dossier.candidacies.map((one) => say.candidacy(one))],
    [words.offered, dossier.addresses_asked.map((one) => line(one.email, words.expires(say.moment(one.expires_at))))],
    [words.staff, dossier.staff ? say.staff(dossier.staff) : []],
    [words.registrations, dossier.registrations.map((one) => say.registration(one))],
    [words.calendars, dossier.calendars.map((one) => line(one.email, say.moment(one.created_at)))],
    [words.logins, dossier.logins.map((one) => say.login(one))],
    [words.signIns, dossier.sign_ins.map((one) => line(say.moment(one.created_at), one.email))],
    [
      words.tokens,
      dossier.tokens.map((one) => line(one.name || saying.journal.kinds.token, say.moment(one.created_at))),
    ],
    [words.mails, dossier.mails.map((one) => say.mail(one))],
    [words.journal, dossier.journal.map((one) => say.entry(one, dossier))],
  ];
  return sections.filter(([, lines]) => lines.length).map(([title, lines]) => ({ title, lines }));
}

class Telling {
  readonly #said: Saying;
  readonly #clock: Intl.DateTimeFormat;

  constructor(said: Saying) {
    this.#said = said;
    this.#clock = new Intl.DateTimeFormat(LOCALES[said.language], { dateStyle: 'medium', timeStyle: 'short' });
  }

  moment(instant: string): string {
    return this.#clock.format(new Date(instant));
  }

  member(one: NonNullable<Dossier['member']>): Line {
    const { words, tongues } = this.#said;
    const office = this.#office(one.office);
    return line(
      one.name,
      words.data.number(one.number),
      one.email,
      one.phone?.replaceAll(' ', '\u00a0'),
      one.street,
      [one.postal_code, one.city, one.country].filter(Boolean).join(' '),
      tongues[one.language],
      office,
    );
  }

  membership(one: Dossier['memberships'][number]): Line {
    const { words, language } = this.#said;
    const day = (date: string) => dayName(date, language);
    return line(
      `${one.category} · ${words.data.shares(one.shares)}`,
      day(one.since),
      one.until && words.data.until(day(one.until)),
    );
  }

  roll(one: Dossier['rolls'][number]): Line {
    const { words, language } = this.#said;
    return line(
      best(one.title, language),
      dayName(one.record_on, language),
      `${one.category} · ${words.data.shares(one.shares)}`,
      words.data.votes(one.weight),
    );
  }

  asked(one: { title: Record<string, string>; asked_at: string }, text?: string): Line {
    return line(
      text ?? best(one.title, this.#said.language),
      text && best(one.title, this.#said.language),
      this.moment(one.asked_at),
    );
  }

  summons(one: Dossier['summons'][number]): Line {
    const { words, language } = this.#said;
    return line(
      best(one.title, language),
      words.data.means[one.means],
      one.email,
      one.sent_at && this.moment(one.sent_at),
      one.error,
    );
  }

  stay(one: Dossier['stays'][number]): Line {
    const { language, journal } = this.#said;
    return line(
      best(one.title, language),
      one.name,
      journal.values[one.attending],
      journal.values[one.channel],
      this.moment(one.came_at),
      one.left_at && this.moment(one.left_at),
    );
  }

  vote(one: Dossier['votes'][number], mine: number | undefined): Line {
    const { words, language, journal } = this.#said;
    return line(
      best(one.resolution, language),
      one.owner === mine ? null : words.data.votedFor(one.owner),
      words.data.votes(one.weight),
      one.choice && journal.values[one.choice],
      one.voted && one.secrecy === 'sealed' ? journal.values.sealed : null,
      one.cast_at && this.moment(one.cast_at),
    );
  }

  proxy(one: Dossier['proxies'][number], mine: number | undefined): Line {
    const { words, language, journal } = this.#said;
    return line(
      best(one.title, language),
      one.giver === mine ? words.data.proxyTo(one.holder) : words.data.proxyFrom(one.giver),
      journal.values[one.kind],
      this.moment(one.given_at),
      ...one.items.map((item) =>
        [best(item.title, language), item.choice && journal.values[item.choice], item.words].filter(Boolean).join(': '),
      ),
    );
  }

  candidacy(one: Dossier['candidacies'][number]): Line {
    const { words, language } = this.#said;
    return line(
      best(one.election, language),
      ...Object.values(one.statement),
      one.photo && words.data.photographed,
      this.moment(one.stood_at),
      one.withdrawn_at && words.data.stoodDown,
      one.reason,
    );
  }

  staff(one: NonNullable<Dossier['staff']>): Line[] {
    const { words, journal, tongues } = this.#said;
    const named: Record<string, string> = journal.values;
    return [
      line(one.name, one.email, tongues[one.language], this.moment(one.invited_at)),
      ...one.roles.map((role) =>
        line(named[role.role] ?? role.role, this.#office(role.office) ?? role.event, this.moment(role.granted_at)),
      ),
      ...one.passkeys.map((device) => line(device.name, journal.values.passkey, this.moment(device.created_at))),
      ...(one.codes_since ? [line(journal.values.totp, this.moment(one.codes_since))] : []),
      ...(one.recovery_codes ? [line(words.data.recoveryCodes(one.recovery_codes))] : []),
    ];
  }

  registration(one: Dossier['registrations'][number]): Line {
    const { words, language } = this.#said;
    const day = dayName(wall(one.starts_at, 'Europe/Brussels').day, language);
    return line(
      `${best(one.title, language)}, ${day}`,
      one.tickets.map((ticket) => ticket.name).join(', '),
      one.email,
      words.seats[one.seat],
      ...Object.entries(one.answers).map(([name, value]) => `${name}: ${String(value)}`),
      ...one.tickets.flatMap((ticket) =>
        ticket.arrivals.map((came) => words.data.came(ticket.name, this.moment(came.first_admitted_at), came.gate)),
      ),
    );
  }

  login(one: Dossier['logins'][number]): Line {
    const from = one.source && this.#said.words.data.from(one.source);
    return line(this.moment(one.created_at), one.agent, one.address, from);
  }

  mail(one: Dossier['mails'][number]): Line {
    const { mails, data } = this.#said.words;
    const how = one.sent_at ? data.sent(this.moment(one.sent_at)) : one.failed_at ? data.failed : data.waits;
    return line(mails[one.message] ?? one.message, one.recipient, how);
  }

  #office(slug: string | null): string | null {
    return slug && (this.#said.offices[slug] ?? slug);
  }

  /** A line of the journal, with the names that the dossier knows. */
  entry(one: Dossier['journal'][number], dossier: Dossier): Line {
    const { journal, language, words } = this.#said;
    const registered = dossier.registrations.find(({ id }) => one.about === 'registration' && id === one.about_id);
    const name = dossier.member?.name ?? dossier.staff?.name ?? registered?.name ?? null;
    // Who did something to their own is told as having done it themselves.
    const own = /^(member|registration) /.test(one.actor);
    const told = sentence(
      {
        ...one,
        id: 0,
        actor: own && /^(member|registration)$/.test(one.about) ? `${one.about} ${one.about_id}` : one.actor,
        actor_name: own ? name : null,
        about_name: registered?.name ?? (one.about === 'member' ? name : null),
        event: null,
        event_name: registered ? best(registered.title, language) : null,
        member: null,
        request: null,
        sealed: true,
      },
      journal,
    );
    return line(told.map(({ text }) => text).join(''), this.moment(one.at), one.source && words.data.from(one.source));
  }
}

function line(head: string, ...facts: (string | null | undefined | false)[]): Line {
  return { head, facts: facts.filter((fact): fact is string => Boolean(fact)) };
}
