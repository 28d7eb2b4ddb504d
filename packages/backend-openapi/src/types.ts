import {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { ErrorLike } from '@backstage/errors';
import type { Request, Response } from 'express';
import type { Refused } from './errors';
import type { IfMatch } from './ifMatch';
import type { OpenApiDocument } from './document';

export interface OpenApiRouterOptions {
  /** The parsed document; see {@link loadOpenApiDocument}. */
  document: OpenApiDocument;
  /** Its text. JSON is served as it stands at `/openapi.json`. */
  source?: string;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  /** The largest body, as body-parser writes it; `2mb` where not given. */
  bodyLimit?: string;
  /** Hears of each request that was refused for who it came from. */
  onRefused?(refusal: Refusal): void;
}

/**
 * A request that was refused for who it came from: nobody in particular (401),
 * somebody who may not (403), or somebody who must not know (a 404 for what is
 * there; see `refusing`). What is simply not there is no refusal.
 */
export interface Refusal {
  status: 401 | 403 | 404;
  error: ErrorLike;
  req: Request;
  /** Absent where nothing is at the path, or the caller is not known. */
  operation?: string;
  /** Absent with 401. */
  credentials?: CallerCredentials;
  refused?: Refused;
}

export type CallerCredentials = BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>;

type Empty = Record<never, never>;
type Given<T> = [Exclude<T, undefined>] extends [never]
  ? Empty
  : Exclude<T, undefined>;
type ParametersIn<Op, Where extends string> = Op extends {
  parameters: { [W in Where]?: infer P };
}
  ? Given<P>
  : Empty;

type Pascal<S extends string> = S extends `${infer A}-${infer B}`
  ? `${Capitalize<Lowercase<A>>}${Pascal<B>}`
  : Capitalize<Lowercase<S>>;
type Camel<S extends string> = Uncapitalize<Pascal<S>>;

/** The documented headers in camel case; `If-Match` as the version it names. */
export type HeadersOf<Op> = {
  [
    H in keyof ParametersIn<Op, 'header'> as Camel<H & string>
  ]: H extends 'If-Match' ? IfMatch : ParametersIn<Op, 'header'>[H];
};

type JsonIn<T> = T extends { content: { 'application/json': infer B } }
  ? B
  : undefined;

/** The body; `undefined` too where the document does not require one. */
export type BodyOf<Op> = Op extends { requestBody: infer R }
  ? JsonIn<R>
  : Op extends { requestBody?: infer R }
    ? JsonIn<Exclude<R, undefined>> | undefined
    : undefined;

/** What is known of a request before its headers, query and body are looked at. */
export interface AuthorizeRequest<Op> {
  params: ParametersIn<Op, 'path'>;
  credentials: CallerCredentials;
  req: Request;
  /** Aborted when the client goes away before it has its answer. */
  signal: AbortSignal;
}

/** A request that has passed every check, with defaults applied. */
export interface OperationRequest<Op> extends AuthorizeRequest<Op> {
  query: ParametersIn<Op, 'query'>;
  body: BodyOf<Op>;
  headers: HeadersOf<Op>;
}

type KnownKey<T> = keyof {
  [
    K in keyof T as string extends K ? never : number extends K ? never : K
  ]: T[K];
};
type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206;
type Responses<Op> = Op extends { responses: infer R } ? R : never;
type Documented<Op> = keyof Responses<Op> & SuccessStatus;
type IsUnion<T, U = T> = [T] extends [never]
  ? false
  : T extends unknown
    ? [U] extends [T]
      ? false
      : true
    : never;

type StatusPart<Op, S> =
  true extends IsUnion<Documented<Op>> ? { status: S } : { status?: S };
type BodyPart<R> = R extends { content: infer C }
  ? | ('application/json' extends keyof C
        ? { body: C['application/json']; stream?: undefined }
        : never)
    | ([Exclude<keyof C, 'application/json'>] extends [never]
        ? never
        : { body?: undefined; stream: ReplyStream })
  : { body?: undefined; stream?: undefined };
type EtagPart<R> = R extends { headers: infer H }
  ? 'ETag' extends KnownKey<H>
    ? { etag: number }
    : { etag?: number }
  : { etag?: number };

/**
 * An answer that is written bit by bit, in one of the documented types. When
 * `write` fails on the way, the connection is broken off: half an answer must
 * not look like a whole one.
 */
export interface ReplyStream {
  contentType: string;
  /** Writes to the end; ending the response is the router's. */
  write(res: Response): Promise<void>;
}

/**
 * A success answer as the document has it. `status` may be left out where the
 * document names one only; `etag` is the version, needed where an `ETag` is
 * documented.
 */
export type OperationReply<Op = unknown> = unknown extends Op
  ? {
      status?: number;
      body?: unknown;
      stream?: ReplyStream;
      etag?: number;
      headers?: Record<string, string>;
    }
  : {
      [S in Documented<Op>]: StatusPart<Op, S> &
        BodyPart<Responses<Op>[S]> &
        EtagPart<Responses<Op>[S]> & { headers?: Record<string, string> };
    }[Documented<Op>];

export type OperationHandle<Op> = (
  request: OperationRequest<Op>,
) => Promise<OperationReply<Op>>;

/**
 * `authorize` runs once the caller and the path are known and before anything
 * else of the request is looked at: who may not see or change the object hears
 * 404 or 403, whatever the body.
 */
export interface AuthorizedHandler<Op> {
  authorize?(request: AuthorizeRequest<Op>): Promise<void>;
  handle: OperationHandle<Op>;
}

export type Handler<Op> = OperationHandle<Op> | AuthorizedHandler<Op>;

/** A handler for each `operationId` of the document. */
export type Handlers<Operations> = {
  [Id in keyof Operations]: Handler<Operations[Id]>;
};
