/** What the portal says where a page is missing or has failed, in English. */
export const messages = {
  'notFound.title': 'There is no such page',
  'notFound.text':
    'The address may be mistyped, or what was here may be gone or be called something else now.',
  'notFound.start': 'To the start page',
  'failed.title': 'Something went wrong in {{plugin}}',
  'failed.somewhere': 'Something went wrong here',
  'failed.retry': 'Try again',
} as const;
