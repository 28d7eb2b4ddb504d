export { AuthorizedReports } from './AuthorizedReports';
export { createReports } from './createReports';
