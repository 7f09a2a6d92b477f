import { asPage } from '$lib/api/pages';
import { dayAfter } from '$lib/dates';
import { linesOf, type Asked } from '$lib/journal/lines';
import { journal } from '$lib/journal/messages';
import { organiser } from '$lib/office/load';
import type { PageLoad } from './$types';

const DAY = /^\d{4}-\d\d-\d\d$/;

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const me = organiser((await parent()).me);
  const asked = askedIn(url.searchParams);
  const [lines] = await asPage(Promise.all([linesOf(fetch, asked), journal.load()]));
  return { me, asked, lines };
};

/** What the address asks for; `until` is a day that is still shown. */
function askedIn(query: URLSearchParams): Asked {
  const [from, until] = [query.get('from') ?? '', query.get('until') ?? ''];
  const [member, id] = [Number(query.get('member')), Number(query.get('about_id'))];
  return {
    ...(query.get('q') && { q: query.get('q')! }),
    ...(query.get('about') && { about: query.get('about')! }),
    ...(id && { about_id: id }),
    ...(query.get('event') && { event: query.get('event')! }),
    ...(member && { member }),
    ...(query.get('actor') && { actor: query.get('actor')! }),
    ...(DAY.test(from) && { from }),
    ...(DAY.test(until) && { to: dayAfter(until) }),
  };
}
