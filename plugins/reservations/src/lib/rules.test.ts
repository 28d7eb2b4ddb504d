import { inMinutes, inUnit, rulesOf, unitOf, withRule } from './rules';

describe('rules', () => {
  it('of a resource take the place of its type’s, one by one', () => {
    const type = { policyDefaults: { minMinutes: 30, maxMinutes: 60 } };
    expect(rulesOf({ policies: { maxMinutes: 90 } }, type)).toEqual({
      minMinutes: 30,
      maxMinutes: 90,
    });
    expect(rulesOf({ policies: {} }, undefined)).toEqual({});
  });

  it('are taken away as wholes', () => {
    expect(withRule({ minMinutes: 30 }, 'minMinutes', undefined)).toEqual({});
    expect(withRule({ minMinutes: 30 }, 'quotas', [])).toEqual({
      minMinutes: 30,
      quotas: [],
    });
  });

  it.each([
    [undefined, 'minutes'],
    [0, 'minutes'],
    [90, 'minutes'],
    [120, 'hours'],
    [1440, 'days'],
    [1500, 'hours'],
  ])('says %s minutes in %s', (minutes, unit) => {
    expect(unitOf(minutes)).toBe(unit);
  });

  it('counts in units and back', () => {
    expect(inUnit(90, 'hours')).toBe(1.5);
    expect(inMinutes(1.5, 'hours')).toBe(90);
  });
});
