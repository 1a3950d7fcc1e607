import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testBrowser } from './browser.ts';

test('the test browser shows a page and keeps its content security policy', async (t) => {
  const browser = await testBrowser(t);
  const page = await browser.newPage();
  const policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">';
  await page.route('http://page.test/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `${policy}<h1>Quiet</h1><script>document.querySelector('h1').textContent='Loud'</script>`,
    }),
  );
  await page.goto('http://page.test/');
  assert.equal(await page.textContent('h1'), 'Quiet');
});
