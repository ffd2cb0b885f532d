import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ConfigError, environmentSchema, parseConfig } from './config.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

interface Row {
  readonly variables: readonly string[];
  /** Null for a dash. */
  readonly byDefault: string | null;
  readonly values: string;
}

const quoted = (cell: string) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, text = '']) => text);

const table: readonly Row[] = readFileSync(`${ROOT}docs/configuration.md`, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, variables = '', byDefault = '', values = ''] = line.split('|');
    return { variables: quoted(variables), byDefault: quoted(byDefault)[0] ?? null, values };
  });
const rows = table.flatMap((row) => row.variables.map((variable) => [variable, row] as const));

function refusalOf(variable: string, value: string): string | null {
  try {
    parseConfig({ [variable]: value });
    return null;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // Others may be missing: those of an identity provider go together.
    return error.problems.find((problem) => problem.startsWith(variable)) ?? null;
  }
}

describe('docs/configuration.md', () => {
  it('has one row for each variable that the service reads, and no other', () => {
    expect(rows.map(([variable]) => variable).toSorted()).toEqual(
      Object.keys(environmentSchema.shape).toSorted(),
    );
  });

  it.each(rows)('gives the default value of %s', (variable, { byDefault }) => {
    const given: unknown = Reflect.get(environmentSchema.parse({}), variable);
    if (given === undefined) expect(byDefault).toBeNull();
    else if (variable.endsWith('_DIR'))
      expect(resolve(ROOT, byDefault ?? '')).toBe(resolve(ROOT, String(given)));
    else expect(byDefault).toBe(String(given));
  });

  it.each(rows)('gives the values that %s takes', (variable, { values }) => {
    const range = /^ ([\d ]+) à ([\d ]+) $/.exec(values);
    const isNumber = refusalOf(variable, 'x')?.includes('un nombre entier') === true;
    expect(range !== null, 'a range is given for a number, and only for a number').toBe(isNumber);
    if (range !== null) {
      const [minimum = '', maximum = ''] = range.slice(1).map((text) => text.replaceAll(' ', ''));
      expect(refusalOf(variable, '999999999')).toContain(`de ${minimum} à ${maximum} est attendu`);
      return;
    }
    const listed = quoted(values);
    for (const value of listed) expect(refusalOf(variable, value), value).toBeNull();
    if (listed.length > 1) expect(refusalOf(variable, 'autre chose')).not.toBeNull();
  });
});

describe('an identity provider', () => {
  const given = {
    PUBLIC_URL: 'https://essaimage.exemple.fr',
    OIDC_ISSUER: 'https://comptes.exemple.fr/realms/reseau',
    OIDC_CLIENT_ID: 'essaimage',
    OIDC_CLIENT_SECRET: 'secret',
    OIDC_ALLOWED: 'Marie@exemple.fr, 248289761001',
  };

  it('is off by default, and allows the listed accounts alone', () => {
    expect(parseConfig({}).openId).toBeNull();
    expect(parseConfig(given).openId?.allowed).toEqual(['marie@exemple.fr', '248289761001']);
  });

  it.each(Object.keys(given))('is refused without %s', (variable) => {
    expect(() => parseConfig({ ...given, [variable]: '' })).toThrow(variable);
  });

  it('is asked over https, but on this machine', () => {
    const withIssuer = (issuer: string) => () => parseConfig({ ...given, OIDC_ISSUER: issuer });
    expect(withIssuer('http://comptes.exemple.fr')).toThrow('https');
    expect(withIssuer('http://127.0.0.1:4000')).not.toThrow();
  });
});
