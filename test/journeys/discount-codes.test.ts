/** Stories of discount codes, from the public page over the cart to the charge; with a clock by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownDate } from '../../src/core/calendar-date.ts';
import { findDiscountsByIds, releaseUses } from '../../src/discounts/index.ts';
import { addDiscount } from '../support/offers.ts';
import { createStory, type Story } from '../support/story.ts';
import type { Visit } from '../support/site.ts';

const minute = 60_000;

/** Puts a due into the visitor's cart and types a code beside it. */
async function typeCode(story: Story, visit: Visit, link: string, code: string) {
  const { location: cart } = await story.press(visit, link, 'Add to the cart');
  const { forms } = await story.page(cart, visit);
  const field = forms.flatMap((form) => form.fields).find(({ name }) => name.startsWith('code-'));
  assert(field, 'a field for a code');
  const form = forms.find((one) => one.fields.includes(field));
  const answer = await story.press(visit, cart, form?.buttons[0]?.label ?? '', {
    [field.name]: code,
  });
  return { cart, status: answer.status, body: answer.body };
}

async function usedOf({ context, organisation }: Story, id: string): Promise<number | undefined> {
  const [discount] = await findDiscountsByIds(context.database, organisation.id, [id]);
  return discount?.used;
}

test('a code from the public page is typed in the cart, shown as a line, paid and consumed', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-11-25');
  const discountId = await addDiscount(story, {
    mostUses: 3,
    validUntil: knownDate('2026-11-30'),
  });
  const listed = await story.page(`/${story.organisation.slug}/discounts`);
  assert.match(listed.text, /Welcome discount 10% off.*Code WELCOME.*Until 30 November 2026/s);
  const { id, link } = await story.owe();
  const visit = await story.visit(link);
  const { cart } = await typeCode(story, visit, link, 'wel come');
  const shown = await story.page(cart, visit);
  assert.match(shown.text, /€90\.00/);
  assert.match(shown.text, /-€10\.00|−€10\.00/);
  const { location } = await story.press(visit, cart, 'Pay');
  assert.equal(await usedOf(story, discountId), 1);
  await story.payAt(visit, location);
  assert.equal(await story.settled(id), 9000n);
  story.clock.advance(90 * minute);
  await releaseUses(story.context, story.organisation);
  assert.equal(await usedOf(story, discountId), 1);
});

test('a code that another used up between cart and paying is told, and nothing is charged', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-11-25');
  await addDiscount(story, { mostUses: 1 });
  const [one, other] = [await story.owe(), await story.owe()];
  const [visit, visitor] = [await story.visit(one.link), await story.visit(other.link)];
  const first = await typeCode(story, visit, one.link, 'WELCOME');
  const second = await typeCode(story, visitor, other.link, 'WELCOME');
  assert.match((await story.page(second.cart, visitor)).text, /€90\.00/);
  const seen = await story.seenAt(second.cart, visitor);
  const begun = await story.press(visit, first.cart, 'Pay');
  const told = await story.send(visitor, `${second.cart}/pay`, { seen });
  assert.equal(told, `${second.cart}?told=changed`);
  const page = await story.page(told, visitor);
  assert.match(page.text, /€100\.00/);
  assert.doesNotMatch(page.text, /€90\.00/);
  await story.payAt(visit, begun.location);
  assert.equal(await story.settled(one.id), 9000n);
  const full = await story.press(visitor, second.cart, 'Pay');
  await story.payAt(visitor, full.location);
  assert.equal(await story.settled(other.id), 10_000n);
  const charged = (await story.truth()).map(({ charges }) => charges[0]?.amount);
  assert.deepEqual(
    charged.toSorted((a = 0, b = 0) => a - b),
    [9000, 10_000],
  );
});

test('a payer who thinks longer than half an hour is told when the code is gone, and pays the full price', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-11-25');
  const discountId = await addDiscount(story, { mostUses: 1 });
  const { id, link } = await story.owe();
  const visit = await story.visit(link);
  const { cart } = await typeCode(story, visit, link, 'WELCOME');
  const begun = await story.press(visit, cart, 'Pay');
  story.clock.advance(31 * minute);
  await releaseUses(story.context, story.organisation);
  assert.equal(await usedOf(story, discountId), 0);
  const other = await story.owe();
  const visitor = await story.visit(other.link);
  const others = await typeCode(story, visitor, other.link, 'WELCOME');
  await story.press(visitor, others.cart, 'Pay');
  const started = await story.send(visit, `${begun.location}/start`, {
    method: 'card',
    terms: 'yes',
  });
  assert.equal(started, begun.location, 'nothing was started');
  assert.equal(await story.leadsTo(begun.location, visit), `${cart}?told=changed`);
  const full = await story.press(visit, cart, 'Pay');
  await story.payAt(visit, full.location);
  assert.equal(await story.settled(id), 10_000n);
});

test('wrong codes are answered alike, and whoever tries many is stopped', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-11-25');
  await addDiscount(story);
  await addDiscount(story, { code: 'OTHERS', chargeTypeId: 'certificate' });
  const { link } = await story.owe();
  const visit = await story.visit(link);
  const { cart, status, body } = await typeCode(story, visit, link, 'NOTHING');
  assert.equal(status, 422);
  const shape = (text: string) => text.replaceAll(/value="[^"]*"/g, '');
  const ofOthers = await typeCode(story, visit, link, 'OTHERS');
  assert.equal(shape(ofOthers.body), shape(body), 'a code of another charge is no code');
  const statuses: number[] = [];
  for (let each = 0; each < 40; each += 1) {
    statuses.push((await typeCode(story, visit, link, `GUESS${each}`)).status);
  }
  assert(statuses.includes(429), statuses.join(' '));
  assert.equal((await typeCode(story, visit, link, 'WELCOME')).status, 429);
  assert.equal((await story.page(cart, visit)).status, 200);
});
