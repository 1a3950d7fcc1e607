/** A button that asks the browser for a passkey; it is there only with scripts, and where browsers know passkeys. */
import { html, type Html } from '../../web/html.ts';
import type { OfficeView } from '../office-view.ts';
import { signInTexts } from './sign-in.texts.ts';

/** @param question what `staff/passkeys.ts` made for the browser, as JSON */
export function passkeyButton(view: OfficeView, question: string, label?: string): Html {
  const t = signInTexts(view.language);
  return html`<input type="hidden" name="passkey" value="">
    <button type="submit" class="btn btn-outline-primary" data-passkey="${question}"
      data-problem="passkey-problem" hidden>${label ?? t('use_passkey')}</button>
    <p class="small text-danger" id="passkey-problem" role="status" hidden>${t('passkey_problem')}</p>`;
}
