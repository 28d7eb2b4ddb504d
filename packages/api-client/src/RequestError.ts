/** Shape of the body with which Callboard's plugins refuse a request. */
export interface RefusalBody {
  error?: { name?: string; message?: string };
  fields?: { field: string; message: string }[];
}

/** What an API answered when it refused. */
export class RequestError<
  Body extends RefusalBody = RefusalBody,
> extends Error {
  /** The HTTP status. */
  readonly status: number;
  /** What is wrong with which field; of a 400. */
  readonly fields: { field: string; message: string }[];
  readonly requestId?: string;

  /** Whether the message says what stands in the way, as a policy's does. */
  get isExplained(): boolean {
    return false;
  }

  constructor(status: number, body: Body, requestId?: string) {
    super(body.error?.message ?? `The server answered ${status}`);
    this.name = body.error?.name ?? new.target.name;
    this.status = status;
    this.fields = body.fields ?? [];
    this.requestId = requestId;
  }
}
