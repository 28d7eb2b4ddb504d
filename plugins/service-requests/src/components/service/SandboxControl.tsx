import { Select } from '@backstage/ui';
import type {
  SandboxBehaviour,
  Service,
} from '@callboard/backstage-plugin-service-requests-common';
import { useTold } from '@callboard/frontend-kit';
import { useSetSandbox } from '../../hooks/useServiceChanges';
import { useTranslation } from '../../hooks/useTranslation';
import { Section } from './Section';

const BEHAVIOURS: readonly SandboxBehaviour[] = [
  'normal',
  'stuck',
  'degraded',
  'old-size',
  'window',
  'undeletable',
];

/** Tells the sandbox what becomes of this service, for those who try things out. */
export function SandboxControl({ service }: { service: Service }) {
  const { t } = useTranslation();
  const { told, failed } = useTold();
  const { mutate, isPending, variables } = useSetSandbox();
  const current = service.sandboxBehaviour ?? 'normal';
  const choose = (behaviour: SandboxBehaviour) =>
    mutate(
      { id: service.id, behaviour },
      {
        onSuccess: () =>
          told(
            t('service.behaviour.done', {
              name: service.title ?? service.name,
              behaviour: t(`service.behaviour.${behaviour}`),
            }),
          ),
        onError: error => failed(t('service.behaviour.notDone'), error),
      },
    );
  return (
    <Section title={t('service.behaviour')}>
      <p>{t('service.behaviour.text')}</p>
      <Select
        aria-label={t('service.behaviour')}
        selectionMode="single"
        isDisabled={isPending}
        options={BEHAVIOURS.map(id => ({
          id,
          label: t(`service.behaviour.${id}`),
        }))}
        value={isPending ? variables.behaviour : current}
        onChange={key => {
          const chosen = BEHAVIOURS.find(one => one === key);
          if (chosen && chosen !== current) choose(chosen);
        }}
      />
    </Section>
  );
}
