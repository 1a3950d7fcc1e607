/** What people choose when twelve characters are asked for, and what guessing therefore begins with (ASVS 5.0, 6.2.4). */

const words = [
  'password', 'passphrase', 'passwort', 'contrasena', 'contraseña', 'parola', 'segreta', 'secreta', 'secret',
  'qwerty', 'qwertyuiop', 'asdfgh', 'asdfghjkl', 'zxcvbn', 'zxcvbnm', 'qazwsx', 'qazwsxedc', '1q2w3e4r', '1qaz2wsx', 'azerty',
  'admin', 'administrator', 'amministratore', 'administrador', 'welcome', 'benvenuto', 'bienvenido', 'changeme',
  'letmein', 'iloveyou', 'tiamo', 'teamo', 'sunshine', 'princess', 'football', 'baseball', 'monkey', 'dragon', 'master',
  'superman', 'batman', 'juventus', 'realmadrid', 'barcelona', 'napoli', 'inter', 'milan', 'forza', 'ciao', 'amore',
  'estate', 'inverno', 'primavera', 'autunno', 'verano', 'invierno', 'summer', 'winter', 'spring', 'autumn',
  'january', 'february', 'march', 'april', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
  'gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno', 'luglio', 'agosto', 'settembre', 'ottobre', 'novembre', 'dicembre',
  'enero', 'febrero', 'abril', 'mayo', 'junio', 'julio', 'septiembre', 'octubre', 'noviembre', 'diciembre',
  'login', 'access', 'accesso', 'acceso', 'comune', 'municipio', 'ayuntamiento', 'pagamenti', 'pagos', 'payment', 'payments', 'saldo',
  'abcdef', 'abcdefgh', 'abc', 'computer', 'internet', 'office', 'ufficio', 'oficina', 'temporary', 'temp', 'test', 'prova', 'prueba',
] as const; // prettier-ignore

/** Longest first, so that `qwertyuiop` is not left as `uiop`. */
const byLength = words.toSorted((one, other) => other.length - one.length);

const lookalikes: Readonly<Record<string, string>> = { '@': 'a', '0': 'o', '1': 'i', '3': 'e', '$': 's', '5': 's', '!': 'i' }; // prettier-ignore

/** Whether nothing but such words, years and punctuation is left of it: `Password2026!`, `Qwerty123456`. */
export function isCommonPassword(plain: string): boolean {
  const read = Array.from(plain, (character) => lookalikes[character] ?? character).join('');
  return [plain, read].some((text) => restOf(text).length < 4);
}

function restOf(text: string): string {
  const bare = byLength.reduce((left, word) => left.replaceAll(word, ''), text);
  return bare.replaceAll(/[^\p{L}]/gu, '');
}
