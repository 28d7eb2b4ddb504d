import type { components, operations } from './generated/openapi';

type Schemas = components['schemas'];

/** Where events are sent, and which. */
export type Endpoint = Schemas['Endpoint'];
/** With its secret, which is shown once. */
export type CreatedEndpoint = Schemas['CreatedEndpoint'];
export type NewEndpoint = Schemas['NewEndpoint'];
export type EndpointChange = Schemas['EndpointChange'];
export type EndpointStatus = Schemas['EndpointStatus'];
export type EndpointAction = Schemas['EndpointAction'];
export type EndpointHealth = Schemas['EndpointHealth'];
export type HealthPoint = Schemas['HealthPoint'];
export type Scope = Schemas['Scope'];
export type ScopeKind = Scope['kind'];
/** The form of requests. */
export type Profile = Schemas['Profile'];
export type RotatedSecret = Schemas['RotatedSecret'];
export type ReplayRequest = Schemas['ReplayRequest'];
export type RedeliverRequest = Schemas['RedeliverRequest'];
export type Dashboard = Schemas['Dashboard'];

/** One event for one endpoint; stable over retries. */
export type Delivery = Schemas['Delivery'];
export type DeliveryDetail = Schemas['DeliveryDetail'];
export type DeliveryStatus = Schemas['DeliveryStatus'];
export type DeliveryReason = Schemas['DeliveryReason'];

/** One request of a delivery. */
export type Attempt = Schemas['Attempt'];
export type AttemptOutcome = Attempt['outcome'];
export type AttemptTrigger = Attempt['trigger'];
export type ErrorClass = Schemas['ErrorClass'];

/** What can be announced. */
export type EventType = Schemas['EventType'];
export type NewEventType = Schemas['NewEventType'];
/** What was announced, as its plugin published it. */
export type PublishedEvent = Schemas['Event'];

export type FieldError = Schemas['FieldError'];
export type ErrorBody = Schemas['ErrorBody'];

/** A page of a list; `nextCursor` is absent on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

export type WebhooksOperations = operations;
/** Everything in the document's `components/schemas`, by name. */
export type WebhooksSchemas = Schemas;
