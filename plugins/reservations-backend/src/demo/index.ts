export { loadDemo } from './loadDemo';
