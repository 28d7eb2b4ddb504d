/** List prices of one day. */
export interface PriceTable {
  /** `YYYY-MM-DD` */
  date: string;
  currency: string;
  /** Where the figures come from, in words; shown as an assumption. */
  source: string;
  prices: Record<string, Price>;
}

/** What one unit costs; by region, or `default` where it is the same everywhere. */
export interface Price {
  unit: PriceUnit;
  regions: Record<string, number>;
}

/** Prices by the hour are counted for 730 hours: a month on average. */
export type PriceUnit = 'hour' | 'month' | 'gib-month' | 'unit-month';

export const HOURS_PER_MONTH = 730;
