import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type { ResourceFacts } from '../Inventory';
import {
  type Budget,
  chargeOf,
  elsewhere,
  sayAmount,
  sayMoney,
} from '../projectBudget';
import { timeFormat } from '../timeFormat';
import type { Policy, PolicyFacts, PlannedUse } from './types';

/** The project that a booking names, as far as its booker may know of it. */
export interface ProjectFacts {
  code: string;
  title: string;
  /** The only site it pays for. */
  site?: { id: string; title: string };
  /** Entity refs of users and groups. */
  holders: ReadonlySet<string>;
  /** Epoch milliseconds. */
  from: number;
  until?: number;
  archived: boolean;
  budget: Budget;
  /** What other bookings take, in the unit of the budget. */
  spent: number;
  /** What the bookings that are being replaced have taken up to now. */
  replaced: number;
}

type Said = Pick<
  Verdict,
  'code' | 'message' | 'passes' | 'facts' | 'resourceRef'
>;

/**
 * What is charged to a project is within its dates, on its site and within what
 * remains of its budget, and its owner is one of the project's holders. Where a
 * resource asks for a project, there is one.
 *
 * Whose project it is not hears the same as of a project that there is not. A
 * booking that takes no more than it did before is never refused for a budget:
 * giving back must be possible when too much was given.
 */
export const project: Policy = facts => {
  const { booker } = facts;
  if (!booker) {
    return [];
  }
  if (booker.project === undefined) {
    return facts.resources
      .filter(({ policies }) => policies.projectRequired)
      .map(resource => deny(missing(resource)));
  }
  const said = refusal(facts, booker.project, facts.project);
  if (said) {
    return [deny(said)];
  }
  return [
    {
      policy: 'project',
      result: 'allow',
      code: 'project_remaining',
      ...remaining(facts, facts.project!),
    },
  ];
};

function deny(said: Said): Verdict {
  return { policy: 'project', result: 'deny', ...said };
}

function missing({ title, entityRef }: ResourceFacts): Said {
  return {
    code: 'project_required',
    message: `${title} is booked on a project only.`,
    passes: 'A project that you hold',
    facts: { title },
    resourceRef: entityRef,
  };
}

function refusal(
  facts: PolicyFacts,
  code: string,
  found: ProjectFacts | undefined,
): Said | undefined {
  const { booker, resources } = facts;
  const isHolder = [booker!.owner, ...booker!.groups].some(ref =>
    found?.holders.has(ref),
  );
  if (!found || !isHolder) {
    return {
      code: 'project_unknown',
      message: `There is no project ${code} that ${booker!.owner} may charge to.`,
      passes: 'A project that they hold',
      facts: { project: code },
    };
  }
  if (found.archived) {
    return {
      code: 'project_archived',
      message: `${found.title} (${code}) is archived.`,
      passes: 'Another project',
      facts: { project: `${found.title} (${code})` },
    };
  }
  const away = elsewhere(resources, found.site?.id);
  if (away) {
    return {
      code: 'project_elsewhere',
      message: `${found.title} (${code}) pays for what is on ${found.site!.title}, and ${away.title} is on ${away.site.title}.`,
      passes: `Something on ${found.site!.title}, or another project`,
      facts: {
        project: `${found.title} (${code})`,
        site: found.site!.title,
        title: away.title,
        elsewhere: away.site.title,
      },
      resourceRef: away.entityRef,
    };
  }
  return outsideDates(facts, found) ?? beyondBudget(facts, found);
}

function outsideDates(
  { time, resources }: PolicyFacts,
  { code, title, from, until }: ProjectFacts,
): Said | undefined {
  const { timeZone } = resources[0].site;
  if (time.start < from) {
    return {
      code: 'project_not_begun',
      message: `${title} (${code}) begins on ${say(from, timeZone)}.`,
      passes: `A start from ${new Date(from).toISOString()}`,
      facts: {
        project: `${title} (${code})`,
        from: new Date(from).toISOString(),
      },
    };
  }
  return until === undefined || time.end <= until
    ? undefined
    : {
        code: 'project_ended',
        message: `${title} (${code}) ends on ${say(until, timeZone)}, and a booking must be over by then.`,
        passes: `An end until ${new Date(until).toISOString()}`,
        facts: {
          project: `${title} (${code})`,
          until: new Date(until).toISOString(),
        },
      };
}

function beyondBudget(
  facts: PolicyFacts,
  { code, title, budget, spent, replaced }: ProjectFacts,
): Said | undefined {
  const { amount, foreign } = chargeOf(budget, useOf(facts));
  if (budget.kind === 'money' && foreign.length > 0) {
    const [{ currency }] = foreign;
    return {
      code: 'project_currency',
      message: `This costs ${sayMoney(currency, foreign[0].amount)}, and ${title} (${code}) pays in ${budget.currency}.`,
      passes: `A project that pays in ${currency}`,
      facts: {
        project: `${title} (${code})`,
        ...{ amount: foreign[0].amount, unit: currency },
        currency: budget.currency,
      },
    };
  }
  const before = alongsideOf(facts, budget);
  const left = budget.amount - spent - before;
  if (amount <= left + 1e-6 || before + amount <= replaced + 1e-6) {
    return undefined;
  }
  const rest = sayAmount(budget, Math.max(0, left));
  return {
    code: 'project_overdrawn',
    message: `This takes ${sayAmount(budget, amount)}, and ${title} (${code}) has ${rest} of ${sayAmount(budget, budget.amount)} left.`,
    passes: left > 0 ? `${rest} or less` : 'Another project',
    facts: {
      project: `${title} (${code})`,
      ...{ amount, left: Math.max(0, left), total: budget.amount },
      unit: unitOf(budget),
    },
  };
}

function remaining(
  facts: PolicyFacts,
  { budget, spent }: ProjectFacts,
): Pick<Verdict, 'message' | 'facts'> {
  const taken = spent + alongsideOf(facts, budget);
  const left = budget.amount - taken - chargeOf(budget, useOf(facts)).amount;
  return {
    message: `Remaining after this: ${sayAmount(budget, left)} of ${sayAmount(budget, budget.amount)}.`,
    facts: { left, total: budget.amount, unit: unitOf(budget) },
  };
}

/** `h`, or an ISO 4217 code. */
function unitOf(budget: Budget): string {
  return budget.kind === 'hours' ? 'h' : budget.currency;
}

function useOf({ time, resources, units }: PolicyFacts): PlannedUse {
  return {
    time,
    resources: resources.map(resource => ({
      resource,
      units: units?.get(resource.id) ?? 1,
    })),
  };
}

function alongsideOf({ alongside = [] }: PolicyFacts, budget: Budget): number {
  return alongside.reduce((sum, use) => sum + chargeOf(budget, use).amount, 0);
}

function say(instant: number, timeZone: string): string {
  return timeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(instant);
}
