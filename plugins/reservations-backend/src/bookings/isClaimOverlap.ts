/** Whether the backstop against overlapping claims fired. */
export function isClaimOverlap(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as {
    code?: string;
    message?: string;
  };
  return code === '23P01' || message.includes('claim_no_overlap');
}
