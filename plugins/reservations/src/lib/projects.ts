import type {
  Budget,
  NewProject,
  Project,
  ProjectChange,
} from '@callboard/backstage-plugin-reservations-common';
import { inZone, toIso } from '@callboard/frontend-kit';

/** What is in the form. Instants are ISO 8601 in UTC; numbers as they are typed. */
export type ProjectValues = {
  code: string;
  title: string;
  description: string;
  /** Empty: of every site. */
  siteRef: string;
  holders: string[];
  kind: Budget['kind'];
  amount: string;
  currency: string;
  from: string;
  ends: boolean;
  until: string;
};

export function newProjectValues(options: {
  now: Date;
  zone: string;
  siteRef?: string;
}): ProjectValues {
  const day = inZone(options.now, options.zone).startOf('day');
  return {
    code: '',
    title: '',
    description: '',
    siteRef: options.siteRef ?? '',
    holders: [],
    kind: 'hours',
    amount: '100',
    currency: 'EUR',
    from: toIso(day),
    ends: true,
    until: toIso(day.plus({ years: 1 })),
  };
}

export function valuesOfProject(
  project: Project,
  options: { zone: string },
): ProjectValues {
  const { budget } = project;
  const from = inZone(project.from, options.zone);
  return {
    code: project.code,
    title: project.title,
    description: project.description ?? '',
    siteRef: project.siteRef ?? '',
    holders: project.holders,
    kind: budget.kind,
    amount: String(budget.amount),
    currency: budget.currency ?? 'EUR',
    from: project.from,
    ends: project.until !== undefined,
    until: project.until ?? toIso(from.plus({ years: 1 })),
  };
}

function budgetOf({ kind, amount, currency }: ProjectValues): Budget {
  return {
    kind,
    amount: Number(amount),
    ...(kind === 'money' ? { currency } : {}),
  };
}

export function toNewProject(values: ProjectValues): NewProject {
  return {
    code: values.code.trim(),
    title: values.title.trim(),
    description: values.description.trim() || undefined,
    siteRef: values.siteRef || undefined,
    holders: values.holders,
    budget: budgetOf(values),
    from: values.from,
    until: values.ends ? values.until : undefined,
  };
}

/** Only what differs; undefined where nothing does. */
export function toProjectChange(
  values: ProjectValues,
  project: Project,
): ProjectChange | undefined {
  const wanted: ProjectChange = {
    title: values.title.trim(),
    description: values.description.trim() || null,
    holders: values.holders,
    budget: budgetOf(values),
    from: values.from,
    until: values.ends ? values.until : null,
  };
  const before = {
    ...project,
    description: project.description ?? null,
    until: project.until ?? null,
    budget: budgetOf(valuesOfProject(project, { zone: 'UTC' })),
  };
  const changes = Object.entries(wanted).filter(
    ([name, value]) =>
      JSON.stringify(value) !==
      JSON.stringify(before[name as keyof typeof before]),
  );
  return changes.length > 0 ? Object.fromEntries(changes) : undefined;
}

/** An amount in the unit of a budget, as people write it. */
export function sayAmount(
  budget: Budget,
  amount: number,
  locale: string,
): string {
  return budget.kind === 'money'
    ? new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: budget.currency ?? 'EUR',
      }).format(amount)
    : `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(amount)} h`;
}

/** Shares of the budget, in per cent of the bar; more than all fills it. */
export function usageShares(
  budget: Budget,
  usage: { used: number; planned: number },
): { used: number; planned: number } {
  const all = Math.max(budget.amount, usage.used + usage.planned);
  const share = (amount: number) => (all === 0 ? 0 : (amount / all) * 100);
  return { used: share(usage.used), planned: share(usage.planned) };
}

export type ProjectPhase = 'archived' | 'over' | 'upcoming' | 'running';

export function phaseOf(
  { archived, from, until }: Pick<Project, 'archived' | 'from' | 'until'>,
  now: Date,
): ProjectPhase {
  if (archived) return 'archived';
  if (until !== undefined && Date.parse(until) <= now.getTime()) return 'over';
  return Date.parse(from) > now.getTime() ? 'upcoming' : 'running';
}
