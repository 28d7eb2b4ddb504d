import { at, NODE } from './step';

/** Of the node, for an hour. */
export const booking = (start: number, more: object = {}) => ({
  resourceRefs: [NODE],
  start: at(start),
  end: at(start + 1),
  timeZone: 'UTC',
  title: `From ${start}`,
  ...more,
});
