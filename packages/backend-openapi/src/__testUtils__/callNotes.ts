import request from 'supertest';
import type { Handlers } from '../types';
import { notesDocument, type NotesOperations } from './notes';
import { serve } from './serve';

export const ID = '0d9f6c1e-5a1b-4c57-9f43-0a5b8f6b1c2d';
export const note = { id: ID, title: 'Hello' };

export function notesHandlers(
  overrides: Partial<Handlers<NotesOperations>> = {},
): Handlers<NotesOperations> {
  return {
    getNote: async () => ({ body: note, etag: 3 }),
    updateNote: async ({ body, headers }) => ({
      body: { ...note, ...body },
      headers: { 'x-if-match': String(headers.ifMatch) },
    }),
    deleteNote: async () => ({}),
    listNotes: async ({ query }) => ({ body: query }),
    createNote: async ({ body }) => ({ body: { ...note, ...body }, etag: 1 }),
    searchNotes: async ({ body }) => ({
      body: { searched: body ?? 'nothing' },
    }),
    ...overrides,
  };
}

export const notes = (overrides?: Partial<Handlers<NotesOperations>>) =>
  request(serve(notesDocument(), notesHandlers(overrides)));

export function fieldsOf(response: request.Response): Record<string, string> {
  return Object.fromEntries(
    (response.body.fields ?? []).map(
      (f: { field: string; message: string }) => [f.field, f.message],
    ),
  );
}
