import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeXml } from './escapeXml.js';
import { anyText } from './figures.fixture.js';

it('escapes markup', () => {
  expect(escapeXml(`<&"'>`)).toBe('&lt;&amp;&quot;&#39;&gt;');
  expect(escapeXml('4, 62 %, 手 🖊')).toBe('4, 62 %, 手 🖊');
});

it('replaces what XML cannot hold', () => {
  expect(escapeXml('a\u0000\u001b\ud800\uffffb\t\n')).toBe('a\uFFFD\uFFFD\uFFFD\uFFFDb\t\n');
});

it('leaves nothing of any text that could end an element or an attribute', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(escapeXml(text)).toMatch(/^([^<>"'&]|&(lt|gt|amp|quot|#39);)*$/u);
    }),
  );
});
