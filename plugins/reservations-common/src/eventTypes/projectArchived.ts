import { projectEventType } from './define';
import { projectData } from './examples';

export const projectArchived = projectEventType({
  type: 'project.archived',
  title: 'Project archived',
  description: 'Nothing more is charged to a project.',
  example: projectData({ archived: true }),
});
