import { tokenOf } from './tokenOf';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('tokenOf', () => {
  it.each([
    ['Bearer abc.def', 'abc.def'],
    ['bearer  abc', 'abc'],
    [basic('git:abc'), 'abc'],
    [basic('git:a:b'), 'a:b'],
    [basic(':abc'), 'abc'],
    [basic('abc:'), 'abc'],
    [basic('abc'), 'abc'],
    [basic('git:a b'), undefined],
    [basic('git:a\r\nb'), undefined],
    [basic(''), undefined],
    ['Basic', undefined],
    ['Basic !!!', undefined],
    ['Digest abc', undefined],
    ['Bearer', undefined],
    ['Bearer a b', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %j is %j', (authorization, token) => {
    expect(tokenOf({ headers: { authorization } })).toBe(token);
  });
});
