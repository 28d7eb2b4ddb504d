import { AddressRefusedError } from './AddressRefusedError';
import type { ErrorClass, SendError } from './types';

const DNS_CODES = /^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL|EREFUSED|ETIMEOUT)/;
const TLS_CODES =
  /^(ERR_TLS_|ERR_SSL_|CERT_|EPROTO|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH|CRL_|INVALID_CA|PATH_LENGTH_|ERROR_IN_CERT_)/;
const PROTOCOL_CODES =
  /^(HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_|UND_ERR_INFO|ERR_STREAM_PREMATURE_CLOSE)/;
const TIMEOUT_CODES = /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/;
const CONNECTION_CODES =
  /^(ECONN|EPIPE|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM|EINVAL|UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_DESTROYED)/;

const WORDS: Record<ErrorClass, string> = {
  http_status: 'The receiver refused',
  timeout: 'The receiver took too long',
  address_refused: 'No delivery may go to this address',
  dns: 'The host’s name could not be resolved',
  connection: 'The connection could not be made or broke off',
  tls: 'No trusted TLS connection could be made',
  protocol: 'The answer was not proper HTTP',
  redirect: 'The answer is a redirect, which is not followed',
  unknown: 'The request could not be made',
};

/**
 * What an error of the HTTP client means. Only its code goes into the message:
 * the client's own words may quote what was sent or what an address answered.
 */
export function describeError(error: unknown): SendError {
  if (error instanceof AddressRefusedError) {
    return {
      errorClass: 'address_refused',
      message: error.message,
      final: true,
    };
  }
  const code = codeOf(error);
  // The parser's errors have no code of their own.
  const isParserError = (error as Error)?.name === 'HTTPParserError';
  const errorClass = isParserError ? 'protocol' : classOf(code);
  return {
    errorClass,
    message: code ? `${WORDS[errorClass]} (${code})` : WORDS[errorClass],
    final: false,
  };
}

function classOf(code: string): ErrorClass {
  if (DNS_CODES.test(code)) return 'dns';
  if (TIMEOUT_CODES.test(code)) return 'timeout';
  if (TLS_CODES.test(code)) return 'tls';
  if (PROTOCOL_CODES.test(code)) return 'protocol';
  if (CONNECTION_CODES.test(code)) return 'connection';
  return 'unknown';
}

/** The code of an error, or of the first of several attempts to connect. */
function codeOf(error: unknown): string {
  const { code, errors, cause } = (error ?? {}) as {
    code?: unknown;
    errors?: unknown[];
    cause?: unknown;
  };
  if (typeof code === 'string') {
    return code;
  }
  const inner = Array.isArray(errors) ? errors[0] : cause;
  return inner ? codeOf(inner) : '';
}
