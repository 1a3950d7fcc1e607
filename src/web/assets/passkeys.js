// @ts-check
/** Asks the browser for a passkey, or to make one, and sends its answer with the form around the button. */

for (const button of document.querySelectorAll('button[data-passkey]')) {
  if (!(button instanceof HTMLButtonElement) || !('PublicKeyCredential' in window)) continue;
  button.hidden = false;
  button.addEventListener('click', (event) => {
    event.preventDefault();
    void use(button);
  });
}

/** @param {HTMLButtonElement} button */
async function use(button) {
  const form = button.form;
  const field = form?.elements.namedItem('passkey');
  const problem = document.getElementById(button.dataset['problem'] ?? '');
  if (!form || !(field instanceof HTMLInputElement)) return;
  if (problem) problem.hidden = true;
  try {
    const options = JSON.parse(button.dataset['passkey'] ?? '{}');
    const credential =
      'rp' in options
        ? await navigator.credentials.create({
            publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
          })
        : await navigator.credentials.get({
            publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
          });
    if (!(credential instanceof PublicKeyCredential)) return;
    field.value = JSON.stringify(credential.toJSON());
    form.requestSubmit();
  } catch {
    // Closed by the person, or no key there: the page says so and nothing has happened.
    if (problem) problem.hidden = false;
  }
}
