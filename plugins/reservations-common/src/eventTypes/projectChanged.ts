import { projectEventType } from './define';
import { projectData } from './examples';

export const projectChanged = projectEventType({
  type: 'project.changed',
  title: 'Project changed',
  description:
    'Holders, dates, budget or name of a project have changed; `before` is what it was.',
  example: projectData({ title: 'Protein folding, extended' }),
});
