import fc from 'fast-check';
import { readPeopleText } from './peopleText';

const kinds = (text: string) =>
  readPeopleText(text).map(({ kind, text: said }) => [kind, said]);

describe('a pasted list of people', () => {
  it('holds addresses, names and refs, however they are separated', () => {
    expect(
      kinds(
        'ada@example.com, researcher;user:default/developer\ngroup:lab  team-lead\n',
      ),
    ).toEqual([
      ['email', 'ada@example.com'],
      ['name', 'researcher'],
      ['ref', 'user:default/developer'],
      ['ref', 'group:lab'],
      ['name', 'team-lead'],
    ]);
  });

  it('takes the address of what a mail program copies', () => {
    expect(
      readPeopleText('"Researcher" <Researcher@Example.com>, Lab <lab@x.org>'),
    ).toEqual([
      {
        text: 'Researcher@Example.com',
        kind: 'email',
        email: 'researcher@example.com',
      },
      { text: 'lab@x.org', kind: 'email', email: 'lab@x.org' },
    ]);
  });

  it('completes refs, and knows what is no person and no group', () => {
    expect(readPeopleText('user:ada component:default/api a:b:c')).toEqual([
      { text: 'user:ada', kind: 'ref', ref: 'user:default/ada' },
      { text: 'component:default/api', kind: 'invalid' },
      expect.objectContaining({ text: 'a:b:c' }),
    ]);
  });

  it('names nobody twice', () => {
    expect(
      kinds('ada Ada user:ada user:default/ADA a@b A@B x:y:z x:y:z'),
    ).toHaveLength(4);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        for (const one of readPeopleText(text)) {
          expect(one.text.trim()).not.toBe('');
        }
      }),
    );
  });
});
