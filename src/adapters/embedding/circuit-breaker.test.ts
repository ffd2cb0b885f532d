import { describe, expect, it } from 'vitest';
import { CircuitBreaker } from './circuit-breaker.ts';

function createBreaker() {
  const clock = { now: 1_000 };
  const breaker = new CircuitBreaker({ failuresToOpen: 3, openMs: 100, now: () => clock.now });
  const fail = (times: number) => {
    for (let time = 0; time < times; time += 1) breaker.record(false);
  };
  return { breaker, clock, fail };
}

describe('the circuit breaker', () => {
  it('lets everything through until enough failures in a row', () => {
    const { breaker, fail } = createBreaker();
    fail(2);
    breaker.record(true);
    fail(2);
    expect(breaker.admit()).toBe('pass');
    fail(1);
    expect(breaker.admit()).toBe('refuse');
  });

  it('lets one trial through once its time is over, and refuses the others meanwhile', () => {
    const { breaker, clock, fail } = createBreaker();
    fail(3);
    clock.now += 99;
    expect(breaker.admit()).toBe('refuse');
    clock.now += 1;
    expect([breaker.admit(), breaker.admit(), breaker.admit()]).toEqual(['trial', 'refuse', 'refuse']);
  });

  it('closes when the trial succeeds, and counts failures afresh', () => {
    const { breaker, clock, fail } = createBreaker();
    fail(3);
    clock.now += 100;
    breaker.admit();
    breaker.endTrial(true);
    expect(breaker.admit()).toBe('pass');
    fail(2);
    expect(breaker.admit()).toBe('pass');
  });

  it('opens again for as long when the trial fails', () => {
    const { breaker, clock, fail } = createBreaker();
    fail(3);
    clock.now += 100;
    breaker.admit();
    breaker.endTrial(false);
    clock.now += 99;
    expect(breaker.admit()).toBe('refuse');
    clock.now += 1;
    expect(breaker.admit()).toBe('trial');
  });

  it('does not hear the calls that were under way when it opened', () => {
    const { breaker, clock, fail } = createBreaker();
    fail(3);
    breaker.record(true);
    expect(breaker.admit()).toBe('refuse');
    clock.now += 100;
    breaker.admit();
    breaker.record(true);
    expect(breaker.admit()).toBe('refuse');
  });
});
