// @ts-check
/**
 * What scripts add to pages that work without them: one click only, live states, copying, a
 * spelling hint.
 */

/** A form is sent once: a second click, or the way back and a click, does nothing. */
for (const form of document.querySelectorAll('form[data-guard]')) {
  form.addEventListener('submit', (event) => {
    if (form.hasAttribute('data-sent')) event.preventDefault();
    form.setAttribute('data-sent', '');
    // The clicked button's own value is read after this event, so the button is not disabled.
    for (const button of form.querySelectorAll('button'))
      button.setAttribute('aria-disabled', 'true');
  });
}

/**
 * A page that comes back from the browser's memory may be old news, and its forms must work again.
 */
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  if (document.querySelector('[data-live]')) location.reload();
  for (const form of document.querySelectorAll('form[data-sent]')) {
    form.removeAttribute('data-sent');
    for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled');
  }
});

const focused = document.querySelector('[data-focus]');
if (focused instanceof HTMLElement) focused.focus();

/** What the last step of a form was about. */
const next = document.getElementById(
  document.querySelector('[data-goto]')?.getAttribute('data-goto') ?? '',
);
if (next && !focused && document.activeElement === document.body) next.focus();

const live = document.querySelector('[data-live]');
if (live instanceof HTMLElement) void watch(live);

/**
 * Asks for the state every 2 seconds, later more rarely, and loads the page again when it has
 * changed.
 *
 * @param {HTMLElement} element
 */
async function watch(element) {
  const address = element.dataset['live'] ?? '';
  let pauseMs = 400;
  for (;;) {
    await new Promise((resolve) => {
      setTimeout(resolve, pauseMs);
    });
    if (document.hidden) continue;
    const state = await ask(address);
    if (state !== null && state !== element.dataset['liveState']) return location.reload();
    // Often at first, for receipts come at once; then slower, and a server in trouble still more rarely.
    pauseMs = Math.min(pauseMs * (state === null ? 2 : 1.25), state === null ? 30_000 : 5000);
  }
}

/**
 * @param {string} address
 * @returns {Promise<string | null>} null when there was no answer
 */
async function ask(address) {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } });
    if (!response.ok) return null;
    const { state } = await response.json();
    return typeof state === 'string' ? state : null;
  } catch {
    return null;
  }
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!(button instanceof HTMLElement) || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    void copy(button);
  });
}

/** @param {HTMLElement} button */
async function copy(button) {
  await navigator.clipboard.writeText(button.dataset['copy'] ?? '');
  const label = button.querySelector('[aria-live]');
  if (label) label.textContent = button.dataset['copied'] ?? '';
}

for (const button of document.querySelectorAll('button[data-print]')) {
  if (!(button instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    print();
  });
}

/** A link to a question opens it. */
addEventListener('hashchange', openTarget);
openTarget();
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}

for (const input of document.querySelectorAll('input[data-suggest-email]')) {
  if (input instanceof HTMLInputElement) suggestOnLeaving(input);
}

/** @param {HTMLInputElement} input */
function suggestOnLeaving(input) {
  const hint = document.createElement('p');
  hint.className = 'small mt-2 mb-0';
  hint.setAttribute('role', 'status');
  input.after(hint);
  input.addEventListener('change', () => {
    hint.replaceChildren();
    const meant = likelyAddress(
      input.value.trim(),
      (input.dataset['suggestEmail'] ?? '').split(' '),
    );
    if (meant === null) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-link p-0';
    button.textContent = (input.dataset['suggestion'] ?? '{email}').replace('{email}', meant);
    button.addEventListener('click', () => {
      input.value = meant;
      hint.replaceChildren();
      input.focus();
    });
    // Leaving the field is often a click on what stands below: it must not move away under the finger.
    setTimeout(() => hint.replaceChildren(button), 400);
  });
}

/**
 * A quick look before anything is sent; the server looks again (messages/typing-slip.ts). Few letters
 * changed, added, dropped or swapped.
 *
 * @param {string} address
 * @param {string[]} domains
 * @returns {string | null}
 */
function likelyAddress(address, domains) {
  const [local, domain = '', ...more] = address.toLowerCase().split('@');
  if (!local || domain.length < 4 || domain.length > 40 || more.length > 0) return null;
  if (domains.includes(domain)) return null;
  const near = domains
    .map((likely) => ({ likely, changes: changesBetween(domain, likely) }))
    .filter(({ likely, changes }) => changes <= (likely.length > 8 ? 2 : 1))
    .sort((one, other) => one.changes - other.changes);
  return near[0] ? `${address.slice(0, local.length)}@${near[0].likely}` : null;
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function changesBetween(one, other) {
  let [before, last] = [
    /** @type {number[]} */ ([]),
    Array.from({ length: other.length + 1 }, (_, index) => index),
  ];
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line[column] = Math.min(
        (line[column - 1] ?? 0) + 1,
        (last[column] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (before[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, last] = [last, line];
  }
  return last[other.length] ?? 0;
}
