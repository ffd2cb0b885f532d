/** The network between the service and PostgreSQL is slow, then a trickle, then a black hole, then breaks. */

import { setTimeout as sleep } from 'node:timers/promises';
import { measureReturn } from './measure-return.ts';
import { tryOnServer } from './server-trial.ts';
import { startTcpProxy, type TcpProxy, type Weather } from './tcp-proxy.ts';

const WEATHERS: readonly (readonly [string, Weather, number])[] = [
  ['300 ms de plus à chaque échange', { kind: 'latency', ms: 300 }, 8_000],
  ['4 ko/s par connexion', { kind: 'trickle', bytesPerSecond: 4_096 }, 8_000],
  ['Trou noir (plus rien ne passe)', { kind: 'black-hole' }, 12_000],
];
const RESETS = 10;
const BETWEEN_MS = 2_000;

/** One, once PostgreSQL runs. */
const proxies: TcpProxy[] = [];
const setWeather = (weather: Weather) => {
  for (const proxy of proxies) proxy.setWeather(weather);
};

try {
  await tryOnServer({
    title: 'PostgreSQL lent, muet, puis coupé',
    async databaseUrl(postgres) {
      const proxy = await startTcpProxy(postgres.port);
      proxies.push(proxy);
      return postgres.url.replace(`:${postgres.port}/`, `:${proxy.port}/`);
    },
    async fault({ report, services: [service] }) {
      const from = performance.now();
      for (const [name, weather, durationMs] of WEATHERS) {
        await sleep(BETWEEN_MS);
        setWeather(weather);
        await sleep(durationMs);
        setWeather({ kind: 'clear' });
        const { readyMs, answerMs } = await measureReturn(service?.address ?? '', performance.now());
        report.delay(`${name} : prêt ensuite`, readyMs);
        report.delay(`${name} : première réponse juste`, answerMs);
      }
      await sleep(BETWEEN_MS);
      for (let n = 0; n < RESETS; n += 1) {
        for (const proxy of proxies) proxy.resetAll();
        await sleep(150);
      }
      const { readyMs, answerMs } = await measureReturn(service?.address ?? '', performance.now());
      report.delay(`${RESETS} coupures au milieu des requêtes : prêt ensuite`, readyMs);
      report.delay(`${RESETS} coupures : première réponse juste`, answerMs);
      return { from, to: performance.now() };
    },
  });
} finally {
  for (const proxy of proxies) await proxy.close();
}
