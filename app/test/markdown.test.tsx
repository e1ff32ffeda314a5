// Somebody's Markdown becomes elements of ours, and nothing else.
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { Language } from '../src/i18n/index.tsx';
import { Markdown, pageOf, titleOf } from '../src/markdown/markdown.tsx';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

async function shown(text: string): Promise<HTMLElement> {
  const box = document.createElement('div');
  await act(async () =>
    createRoot(box).render(
      <Language locale="en">
        <Markdown text={text} />
      </Language>,
    ),
  );
  return box;
}

test('headings, lists, tables, quotes and code are what they say', async () => {
  const box = await shown(
    '# A\n\n- one\n- **two**\n\n1. x\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n> q\n\n```js\nlet x;\n```',
  );
  for (const element of ['h2', 'ul li', 'strong', 'ol li', 'table th', 'table td', 'blockquote', 'pre code'])
    expect(box.querySelector(element), element).not.toBeNull();
});

test('markup, scripts and pictures of others stay text', async () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'inline <b onclick=alert(1)>b</b>',
    '![p](https://evil.example/pixel.png)',
    '<style>*{display:none}</style>',
    '[a]: javascript:alert(1)\n\n[x][a]',
    '<svg><a href="javascript:alert(1)">x</a></svg>',
  ].join('\n\n');
  const box = await shown(hostile);
  for (const element of ['script', 'img', 'b', 'style', 'svg', 'iframe'])
    expect(box.querySelector(element), element).toBeNull();
  expect([...box.querySelectorAll('a')].map((a) => a.getAttribute('href'))).toEqual(['https://evil.example/pixel.png']);
  expect(box.textContent).toContain('<script>alert(1)</script>');
});

test('links say where they lead, and only pages are led to', async () => {
  const box = await shown(
    '[bank](https://evil.example/x) [b](javascript:alert(1)) [c](data:text/html,x) <https://a.example>',
  );
  const links = [...box.querySelectorAll('a')];
  expect(links.map((a) => a.textContent)).toEqual(['bank (evil.example)', 'https://a.example (a.example)']);
  for (const a of links) expect(a.rel).toContain('noopener');
  for (const bad of ['javascript:alert(1)', ' javascript:x', 'data:text/html,x', 'file:///etc/passwd', '//x', 'x'])
    expect(pageOf(bad), bad).toBeUndefined();
});

test('entities are characters, and what hides is shown', async () => {
  const box = await shown('a &amp; b &lt;i&gt; &#x202e;x &copy; `&amp;`');
  expect(box.textContent).toBe('a & b <i> \ufffdx &copy; &amp;');
});

test('what lies too deep is shown as it was written', async () => {
  const box = await shown(`${'> '.repeat(60)}deep`);
  expect(box.textContent).toContain('deep');
  expect(box.querySelectorAll('blockquote').length).toBeLessThanOrEqual(26);
});

test('a title is the first heading or line', () => {
  expect(titleOf('\n\n# Pay  the translators #\n\nx')).toBe('Pay  the translators');
  expect(titleOf('Just words\nmore')).toBe('Just words');
  expect(titleOf('\n \n')).toBeUndefined();
});
