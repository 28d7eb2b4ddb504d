import type { Writer } from '@callboard/backend-database';

/**
 * Says of attempts that are still being sent that nobody waits for their answer.
 * Where somebody does after all, what it says takes the place of this.
 */
export async function interrupt(
  tx: Writer,
  attemptIds: string[],
): Promise<void> {
  if (attemptIds.length > 0) {
    await tx
      .knex('attempt')
      .whereIn('id', attemptIds)
      .where('outcome', 'sending')
      .update({
        outcome: 'interrupted',
        error_message:
          'The portal stopped before it knew the answer; the receiver may have got this',
      });
  }
}
