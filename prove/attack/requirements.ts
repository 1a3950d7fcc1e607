/** The sixty items of the security requirements (OWASP ASVS 5.0) and the eighteen rules of the card industry, and what answers each. */

export type Requirement = {
  /** `1` to `60`, or `P1` to `P18`. */
  readonly item: string;
  readonly about: string;
  /** The numbers of the standard. */
  readonly standard: string;
  /** Attacks of this part, by their ids. */
  readonly attacks: readonly string[];
  /** Tests beside the code that hold the rest, as paths from the root. */
  readonly tests: readonly string[];
  /** What of it does not apply, or comes with which part; empty when nothing is left. */
  readonly left: string;
};

type More = {
  readonly attacks?: readonly string[];
  readonly tests?: readonly string[];
  readonly left?: string;
};

function row(item: string, standard: string, about: string, more: More): Requirement {
  const { attacks = [], tests = [], left = '' } = more;
  return { item, standard, about, attacks, tests, left };
}

const deployment = 'a matter of the deployment, described in docs/guides/run-it.md';

const security: readonly Requirement[] = [
  row('1', '1.1.1, 1.1.2', 'Decode once, before validation; encode at output', {
    attacks: ['decoded-once', 'odd-request-targets'], tests: ['src/web/html.test.ts'] }),
  row('2', '1.2.1, 1.2.3, 3.2.2', 'Encoding by context in the template; no raw markup', {
    attacks: ['script-in-every-stored-text', 'script-in-mails-and-receipts', 'free-payment-injection', 'office-script-in-stored-text'], tests: ['src/web/html.test.ts', 'test/tidy.test.ts'] }),
  row('3', '1.2.2, 3.7.2', 'Redirects only to listed hosts', { attacks: ['open-redirect', 'provider-page-elsewhere', 'host-header'] }),
  row('4', '1.2.4', 'SQL with parameters only', { attacks: ['sql-in-every-field'] }),
  row('5', '1.2.5', 'No shell', { left: 'nothing of src runs a shell or a program with words from outside' }),
  row('6', '1.2.10', 'Exports safe for spreadsheets', { attacks: ['office-formula-injection'], tests: ['src/exports/format/formats.test.ts'] }),
  row('7', '1.3.4, 5.3.1', 'No uploads of markup; uploads never in the root of the web', { attacks: ['hostile-logos', 'office-hostile-uploads'], tests: ['src/tickets/attachment.test.ts'] }),
  row('8', '1.3.6, 13.2.4, 15.3.2', 'Outgoing requests to providers only, without redirects', {
    attacks: ['no-outgoing-requests', 'provider-page-elsewhere', 'xml-includes'], left: 'addresses that organisations choose come with webhooks' }),
  row('9', '1.3.7', 'Templates are ours; organisations fill fields', { attacks: ['script-in-every-stored-text'] }),
  row('10', '1.3.11', 'One address of e-mail, nothing that ends a header', { attacks: ['mail-header-injection', 'assistance-mail-header-injection'], tests: ['src/core/email-address.test.ts'] }),
  row('11', '1.3.12', 'No pattern that long texts make slow', { attacks: ['long-texts-cost-no-time'] }),
  row('12', '1.4.2', 'Money in whole units with bounds', { attacks: ['database-refuses-too-much', 'amounts-beyond-measure'], tests: ['src/core/money.test.ts'] }),
  row('13', '1.5.1', 'No document types, entities or network for XML', { attacks: ['xml-entities', 'xml-includes'], tests: ['src/invoices/formats/hostile-files.test.ts'] }),
  row('14', '1.5.2, 1.5.3', 'JSON without dangerous names and depth', { attacks: ['notification-poison', 'mass-assignment'] }),
  row('15', '2.1, 2.2', 'One schema for each form, on the server', { attacks: ['parameter-pollution', 'mass-assignment', 'free-payment-price', 'currency-mix', 'due-price-tampered', 'cart-amounts-of-ones-own'], tests: ['src/web/form.test.ts', 'src/forms/read-answers.test.ts', 'src/services/price-of-free.test.ts'] }),
  row('16', '2.3.1', 'Steps in order', { attacks: ['return-forged', 'notification-lies', 'cart-with-what-was-withdrawn'], tests: ['src/payments/states.test.ts'] }),
  row('17', '2.3.2', 'Caps for each payment, day and payer', { attacks: ['office-own-approval', 'cart-overfull'], tests: ['test/attacks/card-testing.test.ts', 'src/services/price-of-free.test.ts'], left: 'a free payment has a most of its own; caps of a day or a payer are those of the provider' }),
  row('18', '2.3.3', 'One transaction for one operation', { tests: ['test/crash/kills.test.ts'] }),
  row('19', '2.3.4, 15.4.2', 'Scarce things are kept by constraints', { attacks: ['race-one-due-twenty-payers', 'race-one-form-two-contents', 'race-over-refund', 'office-over-refund', 'office-order-key', 'database-refuses-too-much', 'discount-overspent-by-race', 'race-both-ways-of-a-plan', 'race-one-due-in-ten-carts'] }),
  row('20', '2.3.5', 'Four eyes', { attacks: ['office-own-approval'], tests: ['src/office/accounts/accounts.test.ts', 'src/office/refunds/refund-pages.test.ts'] }),
  row('21', '2.4.1', 'Limits on what could be done too often', {
    attacks: ['brute-force-two-portals', 'brute-force-one-number', 'brute-force-proof', 'forwarded-for-spoofed', 'notice-numbers-guessed'], tests: ['test/attacks/card-testing.test.ts', 'src/web/routes/services/free-payments.test.ts'] }),
  row('22', '3.2.1, 5.4.1', 'What others made is confined when it is served', { attacks: ['hostile-logos', 'office-hostile-uploads'] }),
  row('23', '3.3.1 to 3.3.4', 'Cookies bound to host, path and site, out of reach of scripts', { attacks: ['cookie-flags', 'cookie-of-a-neighbour'] }),
  row('24', '3.4.1', 'HTTPS is kept to', { attacks: ['https-is-kept'] }),
  row('25', '3.4.2', 'No other origin is let in', { attacks: ['headers-of-every-answer'] }),
  row('26', '3.4.3, 3.4.7', 'A strict content security policy on every answer', {
    attacks: ['headers-of-every-answer', 'nothing-of-others-on-pages'], left: 'no nonce is needed where nothing is inline; reports are not collected' }),
  row('27', '3.4.4, 3.4.6, 3.4.8, 3.5.8', 'The other headers that confine pages', { attacks: ['headers-of-every-answer'] }),
  row('28', '3.5.1 to 3.5.3', 'Only our own pages post; opening an address changes nothing', {
    attacks: ['csrf-no-token', 'csrf-token-of-another-session', 'csrf-foreign-origin', 'csrf-simple-content-types', 'get-changes-nothing', 'office-csrf'], tests: ['src/web/csrf.test.ts'] }),
  row('29', '3.5.4', 'A host name of its own', { left: deployment }),
  row('30', '3.6.1', 'Nothing of third parties', { attacks: ['nothing-of-others-on-pages'], tests: ['test/browser/every-real-page.test.ts'] }),
  row('31', '4.1.1, 4.1.3', 'Content types with charset; proxies only when configured; other methods 405', {
    attacks: ['personal-pages-are-kept-by-nobody', 'forwarded-for-spoofed', 'method-override'], tests: ['test/attacks/addresses.test.ts'] }),
  row('32', '4.2.1', 'One strict reader of HTTP', { attacks: ['request-smuggling', 'malformed-requests'] }),
  row('33', '5.1.1, 5.2.1', 'Kinds, sizes and bombs of files', { attacks: ['archive-bombs', 'xml-entities', 'office-hostile-uploads'], tests: ['src/invoices/formats/read-archive.test.ts'] }),
  row('34', '5.2.4, 5.2.6', 'Quotas of uploads', { attacks: ['office-hostile-uploads'], tests: ['src/tickets/attachment.test.ts', 'test/journeys/help-and-assistance.test.ts'] }),
  row('35', '5.3.2', 'Files under names of our own', { attacks: ['path-traversal', 'office-hostile-uploads'], tests: ['src/tickets/attachment.test.ts'] }),
  row('36', '5.4.3', 'Scanning of uploads', { left: 'for whoever runs the portal: attachments are documents and pictures, saved by staff and never opened here' }),
  row('37', '6.2', 'Passwords', { attacks: ['office-session-outlived'], tests: ['src/office/sign-in/sign-in.test.ts'] }),
  row('38', '6.3.1, 6.1.1', 'Throttling without locking anybody out', { attacks: ['brute-force-proof', 'office-brute-force'], tests: ['test/attacks/guessing.test.ts', 'src/office/sign-in/sign-in.test.ts'] }),
  row('39', '6.3.2', 'No default accounts; second factors', { attacks: ['office-session-fixation', 'office-used-twice'], tests: ['src/office/roles.test.ts'] }),
  row('40', '6.3.7, 6.3.8', 'The same answer, and as soon, for what is known and what is not', {
    attacks: ['enumeration-by-answer', 'enumeration-by-timing', 'office-enumeration'], tests: ['test/attacks/guessing.test.ts'] }),
  row('41', '6.4', 'Links that reset', { attacks: ['office-used-twice'], tests: ['src/office/sign-in/sign-in.test.ts'] }),
  row('42', '6.5, 6.6.3', 'One-time codes', { attacks: ['office-used-twice', 'office-brute-force'], tests: ['src/office/sign-in/sign-in.test.ts'] }),
  row('43', '7.2.2 to 7.2.4', 'Sessions that nobody can choose or guess', { attacks: ['session-fixation', 'session-never-in-addresses', 'office-session-fixation', 'office-session-elsewhere'] }),
  row('44', '7.3, 7.4', 'Sessions end', { attacks: ['office-session-outlived'], tests: ['src/office/sign-in/sign-in.test.ts'] }),
  row('45', '7.5.1, 7.5.3', 'Signing in again before what matters', { attacks: ['office-step-up-bypass'], tests: ['src/office/roles.test.ts', 'src/office/sign-in/sign-in.test.ts'] }),
  row('46', '8.1 to 8.2.2, 8.4.1', 'Nobody reaches what is of others', {
    attacks: ['idor-other-organisation', 'idor-unknown-organisation', 'idor-sortable-ids', 'idor-other-dues', 'free-payment-of-others', 'notice-of-another-organisation', 'notice-tells-no-debtor', 'idor-receipt-code', 'idor-other-payer', 'ticket-link-guessing', 'office-idor', 'office-other-service', 'office-export-of-another', 'cart-of-another-visitor', 'cart-of-another-organisation'],
    tests: ['test/organisation-scope.test.ts', 'src/office/roles.test.ts'], left: 'keys come with the API' }),
  row('47', '8.2.3, 15.3.1, 15.3.3', 'Only listed fields in and out', { attacks: ['mass-assignment', 'free-payment-price', 'status-page-tells-nothing-personal', 'office-mass-assignment'] }),
  row('48', '8.3.2', 'A change of role counts at once', { attacks: ['office-session-outlived'], tests: ['src/office/sign-in/sign-in.test.ts'] }),
  row('49', '9, 11.2.4', 'One algorithm, constant time', { attacks: ['notification-forged'], tests: ['src/providers/sandbox/notifications.test.ts'] }),
  row('50', '11.3, 11.4.2, 11.5.1', 'Secrets sealed and long enough', { attacks: ['secrets-stay-secret', 'session-never-in-addresses'], tests: ['src/core/sealing.test.ts', 'src/core/id.test.ts'] }),
  row('51', '12.1 to 12.3', 'TLS', { tests: ['src/messages/send-mail.test.ts'], left: deployment }),
  row('52', '13.1.3, 13.2.6', 'Time-outs and pools of every dependency', { attacks: ['slow-requests-end'], tests: ['src/providers/http.test.ts'] }),
  row('53', '13.2.2, 13.3', 'Least rights; secrets nowhere in clear', { attacks: ['database-refuses-too-much', 'secrets-stay-secret', 'settings-refused-by-name'], tests: ['src/portal/key.test.ts'] }),
  row('54', '13.4', 'Nothing left about: no debug, stack, repository, map or banner', { attacks: ['forgotten-files', 'no-inside-in-answers', 'faults-tell-nothing', 'path-traversal'] }),
  row('55', '14.1, 14.2', 'Nothing personal in addresses or caches', { attacks: ['personal-pages-are-kept-by-nobody', 'last-four-at-most'], tests: ['src/privacy/privacy.test.ts'] }),
  row('56', '15.1, 15.2', 'Few, pinned dependencies', { tests: ['test/tidy.test.ts'] }),
  row('57', '15.3.4 to 15.3.7', 'The true origin; strict kinds; no polluted objects or parameters', { attacks: ['forwarded-for-spoofed', 'parameter-pollution', 'mass-assignment', 'notification-poison'] }),
  row('58', '16.1 to 16.3', 'What matters is logged', { attacks: ['refusals-are-logged', 'notification-replayed'], tests: ['src/audit/audit.test.ts'] }),
  row('59', '16.4', 'Lines of the log cannot be forged; append-only audit', { attacks: ['log-lines-cannot-be-forged', 'database-refuses-too-much'], tests: ['src/audit/audit.test.ts', 'test/operating/seals.test.ts'] }),
  row('60', '16.5', 'Faults fail closed and tell nothing', { attacks: ['faults-tell-nothing', 'books-stay-in-order'], tests: ['src/web/error-pages.test.ts'] }),
]; // prettier-ignore

const cardIndustry: readonly Requirement[] = [
  row('P1', 'SAQ A', 'Cards are typed on the page of the provider only, reached by a redirect', { attacks: ['no-place-for-cards', 'provider-page-elsewhere'] }),
  row('P2', '3.2.1', 'No field of ours takes a card', { attacks: ['no-place-for-cards', 'card-numbers-in-every-field'] }),
  row('P3', '3.2.1', 'Card numbers are noticed and not kept', {
    attacks: ['card-numbers-in-every-field', 'card-number-as-mail-address'], tests: ['src/web/card-number-guard.test.ts'],
    left: 'texts of imported invoices and their file names are kept as their suppliers wrote them' }),
  row('P4', '3.1.1', 'Of a card: brand and last four digits', { attacks: ['last-four-at-most'], left: 'stored cards come with a later part' }),
  row('P5', 'SAQ A', 'The way to the provider cannot be changed', { attacks: ['provider-page-elsewhere', 'mass-assignment', 'host-header'] }),
  row('P6', '6.4.3', 'No third party on any page; every script is known', { attacks: ['nothing-of-others-on-pages', 'no-place-for-cards'] }),
  row('P7', '11.6.1', 'A job elsewhere compares the pages', { left: 'for whoever runs the portal: it must not run where the portal does' }),
  row('P8', 'SAQ A', 'Organisations set logo, colours and texts, and nothing that runs', { attacks: ['hostile-logos', 'script-in-every-stored-text'] }),
  row('P9', '3.2.1', 'Of what providers send, known fields are kept', { attacks: ['card-data-from-provider'] }),
  row('P10', '3.2.1', 'No columns of card numbers in imported files', { left: 'statements and settlements come with a later part' }),
  row('P11', '2.2.2, 8', 'No default or common accounts', { attacks: ['office-session-fixation', 'office-used-twice'], tests: ['src/office/sign-in/sign-in.test.ts'] }),
  row('P12', '6.3.1, 6.3.3', 'Patches in time', { left: 'for whoever runs the portal; versions are pinned in package-lock.json' }),
  row('P13', '11.3.2', 'Nothing for a scan from outside to find', { attacks: ['forgotten-files', 'headers-of-every-answer', 'malformed-requests'], left: deployment }),
  row('P14', '12.8, 12.10.1', 'Papers of providers and of incidents', { left: 'for whoever runs the portal' }),
  row('P15', '3.2.1', 'Last four digits at most in receipts, mails and files', { attacks: ['last-four-at-most'] }),
  row('P16', '12.9', 'One merchant for one installation or account', { left: 'text of the guide to running it' }),
  row('P17', '6.5.5', 'Test and live are apart', { attacks: ['test-and-live-apart', 'notification-poison'] }),
  row('P18', '3.2.1', 'No pictures of cards in help and demo', { attacks: ['no-place-for-cards'], left: 'the help of the portal has no pictures' }),
]; // prettier-ignore

export const requirements: readonly Requirement[] = [...security, ...cardIndustry];

/** The items that an attack answers. */
export function requirementsOf(attack: string): string[] {
  return requirements.filter(({ attacks }) => attacks.includes(attack)).map(({ item }) => item);
}
