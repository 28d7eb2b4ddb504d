/** JSON as it is written down; plain enough for browsers and backends. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type JsonSchemaObject = { [key: string]: Json };

/** An event type as it is listed in the catalogue of event types. */
export interface EventTypeDefinition {
  /** For example `booking.started`. */
  type: string;
  title: string;
  description: string;
  /** JSON Schema (2020-12) of the event's `data`. */
  schema: JsonSchemaObject;
  /** An example of the event's `data`. */
  example: JsonSchemaObject;
}
