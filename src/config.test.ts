import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from './config.ts';

describe('parseConfig', () => {
  it('runs with nothing set, on the embedded database and the local model', () => {
    const config = parseConfig({});
    expect(config.store).toMatchObject({ dataDirectory: './data', databaseUrl: null });
    expect(config.http).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      corsOrigins: ['*'],
      trustProxy: false,
    });
    expect(config.embedding.modelDirectory).toMatch(/models\/e5-small-essaimage$/);
  });

  it('counts an empty variable as absent', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: '' })).toEqual(parseConfig({}));
  });

  it('reports every invalid variable at once, by name', () => {
    const parse = () =>
      parseConfig({ PORT: '80a', TRUST_PROXY: 'yes', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' });
    expect(parse).toThrow(ConfigError);
    try {
      parse();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      expect(error.problems.map((problem) => problem.split(' : ')[0]).sort()).toEqual([
        'DATABASE_URL',
        'LOG_LEVEL',
        'PORT',
        'TRUST_PROXY',
      ]);
    }
  });

  it.each([
    ['https://essaimage.example/', 'https://essaimage.example'],
    ['http://Exemple.fr:8080', 'http://exemple.fr:8080'],
  ])('reads the public address %s as %s', (given, expected) => {
    expect(parseConfig({ PUBLIC_URL: given }).http.publicUrl).toBe(expected);
  });

  it.each([
    [{ PUBLIC_URL: 'https://a.fr/outils' }, 'PUBLIC_URL : une adresse sans chemin est attendue'],
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'grpc n’est pas pris en charge'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL : Option invalide'],
    [{ OPERATOR_CONTACT: 'a' }, 'OPERATOR_CONTACT : Trop petit'],
  ])('explains why it refuses %j', (environment, reason) => {
    expect(() => parseConfig(environment)).toThrow(reason);
  });

  it('says that the model no longer runs on another machine, rather than load it here without a word', () => {
    for (const environment of [{ EMBEDDING_URL: 'http://a:3000' }, { SERVE_EMBEDDINGS: 'true' }]) {
      expect(() => parseConfig(environment)).toThrow(/(EMBEDDING_URL|SERVE_EMBEDDINGS) : n’existe plus/);
    }
    expect(() => parseConfig({ EMBEDDING_URL: '', SERVE_EMBEDDINGS: 'false' })).not.toThrow();
  });

  const REFUSED: Readonly<Record<string, readonly string[]>> = {
    PORT: ['0x10', '65536', '-1', '1.5', ' 80'],
    PUBLIC_URL: [
      ...['essaimage.example', 'ftp://a.fr', 'javascript:alert(1)', 'https://a.fr/?x', 'https://a.fr/#x'],
      ...['https://u:p@a.fr', 'https://a.fr/outils', 'https://a.fr//'],
    ],
    CORS_ORIGINS: ['collectivite.example', 'https://a.fr, b.fr', 'https://a.fr/chemin'],
    PEER_CONTACT: ['reseau', 'http://exemple.fr/', 'javascript:alert(1)', 'mailto:a@b.fr?bcc=c@d.fr'],
  };
  const refused = Object.entries(REFUSED).flatMap(([name, values]) => values.map((value) => [name, value]));
  it.each(refused)('refuses %s=%s', (name = '', value = '') => {
    expect(() => parseConfig({ [name]: value })).toThrow(name);
  });

  it.each([
    ['reseau@exemple.fr', { kind: 'mail', address: 'reseau@exemple.fr' }],
    ['mailto:reseau@exemple.fr', { kind: 'mail', address: 'reseau@exemple.fr' }],
    [
      'https://exemple.fr/demande?via=essaimage',
      { kind: 'form', address: 'https://exemple.fr/demande?via=essaimage' },
    ],
  ])('reads where to ask the network: %s', (given, expected) => {
    expect(parseConfig({ PEER_CONTACT: given }).operator.peerContact).toEqual(expected);
  });

  it('never quotes a refused key', () => {
    expect(() => parseConfig({ OIDC_CLIENT_SECRET: 'tres secrete' })).toThrow(ConfigError);
    expect(() => parseConfig({ OIDC_CLIENT_SECRET: 'tres secrete' })).not.toThrow('secrete');
  });

  it('reads a list of origins', () => {
    expect(parseConfig({ CORS_ORIGINS: 'https://a.fr/, https://b.fr,' }).http.corsOrigins).toEqual([
      'https://a.fr',
      'https://b.fr',
    ]);
  });
});

describe('traces', () => {
  const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://127.0.0.1:4318';

  it.each([
    ['nothing is set', {}, null],
    ['a collector is set', { OTEL_EXPORTER_OTLP_ENDPOINT }, 'http/protobuf'],
    ['a collector of traces is set', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://a:1/x' }, 'http/protobuf'],
    ['the exporter is set', { OTEL_TRACES_EXPORTER: 'otlp' }, 'http/protobuf'],
    [
      'the protocol is JSON',
      { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' },
      'http/json',
    ],
    ['the exporter is none', { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, null],
    ['OpenTelemetry is disabled', { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }, null],
  ])('are sent or not when %s', (_when, environment, expected) => {
    expect(parseConfig(environment).traceProtocol).toBe(expected);
  });
});
