// @ts-check
/** Keeps the preview beside an editor up to date with what is typed; without it a button does. */

for (const editor of document.querySelectorAll('[data-preview]')) {
  const form = editor.querySelector('form');
  const place = editor.querySelector('[data-preview-here]');
  if (form && place) follow(editor.getAttribute('data-preview') ?? '', form, place);
}

/**
 * Asks for the preview when nothing was typed for a moment; an answer that was overtaken is left.
 *
 * @param {string} address
 * @param {HTMLFormElement} form
 * @param {Element} place
 */
function follow(address, form, place) {
  let waiting = 0;
  let asked = 0;
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 300);
  });

  function ask() {
    asked += 1;
    const number = asked;
    const request = new XMLHttpRequest();
    request.open('POST', address);
    // The browser makes a document of the answer, in which no script runs.
    request.responseType = 'document';
    request.addEventListener('load', () => {
      const fresh = request.responseXML?.querySelector('[data-preview-here]');
      if (number !== asked || request.status !== 200 || !fresh) return;
      place.replaceChildren(...document.importNode(fresh, true).childNodes);
    });
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string') fields.append(name, value);
    }
    request.send(fields);
  }
}
