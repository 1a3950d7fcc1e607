/** One colour recolours every page, and only one that can be read. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { assert as checkProperty, integer, property } from 'fast-check';
import { sampleColours } from './gallery.ts';
import { checkColour, themeAddress, themeColour, themeStylesheet } from './theme.ts';

const css = ':root{--primary-40:#06c;--primary-32:#0052a3;--primary-92:#e0f0ff}';

test('a colour on which white text can be read is good', () => {
  for (const colour of ['#0066cc', '#0b6b4f', '#9b1c31', '#000', '#767676']) {
    assert.equal(checkColour(colour).kind, 'good', colour);
  }
});

test('a paler colour is refused, and the suggested one passes and is close to it', () => {
  for (const colour of ['#ffcc00', '#66ccff', '#f60', '#777777', '#ffffff']) {
    const check = checkColour(colour);
    assert(check.kind === 'too_pale', colour);
    assert.equal(checkColour(check.suggestion).kind, 'good', colour);
  }
  assert.deepEqual(checkColour('#777777'), {
    kind: 'too_pale',
    contrast: 4.478_089_453_577_214,
    suggestion: '#767676',
  });
});

test('whatever the colour, the answer is one that can be read', () => {
  const channel = integer({ min: 0, max: 255 });
  checkProperty(
    property(channel, channel, channel, (...parts) => {
      const colour = `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
      const check = checkColour(colour);
      if (check.kind === 'good') assert.equal(check.colour, colour);
      else assert(check.kind === 'too_pale' && checkColour(check.suggestion).kind === 'good');
    }),
  );
});

test('what is no colour is said to be none', () => {
  for (const text of ['', 'red', '#12', '#12345g', 'hsl(0, 0%, 0%)', '#000;}body{display:none}']) {
    assert.equal(checkColour(text).kind, 'not_a_colour', text);
  }
});

test('the stylesheet gives every step of the family, the colour itself in the middle', () => {
  assert.equal(
    themeStylesheet('#0b6b4f', css),
    ':root{--primary-40:#0b6b4f;--primary-32:#09563f;--primary-92:#d0faee}',
  );
});

test('only the address of a good colour, made for these styles, leads to a theme', () => {
  const address = themeAddress('#0b6b4f', css);
  assert.match(address, /^\/assets\/theme-0b6b4f-[0-9a-f]{16}\.css$/);
  assert.equal(themeColour(address, css), '#0b6b4f');
  assert.equal(themeColour(address, `${css}.new{}:root{--primary-50:#07f}`), null);
  assert.equal(themeColour(themeAddress('#ffcc00', css), css), null);
  assert.equal(themeColour('/assets/theme-0b6b4f-0000000000000000.css', css), null);
});

test('the palest sample of the gallery only just passes, so that its pages prove something', () => {
  const check = checkColour(sampleColours.at(-1) ?? '');
  assert(check.kind === 'good' && check.contrast < 4.7, JSON.stringify(check));
});
