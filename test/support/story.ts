/** A world with a clock by hand and the portal's pages over HTTP: who pays in it is a browser without scripts. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { randomRfReference, type RfReference } from '../../src/core/rf-reference.ts';
import { findDues } from '../../src/dues/index.ts';
import { askProvider, findAttempts, findPaymentByToken } from '../../src/payments/index.ts';
import { addOfferedDue, addOffers, type OfferedDue } from './offers.ts';
import { readPage } from './page.ts';
import { post, siteOf, visitForm, type Visit } from './site.ts';
import { cards, createWorld, type World } from './world.ts';

export type Story = World & {
  readonly goTo: (date: string) => void;
  /** A due with a notice number, and its two addresses. */
  readonly owe: (
    due?: OfferedDue,
  ) => Promise<{ id: string; link: string; byNumber: string; number: RfReference }>;
  readonly page: (address: string, visit?: Visit) => Promise<ReturnType<typeof readPage>>;
  readonly visit: (address: string) => Promise<Visit>;
  /** Presses a button of the page at an address. @returns where it leads */
  readonly press: (
    visit: Visit,
    address: string,
    button: string,
    fields?: Record<string, string>,
  ) => Promise<{ readonly status: number; readonly location: string; readonly body: string }>;
  /** Posts fields without looking at a page. @returns where it leads */
  readonly send: (visit: Visit, address: string, fields: Record<string, string>) => Promise<string>;
  /** What the form of a due's page says of amounts. */
  readonly seenAt: (address: string, visit: Visit) => Promise<string>;
  readonly download: (address: string) => Promise<Uint8Array>;
  readonly leadsTo: (address: string, visit: Visit) => Promise<string>;
  /** From the payment's page to the money having moved. */
  readonly payAt: (visit: Visit, payment: string) => Promise<void>;
  readonly settled: (dueId: string) => Promise<bigint | undefined>;
};

const inEnglish = { headers: { 'accept-language': 'en' } };

/** Its organisation has the offers of `addOffers`; pages are in English. */
export async function createStory(t: TestContext): Promise<Story> {
  const world = await createWorld(t);
  const { context, organisation, clock } = world;
  await addOffers(world);
  const app = await siteOf(t, context);
  const read = async (address: string, visit?: Visit) => {
    const url = address.includes('?') ? `${address}&language=en` : `${address}?language=en`;
    const response = await app.inject({ url, ...(visit ? { cookies: visit.cookies } : {}) });
    return readPage(`http://localhost${address}`, response.statusCode, response.body);
  };
  const press: Story['press'] = async (visit, address, button, fields = {}) => {
    const page = await read(address, visit);
    const form = page.forms.find((one) =>
      one.buttons.some(({ label }) => label.startsWith(button)),
    );
    const pressed = form?.buttons.find(({ label }) => label.startsWith(button));
    assert(form && pressed, `a button "${button}" at ${address}: ${page.text}`);
    const kept = form.fields.filter(
      ({ type, isTicked }) => isTicked || !['checkbox', 'radio'].includes(type),
    );
    const sent = Object.fromEntries(kept.map((field) => [field.name, field.value]));
    const action = new URL(pressed.address ?? form.address).pathname;
    const answer = await post(app, visit, action, { ...sent, ...fields }, inEnglish);
    return {
      status: answer.statusCode,
      location: answer.headers.location ?? '',
      body: answer.body,
    };
  };
  return {
    ...world,
    goTo: (date) => clock.set(new Date(`${date}T10:00:00Z`)),
    owe: async (due = {}) => {
      const number = randomRfReference(context.ids.bytes);
      const { id, token } = await addOfferedDue(world, { noticeNumber: number, ...due });
      const home = `/${organisation.slug}`;
      return { id, number, link: `${home}/dues/${token}`, byNumber: `${home}/notices/${number}` };
    },
    page: read,
    visit: (address) => visitForm(app, address),
    press,
    send: async (visit, address, fields) =>
      (await post(app, visit, address, fields)).headers.location ?? '',
    seenAt: async (address, visit) => {
      const { forms } = await read(address, visit);
      const fields = forms.flatMap((form) => form.fields);
      return fields.find(({ name }) => name === 'seen')?.value ?? '';
    },
    download: async (url) => (await app.inject({ url })).rawPayload,
    leadsTo: async (url, { cookies }) =>
      (await app.inject({ url, cookies })).headers.location ?? '',
    payAt: async (visit, payment) => {
      const fields = { method: 'card', terms: 'yes', email: '' };
      const { location } = await press(visit, payment, 'Pay ', fields);
      assert.match(location, /^http:\/\/127\.0\.0\.1/);
      const token = payment.split('/').at(-1) ?? '';
      const found = await findPaymentByToken(context.database, organisation.id, token);
      const attempts = await findAttempts(context.database, organisation.id, [found?.id ?? '']);
      const attempt = attempts.at(-1);
      assert(attempt);
      await world.pay(attempt, cards.good);
      await askProvider(context, organisation, attempt, 'payer');
    },
    settled: async (dueId) => {
      const [due] = await findDues(context.database, organisation.id, [dueId]);
      return due?.settled.minor;
    },
  };
}
