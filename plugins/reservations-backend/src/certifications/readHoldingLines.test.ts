import { readHoldingLines } from './readHoldingLines';

const asks = (csv: string) =>
  readHoldingLines(csv, 'Europe/Rome').map(one => one.asks);

describe('readHoldingLines', () => {
  it('reads days in the site’s zone, the last one through its end', () => {
    expect(
      readHoldingLines(
        '\uFEFFPerson;validFrom;validUntil;evidence\r\n' +
          'researcher;2027-03-15;2028-03-15;https://training.example.com/1\r\n' +
          '\r\n' +
          'user:default/Colleague;;2028-01-01T00:00:00Z;\r\n',
        'Europe/Rome',
      ),
    ).toEqual([
      {
        line: 2,
        person: 'researcher',
        asks: {
          person: 'user:default/researcher',
          term: {
            from: Date.parse('2027-03-14T23:00:00Z'),
            until: Date.parse('2028-03-15T23:00:00Z'),
            evidence: 'https://training.example.com/1',
          },
        },
      },
      {
        line: 4,
        person: 'user:default/Colleague',
        asks: {
          person: 'user:default/colleague',
          term: {
            from: undefined,
            until: Date.parse('2028-01-01T00:00:00Z'),
            evidence: undefined,
          },
        },
      },
    ]);
  });

  it('reads what is quoted', () => {
    expect(
      asks('evidence,person\n"https://x.example.com/?a=1,2",one\n'),
    ).toEqual([
      {
        person: 'user:default/one',
        term: {
          from: undefined,
          until: undefined,
          evidence: 'https://x.example.com/?a=1,2',
        },
      },
    ]);
  });

  it.each([
    ['person\ngroup:default/lab', 'person must be a user'],
    ['person\n=cmd()', 'person must be a user'],
    [
      'person,validUntil\none,15.3.2028',
      'validUntil must be a day like 2027-03-15',
    ],
    [
      'person,validUntil\none,2027-02-30',
      'validUntil must be a day like 2027-03-15',
    ],
    ['person,validFrom\none,soon', 'validFrom must be a day like 2027-03-15'],
    [
      'person,evidence\none,http://x.example.com',
      'evidence must be an https address',
    ],
    [
      'person,evidence\none,javascript:alert(1)',
      'evidence must be an https address',
    ],
  ])('reports %j', (csv, problem) => {
    expect(asks(csv)).toEqual([{ problem }]);
  });

  it.each([
    ['who,when\none,two', "has a column 'who'"],
    ['validFrom\n2027-03-15', 'must have a column person'],
    ['person\n"one', 'is not readable'],
  ])('refuses %j altogether', (csv, message) => {
    expect(() => asks(csv)).toThrow(message);
  });
});
