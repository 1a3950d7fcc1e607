/** Unpacks the Chromium of the package into TMPDIR and prints its path; a process of its own, for its TMPDIR. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';

const packageFolder = dirname(
  dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
);
await inflate(join(packageFolder, 'bin', 'al2023.tar.br'));
console.log(await chromium.executablePath());
