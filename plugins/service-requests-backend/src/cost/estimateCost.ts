import type {
  Cost,
  CostLine,
} from '@callboard/backstage-plugin-service-requests-common';
import type { OfferingDefinition, Parameters } from '../offerings/types';
import { evaluateCel, evaluateCondition } from '../render/cel';
import { renderText } from '../render/template';
import { HOURS_PER_MONTH, type PriceTable } from './types';

export interface CostItem {
  /** Position of the item in its request. */
  index: number;
  region: string;
  offering: OfferingDefinition;
  /** Parameters as they are; absent for what is new. */
  before?: Parameters;
  /** Parameters as they would be; absent for what goes. */
  after?: Parameters;
}

/**
 * An estimate for a month. What the table has no price for is not guessed: its
 * line is left out and named, and a sum that would lack it is left out as well,
 * since a sum that is too small misleads more than none.
 */
export function estimateCost(options: {
  items: CostItem[];
  prices: PriceTable;
}): Cost {
  const { items, prices } = options;
  const priced = items.map(item => ({
    item,
    before: priceSide(item, item.before, prices),
    after: priceSide(item, item.after, prices),
  }));
  const before = sumOf(priced.map(one => one.before));
  const after = sumOf(priced.map(one => one.after));
  const offerings = [...new Set(items.map(item => item.offering))];
  return {
    currency: prices.currency,
    before,
    after,
    delta:
      before === undefined || after === undefined
        ? undefined
        : toCents(after - before),
    lines: priced.flatMap(one => joinLines(one.item, one.before, one.after)),
    unknown: unique(
      priced.flatMap(one => [...one.before.unknown, ...one.after.unknown]),
    ),
    assumptions: assumptionsOf(offerings, prices),
    pricesOf: prices.date,
  };
}

interface Side {
  lines: Map<string, number>;
  unknown: string[];
}

function priceSide(
  item: CostItem,
  parameters: Parameters | undefined,
  prices: PriceTable,
): Side {
  const side: Side = { lines: new Map(), unknown: [] };
  if (!parameters) {
    return side;
  }
  const { offering, region } = item;
  if (offering.cost.lines.length === 0) {
    side.unknown.push(
      `${offering.title} in ${region}: nothing is known of its cost`,
    );
  }
  const variables = { parameters, region };
  for (const rule of offering.cost.lines) {
    try {
      if (rule.when === undefined || evaluateCondition(rule.when, variables)) {
        const label = renderText(rule.label, variables);
        const amount = amountOf(
          prices,
          renderText(rule.price, variables),
          region,
          evaluateCel(rule.quantity, variables),
        );
        if (amount === undefined) {
          side.unknown.push(`${label} in ${region}: no price is known`);
        } else {
          side.lines.set(label, (side.lines.get(label) ?? 0) + amount);
        }
      }
    } catch {
      side.unknown.push(
        `${offering.title} in ${region}: ${rule.label} could not be worked out`,
      );
    }
  }
  return side;
}

function amountOf(
  { prices }: PriceTable,
  key: string,
  region: string,
  quantity: unknown,
): number | undefined {
  if (typeof quantity !== 'number' || !Number.isFinite(quantity)) {
    throw new Error('A quantity is a number');
  }
  const price = Object.hasOwn(prices, key) ? prices[key] : undefined;
  const each = price?.regions[region] ?? price?.regions.default;
  if (price === undefined || each === undefined) {
    return undefined;
  }
  return each * quantity * (price.unit === 'hour' ? HOURS_PER_MONTH : 1);
}

/** Lines with one label are one line with before and after. */
function joinLines(
  { index, region }: CostItem,
  before: Side,
  after: Side,
): CostLine[] {
  return unique([...before.lines.keys(), ...after.lines.keys()]).map(label => ({
    item: index,
    region,
    label,
    before: rounded(before.lines.get(label)),
    after: rounded(after.lines.get(label)),
  }));
}

function sumOf(sides: Side[]): number | undefined {
  if (sides.some(side => side.unknown.length > 0)) {
    return undefined;
  }
  return toCents(
    sides
      .flatMap(side => [...side.lines.values()])
      .reduce((sum, amount) => sum + amount, 0),
  );
}

function assumptionsOf(
  offerings: OfferingDefinition[],
  { source }: PriceTable,
): string[] {
  const excluded = unique(offerings.flatMap(({ cost }) => cost.excludes));
  return [
    source,
    `A month has ${HOURS_PER_MONTH} hours, and everything runs all the time`,
    ...unique(offerings.flatMap(({ cost }) => cost.assumptions)),
    ...(excluded.length > 0 ? [`Not included: ${excluded.join('; ')}`] : []),
  ];
}

function rounded(amount: number | undefined): number | undefined {
  return amount === undefined ? undefined : toCents(amount);
}

function toCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}

/** What one item costs in one region in a month, after what is asked; undefined where not all of it is known. */
export function monthlyCost(
  item: CostItem,
  prices: PriceTable,
): number | undefined {
  return item.after && sumOf([priceSide(item, item.after, prices)]);
}
