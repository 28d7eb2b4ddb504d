import type { Endpoint } from '@callboard/backstage-plugin-webhooks-common';
import { Status } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { endpointState } from '../../lib/endpointState';

/** How an endpoint is, in a word with its colour. */
export function EndpointStatusTag({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation();
  const { state, tone } = endpointState(endpoint);
  return <Status tone={tone}>{t(`endpoints.state.${state}`)}</Status>;
}
