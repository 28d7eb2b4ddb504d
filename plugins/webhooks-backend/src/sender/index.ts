export { AddressGuard } from './AddressGuard';
export { checkHeaders } from './checkHeaders';
export { checkUrl } from './checkUrl';
export { HttpSender } from './HttpSender';
export type {
  ErrorClass,
  ReceivedResponse,
  Sender,
  SendError,
  SendRequest,
  SendResult,
} from './types';
