export { CatalogManagedResources } from './CatalogManagedResources';
export { CatalogSync } from './CatalogSync';
export { scheduleCatalogSync } from './scheduleCatalogSync';
