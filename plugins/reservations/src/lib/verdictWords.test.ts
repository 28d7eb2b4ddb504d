import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type { TimeFormat } from '../hooks/useTimeFormat';
import type { Translate } from '../hooks/useTranslation';
import italian from '../translations/it';
import { verdictWords } from './verdictWords';

const messages: Record<string, string> = italian;

/** As i18next does it, in Italian. */
const t = ((key: string, values: Record<string, unknown> = {}) => {
  const plural = `${key}_${values.count === 1 ? 'one' : 'other'}`;
  return (messages[key] ?? messages[plural]).replace(
    /\{\{(\w+)\}\}/g,
    (_, one) => String(values[one]),
  );
}) as Translate;

const format = {
  time: (at: string) => `alle ${at.slice(11, 16)}`,
  duration: (ms: number) => `${ms / 3_600_000} h`,
  day: (at: string) => `il ${at.slice(8, 10)}`,
  locale: 'it',
} as unknown as TimeFormat;

const say = (verdict: Partial<Verdict>) =>
  verdictWords({ policy: 'a-rule', result: 'deny', ...verdict }, { t, format });

const title = 'GPU node 1';

describe('verdictWords', () => {
  it('says in the language of the screen what the facts say', () => {
    const facts = { title, minutes: 120 };
    expect(say({ code: 'too_long', facts, message: 'English' })).toEqual({
      message: 'GPU node 1 si prenota per al massimo 2 h alla volta.',
      passes: '2 h o meno',
    });
    expect(
      say({
        code: 'too_far_ahead',
        facts: { title, days: 1, until: '2027-03-15T10:00:00.000Z' },
      }),
    ).toEqual({
      message:
        'GPU node 1 si può prenotare con al massimo 1 giorno di anticipo.',
      passes: 'un inizio entro alle 10:00',
    });
  });

  it('says of what it is part of that it is out of service', () => {
    expect(
      say({
        code: 'resource_unavailable',
        facts: { title, cause: 'Rack A', reason: 'No power.' },
      }).message,
    ).toBe(
      'GPU node 1 fa parte di Rack A. Rack A non è disponibile. No power.',
    );
    expect(
      say({
        code: 'resource_unavailable',
        facts: { title, cause: title, reason: '' },
      }).message,
    ).toBe('GPU node 1 non è disponibile.');
  });

  it('says when the door opens or closes, or that it does not', () => {
    const facts = { title, site: 'Campus', rule: 'within' };
    const at = '2027-03-15T10:00:00.000Z';
    const door = (more: object) =>
      say({ code: 'outside_opening_hours', facts: { ...facts, ...more } })
        .message;
    expect(door({ opens: at })).toMatch(/Apre alle 10:00\.$/);
    expect(door({ closes: at })).toMatch(/Chiude alle 10:00\.$/);
    expect(door({})).toMatch(/È chiuso/);
  });

  it('says how much a quota leaves, and to whom', () => {
    const facts = {
      ...{ title, per: 'group', of: 'hours', in: 'week', who: 'group:x/chem' },
      ...{ amount: 40, used: 30, wanted: 12.5, left: 10 },
      day: '2027-03-15T12:00:00.000Z',
    };
    expect(say({ code: 'quota_group', facts })).toEqual({
      message:
        'Le persone di chem insieme: al massimo 40 h di GPU node 1 alla settimana; già prenotate 30 h nella settimana da il 15, e questa ne aggiunge 12.5 h.',
      passes: 'al massimo 10 h nella settimana da il 15',
    });
    expect(
      say({ code: 'quota_owner', facts: { ...facts, left: 0 } }).passes,
    ).toBe('un’altra settimana');
  });

  it('says what is left of a budget, in hours or money', () => {
    const facts = {
      project: 'Films (F-1)',
      amount: 12.5,
      left: 0,
      total: 1000,
    };
    expect(
      say({ code: 'project_overdrawn', facts: { ...facts, unit: 'h' } }),
    ).toEqual({
      message: 'Richiede 12,5 h, e a Films (F-1) restano 0 h di 1000 h.',
      passes: 'un altro progetto',
    });
    expect(
      say({ code: 'project_remaining', facts: { ...facts, unit: 'EUR' } })
        .message,
    ).toMatch(/restano 0,00\s€ di 1000,00\s€/);
  });

  it('says which certification is missing, and who grants it', () => {
    const facts = {
      ...{ title, certification: 'Laser safety' },
      ...{ person: 'user:default/ada', by: 'user:default/lab, group:x/safety' },
    };
    expect(say({ code: 'certification_missing', facts })).toEqual({
      message: 'GPU node 1 richiede Laser safety, che ada non ha.',
      passes: 'Laser safety, che può rilasciare lab, safety',
    });
    expect(
      say({
        code: 'certification_expired',
        facts: { ...facts, verb: 'expires', until: '2027-03-15T10:00:00.000Z' },
      }).message,
    ).toMatch(/quella di ada scade alle 10:00\.$/);
  });

  it('says whose access it is, where it is somebody else’s', () => {
    const facts = { title, person: '', until: '2027-03-15T10:00:00.000Z' };
    const ends = (more: object) =>
      say({ code: 'access_ends', facts: { ...facts, ...more } }).message;
    expect(ends({})).toBe('Il tuo accesso a GPU node 1 finisce alle 10:00.');
    expect(ends({ person: 'Researcher' })).toMatch(
      /^L’accesso di Researcher a GPU node 1/,
    );
  });

  it('leaves to the server what it has no words for', () => {
    const passes = 'A start from 2027-03-15T10:00:00.000Z';
    expect(say({ code: 'tuesday', message: 'Not today.', passes })).toEqual({
      message: 'Not today.',
      passes: 'A start from alle 10:00',
    });
    expect(say({ code: 'too_long', message: 'Too long.' }).message).toBe(
      'Too long.',
    );
    expect(say({}).message).toBe('a-rule');
  });
});
