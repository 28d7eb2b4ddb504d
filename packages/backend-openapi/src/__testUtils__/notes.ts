import { parse } from 'yaml';
import type { OpenApiDocument } from '../document';

/** A small document with each thing the router does. */
export const notesSource = `
openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
paths:
  /notes/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    get:
      operationId: getNote
      responses:
        '200':
          description: The note
          content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } }
    patch:
      operationId: updateNote
      parameters:
        - name: If-Match
          in: header
          required: true
          schema: { type: string, maxLength: 64 }
      requestBody: { $ref: '#/components/requestBodies/Change' }
      responses:
        '200':
          description: The note
          content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } }
    delete:
      operationId: deleteNote
      responses: { '204': { description: Gone } }
  /notes:
    get:
      operationId: listNotes
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 500, default: 50 } }
        - { name: pinned, in: query, schema: { type: boolean } }
        - { name: tag, in: query, schema: { type: array, maxItems: 3, items: { type: string, minLength: 1 } } }
        - { name: page, in: query, schema: { type: array, items: { type: integer } } }
        - { name: since, in: query, schema: { type: string, format: date-time } }
      responses:
        '200':
          description: Notes
          content: { application/json: { schema: { type: object } } }
    post:
      operationId: createNote
      parameters:
        - name: Idempotency-Key
          in: header
          schema: { type: string, minLength: 1, maxLength: 20 }
      requestBody: { $ref: '#/components/requestBodies/Change' }
      responses:
        '201':
          description: The note
          headers: { ETag: { schema: { type: string } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } }
  /notes/search:
    post:
      operationId: searchNotes
      requestBody:
        content: { application/json: { schema: { type: object, additionalProperties: false, properties: { text: { type: string } } } } }
      responses:
        '200':
          description: Notes
          content: { application/json: { schema: { type: object } } }
components:
  parameters:
    id: { name: id, in: path, required: true, schema: { $ref: '#/components/schemas/Id' } }
  requestBodies:
    Change:
      required: true
      content: { application/json: { schema: { $ref: '#/components/schemas/Change' } } }
  schemas:
    Id: { type: string, format: uuid }
    Colour: { type: string, enum: [red, green] }
    Person: { type: string, pattern: '^user:', examples: ['user:default/researcher'] }
    Change:
      type: object
      additionalProperties: false
      required: [title]
      minProperties: 1
      properties:
        title: { type: string, minLength: 1, maxLength: 20, pattern: '\\S' }
        colour: { $ref: '#/components/schemas/Colour', default: red }
        size: { oneOf: [{ const: any }, { type: integer, minimum: 1, maximum: 9 }] }
        owner: { anyOf: [{ $ref: '#/components/schemas/Person' }, { type: 'null' }] }
        author: { $ref: '#/components/schemas/Person' }
        due: { type: string, format: date-time }
        tags: { type: array, maxItems: 5, uniqueItems: true, items: { type: string, maxLength: 5 } }
        extra: { type: object, maxProperties: 3, additionalProperties: { type: integer, minimum: 0 } }
    Note:
      type: object
      required: [id, title]
      properties:
        id: { $ref: '#/components/schemas/Id' }
        title: { type: string }
`;

export function notesDocument(): OpenApiDocument {
  return parse(notesSource);
}

interface Note {
  id: string;
  title: string;
}
interface Change {
  title: string;
  colour?: 'red' | 'green';
}
interface Json<T> {
  headers: { [name: string]: unknown };
  content: { 'application/json': T };
}

/** As the generator would write it. */
export interface NotesOperations {
  getNote: {
    parameters: {
      query?: never;
      header?: never;
      path: { id: string };
      cookie?: never;
    };
    requestBody?: never;
    responses: { 200: Json<Note>; default: Json<unknown> };
  };
  updateNote: {
    parameters: {
      query?: never;
      header: { 'If-Match': string };
      path: { id: string };
    };
    requestBody: { content: { 'application/json': Change } };
    responses: { 200: Json<Note> };
  };
  deleteNote: {
    parameters: { query?: never; header?: never; path: { id: string } };
    requestBody?: never;
    responses: {
      204: { headers: { [name: string]: unknown }; content?: never };
    };
  };
  listNotes: {
    parameters: {
      query?: {
        limit?: number;
        pinned?: boolean;
        tag?: string[];
        page?: number[];
        since?: string;
      };
      header?: never;
      path?: never;
    };
    requestBody?: never;
    responses: { 200: Json<Record<string, unknown>> };
  };
  createNote: {
    parameters: {
      query?: never;
      header?: { 'Idempotency-Key'?: string };
      path?: never;
    };
    requestBody: { content: { 'application/json': Change } };
    responses: {
      201: {
        headers: { ETag: string; [name: string]: unknown };
        content: { 'application/json': Note };
      };
    };
  };
  searchNotes: {
    parameters: { query?: never; header?: never; path?: never };
    requestBody?: { content: { 'application/json': { text?: string } } };
    responses: { 200: Json<Record<string, unknown>> };
  };
}
