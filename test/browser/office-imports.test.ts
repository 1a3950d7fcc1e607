/** Loading invoices and dues in a real browser: sent, looked at, loaded, with scripts and without; accessible at two widths. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { sql } from '../../src/database/sql.ts';
import { testInvoice, type TestInvoice } from '../../src/invoices/formats/test-invoice.ts';
import { testBrowser } from '../support/browser.ts';
import { portalOfSuite } from '../support/portal.ts';
import { enterOffice, lookerAt } from './office-steps.ts';
import { follow } from './payment-steps.ts';
import { openWatched } from './watched-page.ts';

const invoiceFile = (number: string, more: TestInvoice = {}, name = `${number}.xml`) => ({
  name,
  mimeType: 'application/xml',
  buffer: Buffer.from(
    testInvoice({ number, issuedOn: '2026-03-01', lines: [{ amount: '1234.50' }], ...more }),
  ),
});

/** Two good rows, and three that are wrong. */
const duesFile = (mark: string) => ({
  name: `${mark}-dovuti-mensa.csv`,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'id;servizio;debitore;causale;importo;scadenza',
      `${mark}-1;school-meals;Maria Rossi;Mensa, dicembre;84,00;31/01/2027`,
      `${mark}-2;school-meals;Luca Bianchi;Mensa, dicembre;90,00;31/01/2027`,
      `${mark}-3;school-meals;Anna Verdi;Mensa, dicembre;novanta;31/01/2027`,
      `${mark}-4;mensa;;Mensa, dicembre;1.234;31/02/2027`,
      `${mark}-1;school-meals;Maria Rossi;Mensa, dicembre;84,00;31/01/2027`,
    ].join('\r\n'),
  ),
});

const broken = {
  name: 'IT01234567890_2026-marzo-con-un-nome-molto-lungo-senza-spazi_00042.xml.p7m',
  mimeType: 'application/pkcs7-mime',
  buffer: Buffer.from('not an invoice'),
};

suite('loading invoices in a browser', () => {
  const running = portalOfSuite();
  let browser: Browser;
  before(async () => {
    browser = await testBrowser({ after: () => {} });
  });
  after(async () => {
    await browser.close();
  });

  for (const hasScripts of [true, false]) {
    const how = hasScripts ? 'with' : 'without';
    test(`invoices are sent, seen in a preview and loaded, ${how} scripts`, async () => {
      const portal = running();
      const visit = { isJudged: hasScripts, hasScripts };
      const { page, problems, close } = await openWatched(browser, portal, visit);
      const person = `${how}@ente.example`;
      await enterOffice(portal, page, person, 'operator');
      const look = hasScripts ? lookerAt(page, problems, 'imports') : async () => {};
      const office = `${portal.address}/demo/office`;
      await page.goto(`${office}/imports`);
      await look('send');
      await follow(page, submit(page));
      await page.locator('#files[aria-invalid]').waitFor();
      await look('send-nothing');
      const mark = hasScripts ? 'S' : 'N';
      await page.setInputFiles('#files', [
        invoiceFile(`${mark}1`),
        invoiceFile(`${mark}2`, { terms: 'TP01', instalments: [] }),
        invoiceFile(`${mark}C`, { documentType: 'TD04', refersTo: [{ number: `${mark}1` }] }),
        broken,
        duesFile(mark),
      ]);
      await follow(page, submit(page));
      await page.waitForURL('**/imports/upl_*');
      await page.locator('form[action$="/load"]').first().waitFor();
      for (const language of ['it', 'es', 'en']) {
        await page.goto(`${page.url().split('?')[0]}?language=${language}`);
        await look(`preview-${language}`);
      }
      await follow(page, page.locator('form[action$="/load"] button').first());
      await page.locator('a[href*="/lists/dues?upload="]').waitFor();
      for (const language of ['it', 'es', 'en']) {
        await page.goto(`${page.url().split('?')[0]}?language=${language}`);
        await look(`loaded-${language}`);
      }
      const fetched = page.waitForEvent('download');
      await page.locator('a[href$="/failed"]').click();
      assert.match((await fetched).suggestedFilename(), /^demo-upl_\w+-failed\.zip$/);
      await page.locator('a[href*="/lists/dues?upload="]').click();
      await page.getByText(`${mark}1`).first().waitFor();
      assert.deepEqual(problems, []);
      await close();
    });
  }

  test('the page of a load that is under way says how far it is', async () => {
    const portal = running();
    const { page, problems, close } = await openWatched(browser, portal, { isJudged: true });
    await enterOffice(portal, page, 'slow@ente.example', 'operator');
    const look = lookerAt(page, problems, 'imports-under-way');
    // Nobody goes on with it, so that the page can be looked at.
    await portal.database.owner.query(sql`
      insert into uploads (organisation_id, upload_id, order_key, uploaded_by, recipient, language, state,
        way, replaces, uploaded_at, file_count, done_count)
      select organisation_id, 'upl_slow', 'slow', 'staff:' || staff_id, email, 'it', 'loading', 'good',
        false, clock_timestamp(), 120, 37
      from staff where email = 'slow@ente.example'`);
    const address = `${portal.address}/demo/office/imports`;
    for (const language of ['it', 'es', 'en']) {
      await page.goto(`${address}/upl_slow?language=${language}`);
      await page.locator('progress').waitFor();
      await look(`loading-${language}`);
    }
    await page.goto(address);
    await look('sent-before');
    assert.deepEqual(problems, []);
    await close();
  });
});

/** The button of the form in the page. */
function submit(page: Page) {
  return page.locator('.it-office-page form[method=post] button[type=submit]').first();
}
