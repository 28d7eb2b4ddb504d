import { siteEventType } from './define';
import { siteData } from './examples';

export const siteArchived = siteEventType({
  type: 'site.archived',
  title: 'Site archived',
  description: 'A site was taken out of use.',
  example: siteData({ archived: true }),
});
