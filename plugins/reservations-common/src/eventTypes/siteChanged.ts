import { siteEventType } from './define';
import { siteData } from './examples';

export const siteChanged = siteEventType({
  type: 'site.changed',
  title: 'Site changed',
  description:
    'A site was changed: its words, its hours, or who belongs to it.',
  example: siteData({ title: 'North campus' }),
});
