/** An error whose message is all that the person at the terminal needs. */
export class UserError extends Error {
  get userMessage() {
    return this.message;
  }
}
