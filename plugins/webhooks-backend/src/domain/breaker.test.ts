import { afterOutcomes, allowance, HEALTHY } from './breaker';

const failure = { succeeded: 0, failed: 1, lastError: 'HTTP 503' };
const success = { succeeded: 1, failed: 0 };

describe('the breaker', () => {
  it('opens after five failures in a row, for longer and longer', () => {
    let state = HEALTHY;
    for (let at = 1; at <= 4; at++) {
      state = afterOutcomes(state, { at, ...failure });
      expect(allowance(state, at, 4)).toBe(4);
    }
    state = afterOutcomes(state, { at: 5, ...failure });
    expect(state).toMatchObject({ failingSince: 1, openUntil: 15_005 });
    expect(allowance(state, 15_004, 4)).toBe(0);
    expect(allowance(state, 15_005, 4)).toBe(1);

    state = afterOutcomes(state, { at: 20_000, ...failure });
    expect(state.openUntil).toBe(50_000);
    for (let n = 0; n < 20; n++) {
      state = afterOutcomes(state, { at: 60_000, ...failure });
    }
    expect(state.openUntil).toBe(360_000);
  });

  it('closes with one success, and remembers the failure', () => {
    let state = HEALTHY;
    for (let at = 1; at <= 9; at++) {
      state = afterOutcomes(state, { at, ...failure });
    }
    state = afterOutcomes(state, { at: 100, ...success });
    expect(state).toEqual({
      consecutiveFailures: 0,
      lastSuccessAt: 100,
      lastFailureAt: 9,
      lastError: 'HTTP 503',
    });
    expect(allowance(state, 100, 4)).toBe(4);
  });

  it('counts what ended together', () => {
    const state = afterOutcomes(HEALTHY, { ...failure, at: 1, failed: 5 });
    expect(allowance(state, 2, 4)).toBe(0);
  });
});
