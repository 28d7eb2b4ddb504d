export { AuthorizedOfferings } from './AuthorizedOfferings';
export { assessRisk, joinRisks } from './assessRisk';
export { checkParameters } from './checkParameters';
export { desiredParameters } from './desiredParameters';
export { NAME, parametersSchema } from './parametersSchema';
export { parseOffering } from './parseOffering';
export * from './types';
export { CatalogOfferings } from './CatalogOfferings';
export { type OfferingsConfig, readOfferingsConfig } from './config';
export { createOfferings } from './createOfferings';
export {
  KnexOfferingStore,
  type OfferingRecord,
  type OfferingStore,
} from './OfferingStore';
export { type Offered, OfferingsService } from './OfferingsService';
export { toOffering } from './toOffering';
