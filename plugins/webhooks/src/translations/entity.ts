export const entity = {
  'entity.log': 'Search its log',
  'entity.create': 'New endpoint for this',
  'entity.empty.title': 'Nothing was sent about {{title}} yet',
  'entity.empty.text':
    'As soon as an endpoint is told of something that happens here, each attempt is listed with what was sent and what was answered.',
  'entity.none.title': 'Nothing for you to see here',
  'entity.none.text':
    'What is sent to other systems about {{title}} is shown to the administrators of its site.',
} as const;
