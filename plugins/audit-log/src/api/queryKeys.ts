/** Everything cached lies under one of these. */
export const queryKeys = {
  entries: ['audit-log', 'entries'] as const,
  actions: ['audit-log', 'actions'] as const,
  access: ['audit-log', 'access-review'] as const,
  inventory: ['audit-log', 'inventory'] as const,
  people: ['audit-log', 'people'] as const,
};
