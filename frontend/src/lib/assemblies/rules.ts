/** The rules of assemblies as a form holds them, and as they are sent. */

import type { components } from '$lib/api/schema';

type Schemas = components['schemas'];
export type Rules = Schemas['StatutesIn'];
export type Kind = Schemas['Gathering'];
export type Matter = Schemas['Matter'];

export const MATTERS: readonly Matter[] = ['ordinary', 'election', 'statutes', 'purpose'];
export const KINDS: readonly Kind[] = ['ordinary', 'extraordinary'];

/** Fractions that statutes often name. */
export const COMMON = ['1/2', '2/3', '3/4', '4/5'];

export interface NeedDraft {
  matter: Matter;
  /** Empty for none. */
  quorum: string;
  counted: Schemas['Base'];
  again: boolean;
  majority: string;
  /** By the code of a category; empty for none. */
  within: Record<string, string>;
  report: boolean;
}

export interface Draft {
  /** Of an assembly; null for a profile. */
  kind: Kind | null;
  name: string;
  notice_days: number | null;
  record_days: number | null;
  proxy_limit: number | null;
  proxy_hours: number | null;
  proxy_holders: Schemas['Holders'];
  weighing: Schemas['Weighing'];
  /** Empty for none. */
  cap: string;
  cap_with_proxies: boolean;
  /** Whether there is voting before the meeting. */
  advance: boolean;
  advance_article: string;
  advance_days: number | null;
  needs: NeedDraft[];
}

/** What is usual: the company code where it decides, else what most statutes say. */
export const USUAL: Rules = {
  name: '',
  notice_days: 15,
  record_days: 0,
  proxy_limit: 1,
  proxy_hours: 24,
  proxy_holders: 'any',
  weighing: 'member',
  cap: null,
  cap_with_proxies: true,
  advance_article: null,
  advance_days: null,
  needs: [
    { matter: 'ordinary', majority: '1/2', again: false, report: false },
    { matter: 'election', majority: '1/2', again: false, report: false },
    { matter: 'statutes', quorum: '1/2', majority: '3/4', again: false, report: false },
    { matter: 'purpose', quorum: '1/2', majority: '4/5', again: false, report: true },
  ],
};

/** Rules as a form holds them. codes: of the categories there are. */
export function draftOf(rules: Rules, codes: readonly string[], kind: Kind | null = null): Draft {
  return {
    kind,
    name: rules.name,
    notice_days: rules.notice_days,
    record_days: rules.record_days,
    proxy_limit: rules.proxy_limit,
    proxy_hours: rules.proxy_hours,
    proxy_holders: rules.proxy_holders ?? 'any',
    weighing: rules.weighing ?? 'member',
    cap: rules.cap ?? '',
    cap_with_proxies: rules.cap_with_proxies,
    advance: rules.advance_days != null,
    advance_article: rules.advance_article ?? '',
    advance_days: rules.advance_days ?? null,
    needs: MATTERS.map((matter) => needOf(rules, matter, codes)),
  };
}

function needOf(rules: Rules, matter: Matter, codes: readonly string[]): NeedDraft {
  const found = rules.needs.find((need) => need.matter === matter);
  return {
    matter,
    quorum: found?.quorum ?? '',
    counted: found?.counted ?? 'votes',
    again: found?.again ?? false,
    majority: found?.majority ?? '1/2',
    within: Object.fromEntries(codes.map((code) => [code, found?.within?.[code] ?? ''])),
    report: found?.report ?? false,
  };
}

/** The rules to send. An empty number goes as it is: the server says what is missing. */
export function rulesOf(draft: Draft): Rules {
  const { kind: _kind, advance, advance_article: article, advance_days: days, cap, needs, ...plain } = draft;
  return {
    ...plain,
    cap: cap.trim() || null,
    advance_article: advance ? article : null,
    advance_days: advance ? (days ?? 0) : null,
    needs: needs.map(({ quorum, within, ...need }) => ({
      ...need,
      quorum: quorum.trim() || null,
      within: Object.fromEntries(Object.entries(within).filter(([, majority]) => majority.trim())),
    })),
  } as Rules;
}
