export { estimateCost, monthlyCost, type CostItem } from './estimateCost';
export { parsePrices, readPrices } from './readPrices';
export type { Price, PriceTable, PriceUnit } from './types';
