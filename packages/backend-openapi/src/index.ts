export { createBodyChecker, type BodyChecker } from './createBodyChecker';
export {
  createErrorMiddleware,
  type ErrorAnswer,
  toErrorAnswer,
} from './errorMiddleware';
export { createOpenApiRouter } from './createOpenApiRouter';
export {
  follow,
  isObject,
  type Json,
  loadOpenApiDocument,
  type OpenApiDocument,
} from './document';
export * from './errors';
export { parseIfMatch, type IfMatch } from './ifMatch';
export { decodeCursor, encodeCursor } from './cursor';
export { paged } from './paged';
export { checkJson, checkText } from './hygiene';
export type {
  AuthorizeRequest,
  AuthorizedHandler,
  BodyOf,
  CallerCredentials,
  Handler,
  Handlers,
  HeadersOf,
  OpenApiRouterOptions,
  OperationHandle,
  OperationReply,
  OperationRequest,
  Refusal,
  ReplyStream,
} from './types';
