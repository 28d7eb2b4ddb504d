import { gzipSync } from 'node:zlib';
import request from 'supertest';
import {
  fieldsOf,
  ID,
  note,
  notes,
  notesHandlers,
} from './__testUtils__/callNotes';
import { notesDocument } from './__testUtils__/notes';
import { MOUNT, serve } from './__testUtils__/serve';

describe('what is asked', () => {
  describe('headers', () => {
    it.each([
      ['"3"', '3'],
      ['W/"4"', '4'],
      ['*', '*'],
    ])('reads If-Match: %s', async (given, read) => {
      const response = await notes()
        .patch(`${MOUNT}/notes/${ID}`)
        .set('If-Match', given)
        .send({ title: 'x' });
      expect(response.headers['x-if-match']).toBe(read);
    });

    it('refuses an If-Match it cannot read', async () => {
      const response = await notes()
        .patch(`${MOUNT}/notes/${ID}`)
        .set('If-Match', '"one"')
        .send({ title: 'x' });
      expect(response.status).toBe(400);
      expect(Object.keys(fieldsOf(response))).toEqual(['header.If-Match']);
    });

    it('hands over and checks other documented headers', async () => {
      const createNote = jest.fn().mockResolvedValue({ body: note, etag: 1 });
      const post = (key: string) =>
        notes({ createNote })
          .post(`${MOUNT}/notes`)
          .set('Idempotency-Key', key)
          .send({ title: 'x' });
      expect((await post('once')).status).toBe(201);
      expect(createNote.mock.calls[0][0].headers).toEqual({
        idempotencyKey: 'once',
      });
      expect(fieldsOf(await post('x'.repeat(21)))).toEqual({
        'header.Idempotency-Key':
          'header.Idempotency-Key must not be longer than 20 characters',
      });
    });
  });

  describe('the query', () => {
    const list = (query: string) => notes().get(`${MOUNT}/notes${query}`);

    it.each([
      ['', { limit: 50 }],
      ['?limit=7&pinned=true', { limit: 7, pinned: true }],
      ['?tag=a', { limit: 50, tag: ['a'] }],
      ['?tag=a&tag=b,c', { limit: 50, tag: ['a', 'b,c'] }],
      ['?page=1&page=-2', { limit: 50, page: [1, -2] }],
      ['?tag=a+b%2Bc%C3%BC', { limit: 50, tag: ['a b+cü'] }],
      [
        '?since=2027-03-16T08:00:00%2B01:00',
        { limit: 50, since: '2027-03-16T08:00:00+01:00' },
      ],
    ])('%s is read as %j', async (query, read) => {
      const response = await list(query);
      expect(response.body).toEqual(read);
    });

    it.each([
      ['?limit=0', 'query.limit', 'must not be less than 1'],
      ['?limit=501', 'query.limit', 'must not be more than 500'],
      ['?limit=', 'query.limit', 'must be a whole number'],
      ['?limit=1.5', 'query.limit', 'must be a whole number'],
      ['?limit=1e2', 'query.limit', 'must be a whole number'],
      ['?limit=0x10', 'query.limit', 'must be a whole number'],
      [`?limit=${'9'.repeat(400)}`, 'query.limit', 'must be a whole number'],
      ['?limit=1&limit=2', 'query.limit', 'must be given once'],
      ['?pinned=1', 'query.pinned', 'must be true or false'],
      ['?pinned', 'query.pinned', 'must be true or false'],
      ['?page=1&page=x', 'query.page/1', 'must be a whole number'],
      ['?tag=', 'query.tag/0', 'must not be empty'],
      [
        '?tag=1&tag=2&tag=3&tag=4',
        'query.tag',
        'must not have more than 3 entries',
      ],
      ['?offset=1', 'query.offset', 'is not a known parameter'],
      ['?tag[]=1', 'query.tag[]', 'is not a known parameter'],
      ['?limit[gt]=1', 'query.limit[gt]', 'is not a known parameter'],
      ['?__proto__=1', 'query.__proto__', 'is not a known parameter'],
      ['?__proto__[x]=1', 'query.__proto__[x]', 'is not a known parameter'],
      ['?toString=1', 'query.toString', 'is not a known parameter'],
      ['?tag=%00', 'query.tag', 'must not contain a NUL character'],
      ['?tag=%ff', 'query.tag', 'must be percent-encoded UTF-8'],
      ['?tag=%ED%A0%80', 'query.tag', 'must be percent-encoded UTF-8'],
      ['?tag=%', 'query.tag', 'must be percent-encoded UTF-8'],
      [
        '?since=2027-02-30T08:00:00Z',
        'query.since',
        'must be a date and time with a zone, for example 2027-03-16T08:00:00Z, from 1970 to 2200',
      ],
    ])('%s is refused', async (query, field, problem) => {
      const response = await list(query);
      expect(response.status).toBe(400);
      expect(fieldsOf(response)).toEqual({ [field]: `${field} ${problem}` });
      expect(response.body.error.message).toBe(`${field} ${problem}`);
    });
  });

  describe('the body', () => {
    const post = (body: object) => notes().post(`${MOUNT}/notes`).send(body);

    it.each<[object, string, string]>([
      [{}, 'title', 'is required'],
      [{ title: 7 }, 'title', 'must be text'],
      [{ title: null }, 'title', 'must be text'],
      [{ title: '' }, 'title', 'must not be empty'],
      [{ title: '  ' }, 'title', 'must not be blank'],
      [
        { title: 'x'.repeat(21) },
        'title',
        'must not be longer than 20 characters',
      ],
      [{ title: 'x', nope: 1 }, 'nope', 'is not a known field'],
      [{ title: 'x', colour: 'blue' }, 'colour', 'must be red or green'],
      [
        { title: 'x', size: 10 },
        'size',
        'must be any or a whole number from 1 to 9',
      ],
      [
        { title: 'x', owner: 'me' },
        'owner',
        'must be text such as user:default/researcher or null',
      ],
      [
        { title: 'x', author: 'me' },
        'author',
        'is not in the right form, for example user:default/researcher',
      ],
      [
        { title: 'x', due: 'tomorrow' },
        'due',
        'must be a date and time with a zone, for example 2027-03-16T08:00:00Z, from 1970 to 2200',
      ],
      [{ title: 'x', tags: 'a' }, 'tags', 'must be a list'],
      [
        { title: 'x', tags: ['a', 'toolong'] },
        'tags/1',
        'must not be longer than 5 characters',
      ],
      [
        { title: 'x', tags: ['a', 'b', 'a'] },
        'tags/2',
        'must not repeat another entry',
      ],
      [
        { title: 'x', extra: { 'a/b~c': -1 } },
        'extra/a/b~c',
        'must not be less than 0',
      ],
      [[], 'body', 'must be an object'],
    ])('%j is refused', async (body, field, problem) => {
      const response = await post(body);
      expect(response.status).toBe(400);
      expect(response.body.error.name).toBe('InputError');
      expect(fieldsOf(response)).toEqual({ [field]: `${field} ${problem}` });
    });

    it('is told all that is wrong with it', async () => {
      const response = await post({ colour: 1, tags: [1, 2], nope: true });
      expect(Object.keys(fieldsOf(response)).sort()).toEqual([
        'colour',
        'nope',
        'tags/0',
        'tags/1',
        'title',
      ]);
      expect(response.body.error.message).toMatch(/; and 2 more$/);
    });

    it('is told at most twenty things', async () => {
      const many = Object.fromEntries(
        Array.from({ length: 100 }, (_, i) => [`unknown${i}`, i]),
      );
      const response = await post({ title: 'x', ...many });
      expect(response.body.fields).toHaveLength(20);
    });

    it('may be compressed', async () => {
      const response = await notes()
        .post(`${MOUNT}/notes`)
        .set('Content-Type', 'application/json; charset=UTF-8')
        .set('Content-Encoding', 'gzip')
        .serialize(body => body)
        .send(gzipSync('{"title":"zipped"}') as unknown as object);
      expect(response.body.title).toBe('zipped');
    });

    it('may be left out where it is optional', async () => {
      const response = await notes().post(`${MOUNT}/notes/search`);
      expect(response.body).toEqual({ searched: 'nothing' });
    });

    it('has a limit', async () => {
      const app = serve(notesDocument(), notesHandlers(), { bodyLimit: '1kb' });
      const response = await request(app)
        .post(`${MOUNT}/notes`)
        .send({ title: 'x'.repeat(2000) });
      expect(response.status).toBe(413);
      expect(response.body.error).toEqual({
        name: 'PayloadTooLargeError',
        message: 'The body must not be larger than 1kb',
      });
    });

    it('has a limit of its own where an operation asks for one', async () => {
      const document = notesDocument();
      const notesPath = document.paths['/notes'] as { post: object };
      Object.assign(notesPath.post, { 'x-body-limit': '2mb' });
      const app = serve(document, notesHandlers(), { bodyLimit: '1kb' });
      const post2k = await request(app)
        .post(`${MOUNT}/notes`)
        .send({ title: 'x', text: 'x'.repeat(2000) });
      expect(post2k.status).not.toBe(413);
      const search = await request(app)
        .post(`${MOUNT}/notes/search`)
        .send({ words: 'x'.repeat(2000) });
      expect(search.status).toBe(413);
      Object.assign(notesPath.post, { 'x-body-limit': 'much' });
      expect(() => serve(document, notesHandlers())).toThrow('x-body-limit');
    });
  });
});
