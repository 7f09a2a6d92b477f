import { describe, expect, it } from 'vitest';
import { feedUrl, googleSubscribe, mapUrl, tokenIn, webcal } from './calendars';

describe('A feed', () => {
  it('has one address per office and language, which calendars take in their own way', () => {
    const url = feedUrl('https://events.example', { kind: 'office', name: 'liege' }, 'fr');

    expect(url).toBe('https://events.example/calendar/office/liege.ics?lang=fr');
    expect(webcal(url)).toBe('webcal://events.example/calendar/office/liege.ics?lang=fr');
    expect(googleSubscribe(url)).toContain('cid=webcal%3A%2F%2Fevents.example');
    expect(feedUrl('http://here', { kind: 'all' }, 'nl')).toBe('http://here/calendar/all.ics?lang=nl');
  });
});

describe('A personal calendar', () => {
  it('is known by the token in its address, on the page and in the feed', () => {
    expect(tokenIn('https://events.example/mine/abc_-1')).toBe('abc_-1');
    expect(tokenIn('https://events.example/calendar/mine/abc.ics?lang=nl')).toBe('abc');
  });
});

describe('The map', () => {
  it('searches what is written, and points where nothing is', () => {
    expect(mapUrl('Kazernestraat 5, 1000 Brussel & co', 0, 0)).toContain(
      'query=Kazernestraat%205%2C%201000%20Brussel%20%26%20co',
    );
    expect(mapUrl(null, 50.8333, 4.338)).toContain('mlat=50.8333&mlon=4.338');
  });
});
