import { siteEventType } from './define';
import { siteData } from './examples';

export const siteCreated = siteEventType({
  type: 'site.created',
  title: 'Site added',
  description: 'A site was added.',
  example: siteData(),
});
