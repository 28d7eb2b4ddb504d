import type { components, operations } from './generated/openapi';

type Schemas = components['schemas'];

/** Something that was done, or tried; without what it changed. */
export type Entry = Schemas['Entry'];
/** With what it changed. */
export type EntryDetail = Schemas['EntryDetail'];
export type EntryKind = Schemas['Kind'];
export type Outcome = Schemas['Outcome'];
export type Severity = Schemas['Severity'];
/** What something was done to. */
export type Subject = Schemas['Subject'];
/** What else an entry is about, by what it is to it. */
export type Refs = Schemas['Refs'];

/** What a check of the whole chain has found. */
export type Verification = Schemas['Verification'];
export type Broken = Schemas['Broken'];
export type BrokenReason = Schemas['BrokenReason'];

/** What somebody may do, where, and through what. */
export type Right = Schemas['Right'];
export type RightRole = Schemas['RightRole'];
export type RightScope = Right['scope'];
export type RightSource = Right['through'];

/** A domain event, as its plugin's outbox delivers it. */
export type IngestedEvent = Schemas['IngestedEvent'];
/** An access to be recorded. */
export type NewAccess = Schemas['NewAccess'];

export type FieldError = Schemas['FieldError'];
export type ErrorBody = Schemas['ErrorBody'];

/** A page of a list; `nextCursor` is absent on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

export type AuditLogOperations = operations;
/** Everything in the document's `components/schemas`, by name. */
export type AuditLogSchemas = Schemas;
