/** Stories of a due and its notice, over HTTP with a clock by hand: by link, by number, early, late, in parts, in instalments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownDate } from '../../src/core/calendar-date.ts';
import { money } from '../../src/core/money.ts';
import { printRfReference, randomRfReference } from '../../src/core/rf-reference.ts';
import { flatten, readPdf } from '../../src/documents/read-pdf.ts';
import { addDiscount } from '../support/offers.ts';
import { readQr } from '../support/read-qr.ts';
import { createStory } from '../support/story.ts';

const pricing = {
  base: '10000',
  by_date: {
    early: { days_before: 10, percent: '10' },
    late: { grace_days: 0, percent_a_year: '36.5' },
  },
};

test('from a signed link to the provider are three clicks, with nothing typed', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-11-25');
  const { id, link } = await story.owe();
  const visit = await story.visit(link);
  const page = await story.page(link, visit);
  assert.equal(page.heading, 'Tassa sui rifiuti 2026');
  assert.match(page.text, /To be paid today €100\.00/);
  assert.match(page.text, /M\*\*\*\* R\*\*\*\*/);
  const { location } = await story.press(visit, link, 'Pay');
  await story.payAt(visit, location);
  assert.equal(await story.settled(id), 10_000n);
  assert.match((await story.page(link, visit)).text, /Paid on 25 November 2026/);
});

test('from a printed notice it is one field, typed with blanks and small letters', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-11-25');
  const { id, number, byNumber } = await story.owe();
  const find = `/${story.organisation.slug}/notices`;
  const visit = await story.visit(find);
  const typed = printRfReference(number).toLowerCase();
  const found = await story.press(visit, find, 'Find the notice', { number: ` ${typed} ` });
  assert.equal(found.location, byNumber);
  const page = await story.page(byNumber, visit);
  assert.match(page.text, /To be paid today €100\.00/);
  assert.doesNotMatch(page.text, /Rossi|M\*|RSSMRA|notice \(PDF\)/);
  const { location } = await story.press(visit, byNumber, 'Pay');
  await story.payAt(visit, location);
  assert.equal(await story.settled(id), 10_000n);
});

test('a typing slip in a number is told before anything is looked up', async (t) => {
  const story = await createStory(t);
  const { number } = await story.owe();
  const find = `/${story.organisation.slug}/notices`;
  const visit = await story.visit(find);
  const slip = number.replace(/.$/, (last) => (last === '7' ? '8' : '7'));
  const answers = [
    [slip, 422, /typing slip/],
    ['12345', 422, /begins with RF/],
    ['', 422, /Type the number/],
    [randomRfReference(story.context.ids.bytes), 404, /No notice with this number/],
  ] as const;
  for (const [typed, status, saying] of answers) {
    const answer = await story.press(visit, find, 'Find the notice', { number: typed });
    assert.equal(answer.status, status, typed);
    assert.match(answer.body, saying);
  }
});

test('a price that falls due passes at midnight: the payer is told, and not charged the other one', async (t) => {
  const story = await createStory(t);
  story.clock.set(new Date('2026-11-20T22:50:00Z'));
  const { id, link } = await story.owe({ pricing });
  const visit = await story.visit(link);
  const early = await story.page(link, visit);
  assert.match(early.text, /To be paid today €90\.00/);
  assert.match(early.text, /Reduced price until 20 November 2026.*€100\.00/);
  assert.match(early.text, /Discount for early payment -€10\.00/);
  const begun = await story.press(visit, link, 'Pay');
  story.clock.set(new Date('2026-11-20T23:10:00Z'));
  const started = await story.send(visit, `${begun.location}/start`, {
    method: 'card',
    terms: 'yes',
  });
  assert.equal(started, begun.location, 'nothing was started');
  const back = await story.leadsTo(begun.location, visit);
  assert.equal(back, `${link}?changed=1`);
  const told = await story.page(back, visit);
  assert.match(told.text, /The amount has changed/);
  assert.match(told.text, /To be paid today €100\.00/);
  const again = await story.press(visit, link, 'Pay');
  await story.payAt(visit, again.location);
  assert.equal(await story.settled(id), 10_000n);
  assert.deepEqual(
    (await story.truth()).map((charge) => charge.charges[0]?.amount),
    [10_000],
  );
});

test('interest grows each day, and stops on the day on which it is paid', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-12-10');
  const { id, link } = await story.owe({ pricing });
  const visit = await story.visit(link);
  const page = await story.page(link, visit);
  assert.match(page.text, /To be paid today €101\.00/);
  assert.match(page.text, /Interest of 36\.5% a year since 1 December 2026/);
  story.goTo('2026-12-11');
  const grown = await story.page(link, visit);
  assert.match(grown.text, /Interest for late payment €1\.10/);
  const begun = await story.press(visit, link, 'Pay');
  await story.payAt(visit, begun.location);
  story.goTo('2027-06-01');
  assert.match((await story.page(link, visit)).text, /Paid on 11 December 2026/);
  assert.equal(await story.settled(id), 10_110n);
});

test('a due is not payable before its first day and after its last, and the page says from when', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-11-01');
  const { id, link, byNumber } = await story.owe({
    validFrom: knownDate('2026-11-05'),
    validUntil: knownDate('2026-11-10'),
  });
  const visit = await story.visit(`/${story.organisation.slug}/notices`);
  assert.match((await story.page(link)).text, /It can be paid from 5 November 2026/);
  assert.match((await story.page(byNumber)).text, /It can be paid from 5 November 2026/);
  assert.equal(await story.send(visit, `${link}/pay`, {}), link);
  story.goTo('2026-11-10');
  assert.match((await story.page(link)).text, /To be paid today/);
  story.goTo('2026-11-11');
  assert.match((await story.page(link)).text, /It could be paid until 10 November 2026/);
  assert.equal(await story.send(visit, `${link}/pay`, {}), link);
  assert.equal(await story.settled(id), 0n);
});

test('a part is paid, no less than the least, and the page says what is left', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-11-25');
  const { id, link } = await story.owe({ leastPart: money(2500n, 'EUR') });
  const visit = await story.visit(link);
  const small = await story.press(visit, link, 'Pay', { amount: '24,99' });
  assert.equal(small.status, 422);
  assert.match(small.body, /Type an amount between €25\.00 and €100\.00/);
  const begun = await story.press(visit, link, 'Pay', { amount: '60' });
  await story.payAt(visit, begun.location);
  assert.equal(await story.settled(id), 6000n);
  const page = await story.page(link, visit);
  assert.match(page.text, /Still to be paid €40\.00/);
  const rest = await story.press(visit, link, 'Pay');
  await story.payAt(visit, rest.location);
  assert.equal(await story.settled(id), 10_000n);
});

test('a plan is paid at once or in instalments: one way takes the other away', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-11-25');
  const plan = (part: 'whole' | 'instalment', id = 'pln_1') => ({ plan: { id, part } });
  const whole = await story.owe(plan('whole'));
  const half = { cents: 5000n, ...plan('instalment') };
  const first = await story.owe({ ...half, dueOn: knownDate('2026-11-30') });
  const second = await story.owe({ ...half, dueOn: knownDate('2027-01-31') });
  const visit = await story.visit(whole.link);
  const page = await story.page(whole.link, visit);
  assert.match(page.text, /All at once €100\.00/);
  assert.match(page.text, /Instalment 1 €50\.00/);
  const begun = await story.press(visit, whole.link, 'Pay the chosen');
  await story.payAt(visit, begun.location);
  assert.equal(await story.settled(first.id), 5000n);
  const left = await story.page(whole.link, visit);
  assert.doesNotMatch(left.text, /All at once/);
  const rest = await story.press(visit, whole.link, 'Pay the chosen');
  await story.payAt(visit, rest.location);
  assert.equal(await story.settled(second.id), 5000n);
  for (const { link } of [whole, first, second]) {
    assert.match((await story.page(link, visit)).text, /Paid on 25 November 2026/);
  }
});

test('a due goes into the cart from its page', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-11-25');
  const { byNumber } = await story.owe();
  const visit = await story.visit(byNumber);
  const { location } = await story.press(visit, byNumber, 'Add to the cart');
  assert.equal(location, `/${story.organisation.slug}/cart`);
  assert.match((await story.page(location, visit)).text, /Tassa sui rifiuti 2026/);
});

test('the notice that is downloaded opens the due by its number, and names the debtor', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-11-25');
  const { link, byNumber, number } = await story.owe({ pricing });
  const pdf = readPdf(await story.download(`${link}/notice.pdf?language=en`));
  const elements = flatten(pdf.root);
  const words = elements.map((element) => element.text).join('\n');
  assert.match(words, /Maria Rossi/);
  assert.match(words, new RegExp(printRfReference(number)));
  const figure = elements.find((element) => element.tag === 'Figure');
  assert.equal(readQr(figure?.marks ?? []), `http://localhost:3000${byNumber}`);
  assert.equal((await story.page(`${byNumber}/notice.pdf`)).status, 404);
});

test('the last use of a rule goes to whoever begins first; the other is told, and charged nothing', async (t) => {
  const story = await createStory(t);
  story.goTo('2026-11-25');
  const terms = {
    code: null,
    mostUses: 1,
    value: 2000n,
    names: { en: 'Early birds', it: 'Primi' },
  };
  await addDiscount(story, terms);
  const [one, other] = [await story.owe(), await story.owe()];
  const [visit, visitor] = [await story.visit(one.link), await story.visit(other.link)];
  for (const { link } of [one, other]) {
    assert.match((await story.page(link)).text, /To be paid today €80\.00.*Primi -€20\.00/s);
  }
  const seen = await story.seenAt(other.link, visitor);
  const begun = await story.press(visit, one.link, 'Pay');
  const late = await story.send(visitor, `${other.link}/pay`, { seen });
  assert.equal(late, `${other.link}?changed=1`);
  assert.match((await story.page(late, visitor)).text, /The amount has changed.*€100\.00/s);
  await story.payAt(visit, begun.location);
  assert.equal(await story.settled(one.id), 8000n);
  assert.equal((await story.truth()).length, 1);
});
