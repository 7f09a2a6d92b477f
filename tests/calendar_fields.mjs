// Reads an iCalendar file on stdin with ical.js and prints what it understood, as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [, , frontend] = process.argv;
const { default: ICAL } = await import(pathToFileURL(createRequire(frontend).resolve('ical.js')));

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);

const instant = (time) => time.toJSDate().toISOString().replace('.000Z', '+00:00');
const value = (part, name) => part.getFirstPropertyValue(name);
const parameter = (part, property, name) => part.getFirstProperty(property)?.getParameter(name) ?? null;

console.log(
	JSON.stringify({
		name: value(calendar, 'name'),
		called: value(calendar, 'x-wr-calname'),
		method: value(calendar, 'method'),
		refresh: value(calendar, 'refresh-interval').toString(),
		zones: calendar.getAllSubcomponents('vtimezone').map((zone) => value(zone, 'tzid')),
		events: calendar.getAllSubcomponents('vevent').map((part) => ({
			uid: value(part, 'uid'),
			sequence: value(part, 'sequence'),
			status: value(part, 'status'),
			starts_at: instant(value(part, 'dtstart')),
			ends_at: instant(value(part, 'dtend')),
			starts_in: parameter(part, 'dtstart', 'tzid'),
			stamped_at: instant(value(part, 'dtstamp')),
			changed_at: instant(value(part, 'last-modified')),
			created_at: instant(value(part, 'created')),
			summary: value(part, 'summary'),
			description: value(part, 'description'),
			location: value(part, 'location'),
			contact: value(part, 'contact'),
			categories: part.getFirstProperty('categories').getValues(),
			url: value(part, 'url'),
			conference: value(part, 'conference'),
			label: parameter(part, 'conference', 'label'),
			geo: value(part, 'geo'),
			parent: value(part, 'related-to')
		}))
	})
);
