/** Services in a real browser: a form of four fields is built by keyboard, with the preview following what is typed. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import { cards } from '../support/steps.ts';
import { enterOffice, lookerAt } from './office-steps.ts';
import { follow, submitOf, typeCard } from './payment-steps.ts';
import { openWatched, phone, sidewaysOverflow } from './watched-page.ts';

const languages = ['it', 'en', 'es'] as const;

suite('services in a browser', () => {
  const running = portalOfSuite();
  let browser: Browser;
  before(async () => {
    browser = await testBrowser({ after: () => {} });
  });
  after(async () => {
    await browser.close();
  });

  test('a free payment with four questions, one of them conditional, is built by an administrator and paid by a guest', async () => {
    const portal = running();
    const office = `${portal.address}/demo/office`;
    const { page, problems, close } = await openWatched(browser, portal, {
      isJudged: true,
      locale: 'it-IT',
    });
    await enterOffice(portal, page, 'ada@ente.example', 'administrator');
    const look = lookerAt(page, problems, 'services');
    await page.goto(`${office}/services/new_service`);
    await page.fill('#name_it', 'Sale e spazi');
    await press(page, 'Crea la bozza', '**/services/sale-e-spazi?done=made');
    await look('service');
    await page.goto(`${office}/services/sale-e-spazi/new/free`);
    await page.fill('#name_it', 'Affitto della sala');
    await page.fill('#name_en', 'Hall hire');
    await page.fill('#name_es', 'Alquiler de la sala');
    await press(page, 'Crea la bozza', '**/charges/affitto-della-sala?done=made');
    await look('charge');
    await setAmount(page, office);
    await page.goto(`${office}/services/sale-e-spazi/charges/affitto-della-sala/form`);
    await look('form-empty');
    await buildForm(page, look);
    await openToAll(page, office);
    await payAsGuest(browser, portal);
    await page.goto(
      `${office}/lists/dues?service=sale-e-spazi&columns=reason,state,charge_type,answers,settled`,
    );
    const list = await page.locator('main table').innerText();
    assert.match(
      list,
      /Tipo di evento: Concerto · Numero di ospiti: 80 · Titolo del concerto: Requiem/,
    );
    assert.match(list, /Affitto della sala/, 'called by its name');
    await look('dues');
    for (const language of languages) {
      const at = (path: string) =>
        page.goto(`${office}/services/sale-e-spazi${path}?language=${language}`);
      await at('/charges/affitto-della-sala/form');
      await look(`form-${language}`);
      await at('/charges/affitto-della-sala/amount');
      await look(`amount-${language}`);
      await at('/charges/affitto-della-sala');
      await look(`charge-${language}`);
      await at('/about');
      await look(`about-${language}`);
      await at('');
      await look(`service-${language}`);
      await page.goto(`${office}/services?language=${language}`);
      await look(`list-${language}`);
      await page.goto(`${office}/discounts/new_discount?language=${language}`);
      await look(`discount-${language}`);
      await page.goto(`${office}/terms?language=${language}`);
      await look(`terms-${language}`);
      await at('/charges/affitto-della-sala/preview');
      await look(`preview-${language}`);
    }
    assert.deepEqual(problems, []);
    await close();
  });
});

async function openToAll(page: Page, office: string): Promise<void> {
  await page.goto(`${office}/services/sale-e-spazi/charges/affitto-della-sala`);
  await press(page, 'Apri al pubblico', '**/affitto-della-sala?done=opened');
  await page.goto(`${office}/services/sale-e-spazi`);
  await press(page, 'Apri al pubblico', '**/sale-e-spazi?done=opened');
}

/** From the page of the service to the receipt, by somebody who was never here. */
async function payAsGuest(browser: Browser, portal: TestPortal): Promise<void> {
  const { page, problems, close } = await openWatched(browser, portal, { width: phone });
  await page.goto(`${portal.address}/demo/services/sale-e-spazi`);
  await page.locator('a[href$="/affitto-della-sala"]').first().click();
  await page.fill('#debtor_name', 'Maria Rossi');
  const title = page.locator('#answer_titolo_del_concerto');
  assert.equal(await title.isVisible(), false, 'it is asked of concerts only');
  await page.getByText('Concerto', { exact: true }).click();
  assert.equal(await title.isVisible(), true);
  await title.fill('Requiem');
  await page.fill('#answer_numero_di_ospiti', '80');
  await page.fill('#answer_giorno_dell_evento', '31/12/2027');
  assert.equal(await sidewaysOverflow(page), 0);
  await follow(page, page.locator('button[name=next][value=pay]'));
  await page.fill('#email', 'guest@example.com');
  await page.check('#terms');
  await submitOf(page, '/start').click();
  await page.waitForURL(`${portal.sandboxAddress}/**`);
  await typeCard(page, cards.visa);
  await page.getByRole('button', { name: /^Pay / }).click();
  await page.getByRole('heading', { name: 'Payment received. Thank you!' }).waitFor();
  assert.match(await page.locator('main').innerText(), /€120\.50/);
  assert.deepEqual(problems, []);
  await close();
}

/** By keyboard, as somebody without a mouse does. */
async function press(page: Page, label: string, address: string): Promise<void> {
  await page.getByRole('button', { name: label, exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(address);
}

async function setAmount(page: Page, office: string): Promise<void> {
  await page.goto(`${office}/services/sale-e-spazi/charges/affitto-della-sala/amount`);
  await page.getByText('Sempre lo stesso importo').click();
  await page.fill('#amount_amount', '120,50');
  await press(page, 'Salva', '**/amount?saved=yes');
}

/** Adds a question of a kind; what is typed next goes into it. */
async function addQuestion(page: Page, kind: string, number: number): Promise<void> {
  await page.selectOption('#add_kind', kind);
  await page.getByRole('button', { name: 'Aggiungi', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.locator(`#field-${number - 1}:focus`).waitFor();
  // The question has the focus: the next stop is its first field.
  await page.keyboard.press('Tab');
}

async function buildForm(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await addQuestion(page, 'choice', 1);
  await page.keyboard.type('Tipo di evento');
  const preview = page.locator('[data-preview-here]');
  await preview.getByText('Tipo di evento').waitFor();
  await page.fill('#form_fields_0_options_0_label_it', 'Matrimonio');
  await page.fill('#form_fields_0_options_1_label_it', 'Concerto');
  await page.check('#form_fields_0_mandatory');
  await addQuestion(page, 'number', 2);
  await page.keyboard.type('Numero di ospiti');
  await addQuestion(page, 'text', 3);
  await page.keyboard.type('Titolo del concerto');
  await page.locator('#field-2 summary').first().click();
  await page.locator('#field-2').getByLabel('Tipo di evento: Concerto').check();
  await look('form-condition');
  await addQuestion(page, 'date', 4);
  await press(page, 'Salva', '**/form');
  await look('form-missing');
  await page.fill('#form_fields_3_label_it', 'Giorno dell’evento');
  await press(page, 'Salva', '**/form?saved=yes');
  await preview.getByText('Giorno dell’evento').waitFor();
}
