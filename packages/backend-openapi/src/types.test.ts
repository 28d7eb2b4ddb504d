import type { NotesOperations } from './__testUtils__/notes';
import type { Handlers, OperationReply, OperationRequest } from './types';

type Request<Id extends keyof NotesOperations> = OperationRequest<
  NotesOperations[Id]
>;
type Reply<Id extends keyof NotesOperations> = OperationReply<
  NotesOperations[Id]
>;

const note = { id: 'x', title: 'y' };

/*
 * Checked by the compiler: each `@ts-expect-error` fails the type check where
 * the line below it is no error.
 */
describe('types', () => {
  it('gives handlers what the document says', () => {
    const read = (
      get: Request<'getNote'>,
      update: Request<'updateNote'>,
      list: Request<'listNotes'>,
      create: Request<'createNote'>,
      search: Request<'searchNotes'>,
    ) => {
      const id: string = get.params.id;
      const version: number | '*' = update.headers.ifMatch;
      const limit: number | undefined = list.query.limit;
      const tags: string[] | undefined = list.query.tag;
      const key: string | undefined = create.headers.idempotencyKey;
      const title: string = create.body.title;
      const nothing: undefined = get.body;
      const text: string | undefined = search.body?.text;
      const mistakes = [
        // @ts-expect-error the body of a search may be absent
        search.body.text,
        // @ts-expect-error not a documented parameter
        list.query.offset,
        // @ts-expect-error not a documented header
        create.headers.ifMatch,
        // @ts-expect-error a parameter of the path, not of the query
        get.query.id,
      ];
      return [id, version, limit, tags, key, title, nothing, text, mistakes];
    };
    expect(read).toBeInstanceOf(Function);
  });

  it('holds answers to the document', () => {
    const replies: [
      Reply<'getNote'>,
      Reply<'createNote'>,
      Reply<'deleteNote'>,
    ] = [{ body: note }, { status: 201, body: note, etag: 1 }, {}];
    // @ts-expect-error the title is missing
    const incomplete: Reply<'getNote'> = { body: { id: 'x' } };
    // @ts-expect-error the documented ETag is missing
    const untagged: Reply<'createNote'> = { body: note };
    // @ts-expect-error 204 has no body
    const wordy: Reply<'deleteNote'> = { body: note };
    // @ts-expect-error not a documented status
    const other: Reply<'getNote'> = { status: 201, body: note };
    expect([...replies, incomplete, untagged, wordy, other]).toHaveLength(7);
  });

  it('asks for every operation', () => {
    // @ts-expect-error all others are missing
    const handlers: Handlers<NotesOperations> = {
      deleteNote: async () => ({}),
    };
    expect(Object.keys(handlers)).toHaveLength(1);
  });
});
