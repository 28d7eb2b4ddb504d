/** What is wrong with a line of an import, as a sentence for a person. */
export class LineError extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}
