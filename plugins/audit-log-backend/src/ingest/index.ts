export { AuthorizedIngest } from './AuthorizedIngest';
