import type {
  Certification,
  CertificationChange,
  CertificationHolding,
  HoldingRenewal,
  NewCertification,
  NewHolding,
} from '@callboard/backstage-plugin-reservations-common';
import { ifMatch } from '@callboard/backstage-plugin-reservations-common';
import { allPages } from '@callboard/frontend-kit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

const PAGE = 500;

/** What somebody can be certified for. */
export function useCertifications() {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.certifications, 'all'],
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/certifications', {
          params: { query: { cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

/** Who holds the certification of this name, as far as the caller may see it. */
export function useHoldings(certification: string) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.certifications, 'holdings', certification],
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/certification-holdings', {
          params: { query: { certification, cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

/** What the signed-in person is certified for. */
export function useMyCertifications() {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.certifications, 'mine'],
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/me/certifications', {
          params: { query: { cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

/** Bookings too: what changes marks them, or takes the mark away. */
function useCertificationMutation<I, O>(run: (input: I) => Promise<O>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      Promise.all(
        [queryKeys.certifications, queryKeys.bookings].map(queryKey =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

export function useDefineCertification() {
  const client = useReservationsClient();
  return useCertificationMutation(
    async (input: {
      certification: NewCertification;
      idempotencyKey: string;
    }): Promise<Certification> => {
      const { data } = await client.POST('/certifications', {
        params: { header: { 'Idempotency-Key': input.idempotencyKey } },
        body: input.certification,
      });
      return data!;
    },
  );
}

export function useUpdateCertification() {
  const client = useReservationsClient();
  return useCertificationMutation(
    async (input: {
      certification: Certification;
      change: CertificationChange;
    }) => {
      const { data } = await client.PATCH('/certifications/{id}', {
        params: {
          path: { id: input.certification.id },
          header: { 'If-Match': ifMatch(input.certification) },
        },
        body: input.change,
      });
      return data!;
    },
  );
}

export function useGrantCertification() {
  const client = useReservationsClient();
  return useCertificationMutation(
    async (input: {
      holding: NewHolding;
      idempotencyKey: string;
    }): Promise<CertificationHolding> => {
      const { data } = await client.POST('/certification-holdings', {
        params: { header: { 'Idempotency-Key': input.idempotencyKey } },
        body: input.holding,
      });
      return data!;
    },
  );
}

export function useRenewCertification() {
  const client = useReservationsClient();
  return useCertificationMutation(
    async (input: { id: string; renewal: HoldingRenewal }) => {
      const { data } = await client.POST('/certification-holdings/{id}/renew', {
        params: { path: { id: input.id }, header: {} },
        body: input.renewal,
      });
      return data!;
    },
  );
}

export function useRevokeCertification() {
  const client = useReservationsClient();
  return useCertificationMutation(
    async (input: { id: string; reason?: string }) => {
      const { data } = await client.POST(
        '/certification-holdings/{id}/revoke',
        {
          params: { path: { id: input.id }, header: {} },
          body: { reason: input.reason },
        },
      );
      return data!;
    },
  );
}

export function useImportHoldings(id: string) {
  const client = useReservationsClient();
  return useCertificationMutation(
    async (input: { csv: string; dryRun: boolean }) => {
      const { data } = await client.POST('/certifications/{id}/import', {
        params: { path: { id }, header: {} },
        body: input,
      });
      return data!;
    },
  );
}
