export const entity = {
  'entity.log': 'Open in the audit log',
  'entity.which': 'Which entries',
  'entity.about': 'About them',
  'entity.by': 'By them',
  'entity.empty.title': 'Nothing is on record about {{title}} yet',
  'entity.emptyBy.title': 'Nothing is on record that {{title}} did',
  'entity.empty.text':
    'Every change is listed here, with who made it and what it was before.',
  'entity.none.title': 'Not for you to see',
  'entity.none.text':
    'What is on record about {{title}} is shown to the administrators of its site and to auditors.',
} as const;
