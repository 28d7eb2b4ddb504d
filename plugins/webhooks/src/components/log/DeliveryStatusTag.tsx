import type { Delivery } from '@callboard/backstage-plugin-webhooks-common';
import { Status } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { deliveryState } from '../../lib/deliveryState';

/** How a delivery stands, with what the receiver last said: `500 Retrying`. */
export function DeliveryStatusTag(props: { delivery: Delivery }) {
  const { t } = useTranslation();
  const { state, tone, code, errorClass } = deliveryState(props.delivery);
  const word = t(`log.state.${state}`);
  let text: string = word;
  if (code !== undefined) text = `${code} ${word}`;
  else if (errorClass) text = `${t(`log.error.${errorClass}`)} · ${word}`;
  return <Status tone={tone}>{text}</Status>;
}
