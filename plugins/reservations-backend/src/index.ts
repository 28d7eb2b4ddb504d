export { reservationsPlugin as default } from './plugin';
