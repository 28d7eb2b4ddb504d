export const scaffolder = {} as const;
