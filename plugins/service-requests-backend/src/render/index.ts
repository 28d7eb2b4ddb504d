export { desiredLeaves } from './desiredLeaves';
export { renderChange } from './renderChange';
export { renderService } from './renderService';
export { getPath, parsePath } from './paths';
