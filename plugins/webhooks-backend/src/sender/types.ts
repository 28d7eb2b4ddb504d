/** Why there was no success, for the log and for statistics. */
export type ErrorClass =
  | 'http_status'
  | 'timeout'
  | 'address_refused'
  | 'dns'
  | 'connection'
  | 'tls'
  | 'protocol'
  | 'redirect'
  | 'unknown';

export interface SendRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Gives up early, for example when the backend stops. */
  signal?: AbortSignal;
}

export interface ReceivedResponse {
  status: number;
  headers: Record<string, string>;
  /** As much as was read, decoded leniently; never holds U+0000. */
  body: string;
  /** Whether there was more than was read. */
  truncated: boolean;
}

export interface SendError {
  errorClass: ErrorClass;
  /** Says what happened in one sentence; holds no header, body or query. */
  message: string;
  /** Trying again cannot help. */
  final: boolean;
}

export interface SendResult {
  durationMs: number;
  /** Present when the receiver answered, whatever it answered. */
  response?: ReceivedResponse;
  /**
   * Present when there was no complete answer, or when it is a failure for
   * another reason than its status; a 500 is a `response` without `error`.
   */
  error?: SendError;
}

/** Sends one POST. Resolves whatever the receiver does; never rejects. */
export interface Sender {
  send(request: SendRequest): Promise<SendResult>;
  close(): Promise<void>;
}
