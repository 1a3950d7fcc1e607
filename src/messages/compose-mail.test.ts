import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Refusal } from '../core/errors.ts';
import { composeMail } from './compose-mail.ts';

const parts = {
  from: { name: 'Comune di Esempio', address: 'ricevute@comune.example' },
  to: 'chiara@example.it',
  messageId: '<msg_01k9zq4x7c@pay.example>',
  content: { language: 'it', subject: 'Ricevuta', text: 'ciao\n', html: '<p>ciao</p>' },
} as const;

test('a mail has one sender, one recipient and the Message-ID that it was given', () => {
  const mail = composeMail(parts);
  assert.equal(mail.to, 'chiara@example.it');
  assert.equal(mail.replyTo, null);
  assert.equal(mail.messageId, '<msg_01k9zq4x7c@pay.example>');
});

test('whatever could end a header or name a second recipient is refused', () => {
  const wrong = [
    { to: 'a@b.it,c@d.it' },
    { to: 'a@b.it\r\nBcc: c@d.it' },
    { to: 'Friends: a@b.it;' },
    { to: '' },
    { replyTo: 'a@b.it, c@d.it' },
    { from: { name: 'Comune\r\nBcc: c@d.it', address: 'a@b.it' } },
    { from: { name: 'Comune', address: 'a@b.it\n' } },
    { content: { ...parts.content, subject: 'Ricevuta\nBcc: c@d.it' } },
    { content: { ...parts.content, subject: 'Ricevuta\u2028' } },
    { messageId: 'msg_1@pay.example' },
    { messageId: '<msg_1@pay.example>\r\nX: y' },
    {
      attachments: [
        { name: 'a"\r\nX.pdf', type: 'application/pdf', content: new Uint8Array() } as const,
      ],
    },
    {
      attachments: [
        { name: '../a/b.pdf', type: 'application/pdf', content: new Uint8Array() } as const,
      ],
    },
  ];
  for (const change of wrong) {
    assert.throws(() => composeMail({ ...parts, ...change }), Refusal, JSON.stringify(change));
  }
});
