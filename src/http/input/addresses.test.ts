import { expect, it } from 'vitest';
import { pathOfTarget } from './addresses.ts';

it.each([
  ['/themes?a=http://b.fr/c', '/themes?a=http://b.fr/c'],
  ['//themes', '//themes'],
  ['http://essaimage.example/themes?x', '/themes?x'],
  ['HTTPS://u:p@essaimage.example:8080/themes', '/themes'],
  ['http://essaimage.example', '/'],
  ['http://essaimage.example?x=/y', '/?x=/y'],
  ['http://[::1]:3000/', '/'],
  ['*', '/*'],
  ['', '/'],
])('reads the target %s as %s', (target, path) => {
  expect(pathOfTarget(target)).toBe(path);
});
