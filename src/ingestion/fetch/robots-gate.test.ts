import { expect, it } from 'vitest';
import { judgeByRobots } from './robots-gate.ts';

const judge = (rules: string, path: string) =>
  judgeByRobots({ rules, product: 'Essaimage', url: `https://exemple.fr${path}` });
const isAllowed = (path: string, ...lines: readonly string[]) =>
  judge(['User-agent: *', ...lines].join('\n'), path).isAllowed;

it.each([
  ['/prive/page', ['Disallow: /prive'], false],
  ['/public', ['Disallow: /prive'], true],
  ['/prive', ['Disallow:'], true],
  ['/prive', ['Disallow: # /prive'], true],
  ['/prive', ['  disallow : /prive  # pour tous'], false],
  ['/prive/ouvert', ['Disallow: /prive', 'Allow: /prive/ouvert'], true],
  ['/prive/ouvert', ['Allow: /prive/ouvert', 'Disallow: /prive/*/x', 'Disallow: /'], true],
  ['/page', ['Disallow: /page', 'Allow: /page'], true],
  ['/a/b/c.pdf', ['Disallow: /*.pdf$'], false],
  ['/a/b/c.pdf?x=1', ['Disallow: /*.pdf$'], true],
  ['/aXbXb', ['Disallow: /a*b$'], false],
  ['/ab', ['Disallow: /a*b*b'], true],
  ['/aab', ['Disallow: /a*ab$'], false],
  ['/ab', ['Disallow: /ab*ab$'], true],
  ['/', ['Disallow: /$'], false],
  ['/x', ['Disallow: /$'], true],
  ['/liste?page=2', ['Disallow: /*?page='], false],
  ['/été', ['Disallow: /%c3%a9t%C3%A9'], false],
  ['/%c3%a9t%c3%a9', ['Disallow: /été'], false],
  ['/a%2fb', ['Disallow: /a%2Fb'], false],
  ['/x', [`Disallow: /${'*x'.repeat(4_000)}`], true],
  ['/x', [`Disallow: ${'*'.repeat(9_000)}x`], false],
])('judges %s by %j', (path, lines, expected) => {
  expect(isAllowed(path, ...lines)).toBe(expected);
});

it('obeys the groups that name it, merged, and those of everyone only without one', () => {
  const rules = [
    'User-agent: *',
    'Disallow: /',
    'User-agent: Autre',
    'User-agent: ESSAIMAGE/2.0',
    'Sitemap: https://exemple.fr/plan.xml',
    'Disallow: /un',
    'User-agent: Autre',
    'Disallow: /trois',
    'User-agent: essaimage',
    'Disallow: /deux',
  ].join('\r\n');
  const verdicts = ['/un', '/deux', '/trois', '/'].map((path) => judge(rules, path).isAllowed);
  expect(verdicts).toEqual([false, false, true, true]);
});

it('keeps the rules of an agent once, however often its group names it', () => {
  const agents = new Array<string>(20).fill('User-agent: *');
  expect(judge([...agents, ...new Array(1_000).fill('Allow: /')].join('\n'), '/').isAllowed).toBe(true);
});

it('never goes back over an address', () => {
  // A regular expression takes 10^16 steps here, longer than the time limit of a test on any machine.
  expect(isAllowed(`/${'x'.repeat(1_900)}`, 'Disallow: /*x*x*x*x*x*y')).toBe(true);
});

it('reads the delay that the site asks for', () => {
  expect(judge('User-agent: *\nCrawl-delay: 2.5', '/').delayS).toBe(2.5);
  expect(judge('User-agent: *\nCrawl-delay: x\nUser-agent: Autre\nCrawl-delay: 9', '/').delayS).toBe(0);
});

it('forbids everything when it has too many rules to read', () => {
  expect(isAllowed('/', ...new Array(10_001).fill('Allow: /'))).toBe(false);
  expect(isAllowed('/', ...new Array(10_000).fill('Allow: /'))).toBe(true);
});
