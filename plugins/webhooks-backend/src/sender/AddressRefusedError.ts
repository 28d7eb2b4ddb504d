/** Thrown instead of connecting to an address that no delivery may go to. */
export class AddressRefusedError extends Error {
  readonly name = 'AddressRefusedError';
}
