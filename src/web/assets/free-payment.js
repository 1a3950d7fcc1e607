// @ts-check
/** What scripts add to a free payment's form: fields show when they are asked, and the total is counted. */

for (const form of document.querySelectorAll('form')) {
  const conditions = [...form.querySelectorAll('[data-shown-when]')];
  const totals = [...form.querySelectorAll('[data-total]')];
  if (conditions.length === 0 && totals.length === 0) continue;
  for (const sentence of form.querySelectorAll('[data-when]')) {
    if (sentence instanceof HTMLElement) sentence.hidden = true;
  }
  const refresh = () => {
    for (const condition of conditions) {
      if (condition instanceof HTMLElement) showIfAsked(form, condition);
    }
    for (const total of totals) {
      if (total instanceof HTMLElement) showTotal(form, total);
    }
  };
  form.addEventListener('input', refresh);
  // A page that comes back from the browser's memory keeps what was typed, and tells nobody.
  addEventListener('pageshow', refresh);
  refresh();
}

/**
 * A field that has an error stays in sight whatever the answer before it: the server has asked for it.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement} condition
 */
function showIfAsked(form, condition) {
  /** @type {unknown} */
  const answers = JSON.parse(condition.dataset['shownIs'] ?? '[]');
  const given = answerOf(form, condition.dataset['shownWhen'] ?? '');
  const isAsked = given !== null && Array.isArray(answers) && answers.includes(given);
  condition.hidden = !isAsked && condition.querySelector('.invalid-feedback') === null;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {string | null} null when the field is not asked itself
 */
function answerOf(form, name) {
  const fields = [...form.querySelectorAll('input, select, textarea')].filter(
    (field) => field.getAttribute('name') === name,
  );
  if (fields.some((field) => field.closest('[data-shown-when][hidden]') !== null)) return null;
  return typedInto(new FormData(form), name);
}

/**
 * @param {FormData} data
 * @param {string} name
 */
function typedInto(data, name) {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} total
 */
function showTotal(form, total) {
  const counted = JSON.parse(total.dataset['total'] ?? '{}');
  const data = new FormData(form);
  const typed = typedInto(data, 'quantity');
  const quantity = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
  total.hidden = quantity < counted.least || quantity > counted.most;
  let minor = BigInt(counted.price) * BigInt(quantity);
  for (const name of new Set(data.getAll('options'))) {
    const option = typeof name === 'string' ? counted.options[name] : undefined;
    if (!option) continue;
    minor += BigInt(option.price) * BigInt(option.per === 'piece' ? quantity : 1);
  }
  const output = total.querySelector('output');
  if (output && !total.hidden) output.textContent = inWords(minor, counted);
}

/**
 * @param {bigint} minor
 * @param {{ locale: string, currency: string, digits: number }} counted
 * @returns {string} as the server writes amounts
 */
function inWords(minor, { locale, currency, digits }) {
  const size = String(minor).padStart(digits + 1, '0');
  const whole = size.slice(0, size.length - digits);
  const decimal = digits === 0 ? whole : `${whole}.${size.slice(-digits)}`;
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: 'always',
  });
  // Browsers format a decimal text exactly, however many digits it has.
  return isNumeric(decimal) ? format.format(decimal) : decimal;
}

/**
 * @param {string} text
 * @returns {text is `${number}`}
 */
function isNumeric(text) {
  return /^\d+(?:\.\d+)?$/.test(text);
}
