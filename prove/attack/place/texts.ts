/** Texts that mean something to a reader that takes them for more than text. */

/** The mark by which a text is found again wherever it got to. */
export const mark = 'zq7';

/** What a template would compute; its result stands nowhere by chance. */
const sum = '7919*7907';
export const computed = '62615533';

/** Each holds several; a line of settings takes two hundred characters. */
export const scripts = [
  `"><img src=x onerror=${mark}()>'><svg onload=${mark}()></title></textarea><script>${mark}()</script>`,
  `javascript:${mark}()//&lt;b&gt;<a href="javascript:${mark}()">{{${sum}}}\${${sum}}<%= ${sum} %>#{${sum}}${mark}\u202e\u2066<b>`,
];

export const statements = [
  "' or '1'='1",
  "'; select pg_sleep(5); --",
  "' || pg_sleep(5) || '",
  "1; update payments set state = 'paid'; --",
  '") or 1=1 --',
  "\\'; drop table dues; --",
  "' union select sealed_secrets from provider_accounts --",
  '%27%20or%20%271%27%3D%271',
  '$1',
  '{1,2}',
  '::text',
  '\u02bc or 1=1',
];

export const paths = [
  '../../../../etc/passwd',
  '..%2f..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  '..%252f..%252f..%252fetc%252fpasswd',
  '....//....//etc/passwd',
  '..%5c..%5c..%5cetc%5cpasswd',
  '%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd',
  '..%00/etc/passwd',
  'file:///etc/passwd',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  '..;/..;/etc/passwd',
];
