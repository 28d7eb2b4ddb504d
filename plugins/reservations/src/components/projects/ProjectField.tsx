import type {
  Project,
  Resource,
  ResourceType,
} from '@callboard/backstage-plugin-reservations-common';
import { Select, Text } from '@backstage/ui';
import { useLanguage } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useMe } from '../../hooks/useMe';
import { useProjects } from '../../hooks/useProjects';
import { useTranslation } from '../../hooks/useTranslation';
import { phaseOf, sayAmount } from '../../lib/projects';
import { UsageBar } from './UsageBar';

const NONE = ' none';

/** Whether a rule of what is to be booked asks for a project. */
export function needsProject(
  resources: readonly Resource[],
  types: readonly ResourceType[],
): boolean {
  return resources.some(resource => {
    const type = types.find(({ name }) => name === resource.type);
    return (
      resource.policies?.projectRequired ??
      type?.policyDefaults.projectRequired ??
      false
    );
  });
}

/**
 * What a booking is charged to, of what its owner may charge to, each with what
 * is left of it. Nothing where they hold none and none is asked for.
 */
export function ProjectField(props: {
  /** Whose the booking is to be; who is signed in, where it is not said. */
  owner?: string;
  required: boolean;
  value: string | undefined;
  onChange: (code: string | undefined) => void;
}) {
  const { owner, required, value, onChange } = props;
  const { t } = useTranslation();
  const locale = useLanguage();
  const { data: me } = useMe();
  const holder = owner ?? me;
  const { data } = useProjects({ holder }, { enabled: holder !== undefined });
  const projects = useMemo(
    () =>
      (data ?? []).filter(
        project =>
          project.code === value || phaseOf(project, new Date()) !== 'over',
      ),
    [data, value],
  );
  const chosen = projects.find(({ code }) => code === value);
  if (projects.length === 0 && !value) {
    return required && data ? (
      <Text as="p" color="secondary">
        {t('projects.requiredNone')}
      </Text>
    ) : null;
  }
  const left = ({ budget, usage }: Project) =>
    t('projects.remaining', {
      amount: sayAmount(budget, usage.remaining, locale),
      budget: sayAmount(budget, budget.amount, locale),
    });
  return (
    <>
      <Select
        label={t('projects.field')}
        description={t(
          required && !value ? 'projects.required' : 'projects.fieldHint',
        )}
        placeholder={t('projects.choose')}
        options={[
          ...(required ? [] : [{ id: NONE, label: t('projects.none') }]),
          ...projects.map(project => ({
            id: project.code,
            label: `${project.title} (${project.code})`,
            description: left(project),
          })),
          ...(value && !chosen ? [{ id: value, label: value }] : []),
        ]}
        value={value ?? (required ? null : NONE)}
        onChange={key =>
          onChange(key === null || key === NONE ? undefined : String(key))
        }
      />
      {chosen && <UsageBar budget={chosen.budget} usage={chosen.usage} />}
    </>
  );
}
