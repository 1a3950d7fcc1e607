/** The mails to payers in the back office: looked at, with a note, and sent to oneself. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff } from '../../../test/support/staff-browser.ts';
import { findAudit } from '../../audit/index.ts';
import { sql } from '../../database/sql.ts';
import { mailExamples, writeMessage } from '../../messages/index.ts';
import { findOrganisationBySlug, setOrganisation } from '../../organisations/index.ts';

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  const { browser, member } = await signInStaff(app, world, 'administrator');
  const notes = async () => {
    const found = await findOrganisationBySlug(world.context.database, world.organisation.slug);
    return found?.settings.mail_notes;
  };
  const raw = (path: string) =>
    app.inject({
      url: `/${world.organisation.slug}/office${path}`,
      cookies: Object.fromEntries(browser.cookies),
      headers: { 'accept-language': 'en' },
    });
  return { ...world, browser, member, notes, raw };
}

/** The key of the page's form for sending an example. */
function orderKeyOn(body: string): string {
  return /name="order_key" value="([^"]+)"/.exec(body)?.[1] ?? '';
}

test('every mail to payers is on the list, and each is shown as it arrives in every language', async (t) => {
  const { browser, raw } = await open(t);
  const list = await browser.get('/settings/mails');
  for (const mail of mailExamples) {
    assert.match(list.body, new RegExp(`/settings/mails/${mail}"`));
    for (const language of ['it', 'en', 'es']) {
      const page = await browser.get(`/settings/mails/${mail}?in=${language}`);
      assert.equal(page.status, 200, mail);
      assert.match(page.body, new RegExp(`/settings/mails/${mail}/html\\?in=${language}"`));
      const shown = await raw(`/settings/mails/${mail}/html?in=${language}`);
      assert.match(shown.body, new RegExp(`<html lang="${language}">`));
      assert.match(shown.body, /Comune di Valdorata/);
    }
  }
  assert.equal((await browser.get('/settings/mails/none')).status, 404);
});

test('a mail that is looked at can run, load and lead to nothing, and only our page may frame it', async (t) => {
  const { raw } = await open(t);
  const { headers } = await raw('/settings/mails/receipt/html');
  const policy = String(headers['content-security-policy']);
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /;sandbox$/);
  assert.match(policy, /frame-ancestors 'self'/);
  assert.equal(headers['x-frame-options'], 'SAMEORIGIN');
  const page = await raw('/settings/mails/receipt');
  assert.match(page.body, /<iframe [^>]*sandbox=""/);
  assert.match(String(page.headers['content-security-policy']), /;frame-src 'self'$/);
  assert.equal(page.headers['x-frame-options'], 'DENY');
});

test('a note is saved, seen in the mail, kept apart by language, and the audit says what it was', async (t) => {
  const { browser, raw, notes, context, organisation, member } = await open(t);
  const note = 'Dal 1º gennaio siamo in via Roma 1.\r\nA presto & grazie!';
  const first = await browser.post('/settings/mails/receipt', { note_it: note, in: 'it' });
  assert.match(first.location ?? '', /in=it&done=saved/);
  const shown = await raw('/settings/mails/receipt/html?in=it');
  assert.match(shown.body, /via Roma 1/);
  assert.match(shown.body, /A presto &amp; grazie!/);
  assert.doesNotMatch((await raw('/settings/mails/receipt/html?in=es')).body, /via Roma 1/);
  assert.doesNotMatch((await raw('/settings/mails/refund/html?in=it')).body, /via Roma 1/);
  await browser.post('/settings/mails/receipt', { note_it: 'Altro.', note_es: 'Otro.' });
  assert.deepEqual(await notes(), { receipt: { it: 'Altro.', es: 'Otro.' } });
  const deeds = await findAudit(context.database, organisation.id, [organisation.id]);
  const last = deeds.at(-1);
  assert.equal(last?.actor, `staff:${member.id}`);
  const kept = 'Dal 1º gennaio siamo in via Roma 1.\nA presto & grazie!';
  assert.deepEqual(last?.detail['before'], { mail_notes: { receipt: { it: kept } } });
  assert.deepEqual(last?.detail['after'], {
    mail_notes: { receipt: { it: 'Altro.', es: 'Otro.' } },
  });
  await browser.post('/settings/mails/receipt', {});
  assert.deepEqual(await notes(), {});
});

test('a note about a request stands in all three mails, and one in a language not offered now stays', async (t) => {
  const { browser, raw, notes, context, organisation } = await open(t);
  await browser.post('/settings/mails/assistance_asked', { note_en: 'We answer on weekdays.' });
  for (const mail of ['assistance_opened', 'assistance_answered', 'assistance_asked'])
    assert.match((await raw(`/settings/mails/${mail}/html?in=en`)).body, /We answer on weekdays/);
  await setOrganisation(context, organisation, { languages: ['it'] }, 'test');
  await browser.post('/settings/mails/assistance_opened', { note_it: 'Nei giorni feriali.' });
  assert.deepEqual(await notes(), {
    assistance: { it: 'Nei giorni feriali.', en: 'We answer on weekdays.' },
  });
});

test('markup, control characters, cards and novels are refused at their field, and nothing is changed', async (t) => {
  const { browser, notes } = await open(t);
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['<b>Ciao</b>', /signs &lt; and &gt; cannot be used/],
    ['a'.repeat(501), /more than 500 characters/],
    ['nul\u0000', /character that cannot be shown/],
    ['bell\u0007', /character that cannot be shown/],
    ['4242 4242 4242 4242', /holds a card number/],
  ];
  for (const [note, words] of wrong) {
    const answer = await browser.post('/settings/mails/refund', { note_en: note, note_it: 'Va' });
    assert.equal(answer.status, 422, note);
    assert.match(answer.body, words);
    assert.match(answer.body, /id="note_en-error"/);
    assert.match(answer.body, />\s*Va<\/textarea>/, 'what was right is kept');
    assert(!answer.body.includes('4242 4242 4242 4242'));
  }
  assert.deepEqual(await notes(), {});
});

test('two people who change two mails at once do not undo each other', async (t) => {
  const { browser, notes } = await open(t);
  await Promise.all([
    browser.post('/settings/mails/receipt', { note_en: 'One.' }),
    browser.post('/settings/mails/refund', { note_en: 'Two.' }),
    browser.post('/settings/mails/payment_list', { note_en: 'Three.' }),
  ]);
  assert.deepEqual(await notes(), {
    receipt: { en: 'One.' },
    refund: { en: 'Two.' },
    payment_list: { en: 'Three.' },
  });
});

test('an example goes to whoever asks, once for each form, marked, with the note in it', async (t) => {
  const { browser, member, database, organisation, notes } = await open(t);
  await browser.post('/settings/mails/receipt', { note_it: 'Siamo in via Roma 1.' });
  const page = await browser.get('/settings/mails/receipt?in=it');
  const fields = { in: 'it', order_key: orderKeyOn(page.body), to: 'mallory@example.com' };
  for (const click of [1, 2]) {
    const sent = await browser.post('/settings/mails/receipt/example', fields);
    assert.match(sent.location ?? '', /in=it&done=sent/, String(click));
  }
  const mails = await database.owner.query<{ recipient: string; payload: unknown }>(sql`
    select recipient, payload from messages
    where organisation_id = ${organisation.id} and template = 'mail-example'`);
  assert.deepEqual(
    mails.map(({ recipient }) => recipient),
    [member.email],
  );
  const { subject, text } = writeMessage('mail-example', mails[0]?.payload, 'it', await notes());
  assert.match(subject, /\[Esempio\]/);
  assert.match(text, /dati inventati, nessun pagamento/);
  assert.match(text, /Siamo in via Roma 1\./);
});
