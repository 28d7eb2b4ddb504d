import type {
  Override,
  Request,
} from '@callboard/backstage-plugin-service-requests-common';
import { ServiceRequestsError } from '@callboard/backstage-plugin-service-requests-common';
import { useRef } from 'react';
import {
  useCreateRequest,
  useUpdateRequest,
} from '../../hooks/useRequestMutations';
import { changeBody, type Draft, requestBody } from '../../lib/draft';

const NONE: never[] = [];

/**
 * Hands a draft in or keeps it, as a new request or as a change of one. A retry
 * of the very same creates once: the key belongs to what is sent.
 */
export function useHandIn(options: {
  edited: Request | undefined;
  onDone: (request: Request) => void;
}) {
  const { edited, onDone } = options;
  const create = useCreateRequest();
  const update = useUpdateRequest();
  const sent = useRef({ body: '', key: '' });
  // Saved but refused at the submit: the next change is of what was saved.
  const saved = useRef(edited);

  function handIn(
    draft: Draft,
    title: string,
    how: { submit: boolean; override?: Override },
  ) {
    const done = { onSuccess: onDone };
    const of = saved.current;
    if (of) {
      update.mutate(
        {
          of,
          change: changeBody(draft, title),
          ...how,
          onSaved: request => {
            saved.current = request;
          },
        },
        done,
      );
      return;
    }
    const request = { ...requestBody(draft, title), ...how };
    const body = JSON.stringify(request);
    if (sent.current.body !== body) {
      sent.current = { body, key: crypto.randomUUID() };
    }
    create.mutate({ request, idempotencyKey: sent.current.key }, done);
  }

  const { error } = edited ? update : create;
  const refusal = error instanceof ServiceRequestsError ? error : undefined;
  return {
    handIn,
    error,
    isPending: create.isPending || update.isPending,
    refused: {
      fields: refusal?.fields ?? NONE,
      verdicts: refusal?.verdicts ?? NONE,
    },
    /** Somebody else has changed it since it was opened. */
    isStale: refusal?.status === 412,
  };
}
