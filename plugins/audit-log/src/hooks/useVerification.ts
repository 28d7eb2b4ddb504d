import { useMutation } from '@tanstack/react-query';
import { useAuditLogClient } from './useAuditLogClient';

/** Checks every entry, when asked to. */
export function useVerification() {
  const client = useAuditLogClient();
  return useMutation({
    mutationFn: async () => {
      const { data } = await client.POST('/verify');
      return data!;
    },
  });
}
