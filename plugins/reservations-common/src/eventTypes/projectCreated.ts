import { projectEventType } from './define';
import { projectData } from './examples';

export const projectCreated = projectEventType({
  type: 'project.created',
  title: 'Project created',
  description: 'Somebody may charge bookings to a new project.',
  example: projectData(),
});
