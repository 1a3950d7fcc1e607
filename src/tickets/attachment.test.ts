import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAttachment, largestAttachment } from './attachment.ts';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
const pdf = Buffer.from('%PDF-1.4\n');

test('a file is what its first bytes say, whatever it is called', () => {
  const kinds = [png, jpeg, pdf].map((content) => {
    const checked = checkAttachment({ name: 'evil.exe.html', content });
    return typeof checked === 'string' ? checked : `${checked.type} ${checked.name}`;
  });
  assert.deepEqual(kinds, [
    'image/png evil-exe.png',
    'image/jpeg evil-exe.jpg',
    'application/pdf evil-exe.pdf',
  ]);
});

test('anything else, nothing at all and too much are refused', () => {
  const check = (content: Buffer) => checkAttachment({ name: 'a.pdf', content });
  for (const text of ['<html>', '<svg xmlns=', 'PK\u0003\u0004', ' %PDF-1.4', 'GIF89a', '%PD']) {
    assert.equal(check(Buffer.from(text)), 'wrong_type', text);
  }
  assert.equal(check(Buffer.alloc(0)), 'empty');
  const large = Buffer.concat([pdf, Buffer.alloc(largestAttachment)]);
  assert.equal(check(large), 'too_large');
});

test('names keep letters of any language and nothing that a header, a path or a shell would read', () => {
  const nameOf = (name: string): string => {
    const checked = checkAttachment({ name, content: pdf });
    return typeof checked === 'string' ? checked : checked.name;
  };
  assert.equal(nameOf('Ricevuta è qui.pdf'), 'Ricevuta-è-qui.pdf');
  assert.equal(nameOf('../../etc/passwd'), 'passwd.pdf');
  assert.equal(nameOf('C:\\temp\\foto.JPG'), 'foto.pdf');
  assert.equal(nameOf('a"\r\nSet-Cookie: x=1'), 'a-Set-Cookie-x-1.pdf');
  assert.equal(nameOf(''), 'file.pdf');
  assert.equal(nameOf('\u202egnp.exe'), 'gnp.pdf');
  assert.equal(nameOf('x'.repeat(500)).length, 64);
});
