import { error } from '@sveltejs/kit';
import { agendaIfAny, candidatesOf, needsOf } from '$lib/agenda/load';
import { agenda } from '$lib/agenda/messages';
import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => {
  const { slug } = params;
  const [event, found] = await asPage(
    Promise.all([
      got(api(fetch).GET('/api/events/{slug}', { params: { path: { slug } } })),
      agendaIfAny(fetch, slug),
      agenda.load(),
    ]),
  );
  if (!event.assembly && !found) error(404);
  const needs = found ? await asPage(needsOf(fetch, slug)) : {};
  const candidates = found?.items.some((item) => item.kind === 'election')
    ? await asPage(candidatesOf(fetch, slug))
    : [];
  return { event, agenda: found, candidates, needs };
};
