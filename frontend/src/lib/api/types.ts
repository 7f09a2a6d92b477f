/** Short names for the shapes of the generated schema. */

import type { components } from './schema';

type Schemas = components['schemas'];

export type Config = Schemas['Config'];
export type Event = Schemas['EventOut'];
export type EventPage = Schemas['EventPage'];
export type Mail = Schemas['Mail'];
export type MailLine = Schemas['MailLine'];
export type Me = Schemas['Me'];
export type Mode = Schemas['Mode'];
export type Office = Schemas['OfficeFacts'];
export type Registration = Schemas['RegistrationOut'];
export type Shape = Schemas['Shape'];
export type Ticket = Schemas['TicketOut'];
