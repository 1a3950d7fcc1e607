/** Markup: everything put into it is text, whatever it looks like. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Content } from './html.ts';
import { attribute, escapeText, href, Html, html, join, unsafeHtml } from './html.ts';

/** Ways of writing script into a page that have worked somewhere. */
const attacks = [
  '<script>alert(1)</script>',
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '<svg/onload=alert(1)>',
  '" onmouseover="alert(1)',
  "' onfocus='alert(1)' autofocus='",
  '` onload=alert(1) `',
  '</title><script>alert(1)</script>',
  '</textarea><svg onload=alert(1)>',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<math><mtext></mtext><script>alert(1)</script></math>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '{{constructor.constructor("alert(1)")()}}',
  '\u0000<script>alert(1)</script>',
  '<ſcript>alert(1)</ſcript>',
];

test('a text put into an element or a quoted attribute opens no tag and closes no quote', () => {
  for (const attack of attacks) {
    const page = html`<p title="${attack}" lang='${attack}'>${attack}</p>`.toString();
    const values = page.replaceAll(/<p title="|" lang='|'>|<\/p>/g, '');
    assert.doesNotMatch(values, /[<>"'`]/, attack);
    assert.doesNotMatch(values, /&(?!(?:amp|lt|gt|quot|#39|#96);)/, attack);
  }
});

test('markup made by the template is not escaped again', () => {
  const inner = html`<b>${'a & b'}</b>`;
  assert.equal(html`<p>${inner}</p>`.toString(), '<p><b>a &amp; b</b></p>');
});

test('lists are joined, numbers shown, and what is absent leaves nothing', () => {
  const list: Content[] = [html`<i>1</i>`, 2, 3n, null, undefined, false, ['<']];
  assert.equal(html`${list}`.toString(), '<i>1</i>23&lt;');
  assert.equal(join(['a', null, 'b'], ', ').toString(), 'a, b');
});

test('nobody outside the template can make markup', () => {
  assert.throws(() => new Html(Symbol('html'), '<script>'), TypeError);
  assert.equal(unsafeHtml('<hr>').toString(), '<hr>');
});

test('an attribute is left out, bare or quoted; never an event handler or a style', () => {
  assert.equal(attribute('checked', true).toString(), ' checked');
  assert.equal(attribute('checked', false).toString(), '');
  assert.equal(attribute('data-name', '"x"').toString(), ' data-name="&quot;x&quot;"');
  for (const name of ['onclick', 'style', 'a b', 'x=y', 'A"']) {
    assert.throws(() => attribute(name, 'x'), TypeError, name);
  }
});

test('an address of ours, of the web, of mail or of a telephone may be linked to', () => {
  const good = ['/', '/p/1?language=it#x', '?a=1', '#main', 'https://pay.example.org/s/1'];
  for (const address of [...good, 'mailto:a@example.org', 'tel:+39046100']) {
    assert.equal(href(address), address);
  }
});

test('no other scheme may be linked to, however it is written', () => {
  const bad = [
    'javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)',
    'java\tscript:alert(1)', '\u0001javascript:alert(1)', 'data:text/html,<script>', 'vbscript:x',
    'blob:https://x', 'file:///etc/passwd', '//evil.example', '/\\evil.example', '\\\\evil.example',
    'evil.example', '',
  ]; // prettier-ignore
  for (const address of bad) assert.throws(() => href(address), TypeError, JSON.stringify(address));
});

test('escaping twice shows what was typed, and never undoes itself', () => {
  assert.equal(escapeText(escapeText('<')), '&amp;lt;');
});

test('the indentation of our own lines is not sent, and what a person wrote keeps its lines', () => {
  const page = html`<p>
    ${'one\n    two'}
  </p>`;
  assert.equal(page.toString(), '<p>\none\n    two\n</p>');
});
