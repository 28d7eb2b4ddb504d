import { resourceFacts } from '../../__testUtils__/facts';
import {
  type CertificationFacts,
  certifications,
  type HeldCertification,
} from './certifications';
import type { PolicyFacts } from './types';

const at = (instant: string) => Date.parse(instant);
const OWNER = 'user:default/researcher';

const microscope = resourceFacts('microscope', {
  title: 'Microscope',
  policies: { certifications: ['Microscope-User'] },
});

const facts = (
  held: HeldCertification[] | undefined,
  more: Partial<PolicyFacts> = {},
): PolicyFacts =>
  ({
    resources: [microscope],
    time: {
      start: at('2027-03-15T09:00:00Z'),
      end: at('2027-03-15T12:00:00Z'),
    },
    booker: { owner: OWNER, groups: [] },
    certifications: new Map<string, CertificationFacts>(
      held
        ? [
            [
              'microscope-user',
              {
                title: 'Microscope user',
                grantedBy: ['user:default/campus-admin'],
                held,
              },
            ],
          ]
        : [],
    ),
    ...more,
  }) as PolicyFacts;

const held = (
  from: string,
  until?: string,
  revoked = false,
): HeldCertification => ({
  from: at(from),
  until: until === undefined ? undefined : at(until),
  revoked,
});

describe('certifications', () => {
  it('says nothing where nothing is asked, or nobody in particular', () => {
    const plain = resourceFacts('plain');
    expect(certifications(facts([], { resources: [plain] }))).toEqual([]);
    expect(certifications(facts([], { booker: undefined }))).toEqual([]);
  });

  it.each([
    ['for ever', held('2027-01-01T00:00:00Z')],
    ['exactly as long', held('2027-03-15T09:00:00Z', '2027-03-15T12:00:00Z')],
  ])('allows who holds it %s', (_, one) => {
    expect(certifications(facts([one]))).toEqual([
      { policy: 'certifications', result: 'allow' },
    ]);
  });

  it.each([
    ['certification_missing', []],
    [
      'certification_expired',
      [held('2026-03-01T00:00:00Z', '2027-03-01T00:00:00Z')],
    ],
    [
      'certification_expired',
      [held('2026-03-01T00:00:00Z', '2027-03-15T11:00:00Z')],
    ],
    ['certification_not_begun', [held('2027-03-15T10:00:00Z')]],
    ['certification_revoked', [held('2027-01-01T00:00:00Z', undefined, true)]],
  ])('denies with %s', (code, ones) => {
    const [verdict] = certifications(facts(ones));
    expect(verdict).toMatchObject({
      result: 'deny',
      code,
      resourceRef: 'resource:default/microscope',
      passes: 'Microscope user, which user:default/campus-admin can grant',
      facts: {
        title: 'Microscope',
        certification: 'Microscope user',
        by: 'user:default/campus-admin',
      },
    });
    expect(verdict.message).toMatch(/^Microscope needs Microscope user/);
  });

  it('says when it expired', () => {
    const [{ message }] = certifications(
      facts([held('2026-03-01T00:00:00Z', '2027-03-01T00:00:00Z')]),
    );
    expect(message).toBe(
      'Microscope needs Microscope user until the end of the booking, and that of user:default/researcher expired on 1 Mar 2027.',
    );
  });

  it('denies what nobody has defined, and what no person owns', () => {
    expect(certifications(facts(undefined))).toMatchObject([
      { code: 'certification_undefined' },
    ]);
    expect(
      certifications(
        facts([], { booker: { owner: 'group:default/lab', groups: [] } }),
      ),
    ).toMatchObject([{ code: 'certification_of_person' }]);
  });
});
