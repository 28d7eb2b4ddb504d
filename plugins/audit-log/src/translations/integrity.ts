export const integrity = {
  'integrity.title': 'Is the record whole?',
  'integrity.lead':
    'Each entry is signed together with the one before it. Verifying reads every entry again, from the first to the last, and finds one that was edited, inserted, deleted, moved or cut off.',
  'integrity.verify': 'Verify now',
  'integrity.again': 'Verify again',
  'integrity.running': 'Every entry is being checked…',
  'integrity.notVerified': 'The log could not be verified',
  'integrity.valid_one': 'The record is whole: {{count}} entry checked',
  'integrity.valid_other': 'The record is whole: {{count}} entries checked',
  'integrity.empty': 'The record is empty: there was nothing to check',
  'integrity.took': 'Checked {{when}}, in {{duration}}.',
  'integrity.newest':
    'The newest entry is number {{position}}, recorded {{when}}.',
  'integrity.broken': 'The record is broken at entry {{position}}',
  'integrity.brokenOpen': 'Open this entry',
  'integrity.checked_one': '{{count}} entry was checked.',
  'integrity.checked_other': '{{count}} entries were checked.',
  'integrity.reason.edited': 'The entry is not what was signed: it was edited.',
  'integrity.reason.missing': 'An entry was deleted here.',
  'integrity.reason.inserted': 'The entry was inserted: it was never signed.',
  'integrity.reason.reordered':
    'A signed entry stands in another place than its own.',
  'integrity.reason.truncated': 'The newest entries are gone.',
  'integrity.reason.rewritten':
    'From here on the entries are signed, but are not those that a signed head stands for.',
  'integrity.reason.index-differs':
    'The entry is whole, but searches were misled about it.',
  'integrity.reason.unsigned-head': 'A head has a wrong signature.',
  'integrity.reason.unknown-key':
    'The key that signed it is not in the configuration, so that nothing can be said of it.',
  'integrity.reason.unrecorded-purge':
    'The oldest entries are gone, and no signed purge says so.',
  'integrity.heads.title': 'Heads outside the database',
  'integrity.heads.text':
    'From time to time the newest position and hash are signed and written to files outside the database. They show what the entries alone cannot: that the newest were cut off, or that an older state of the whole database was put back.',
  'integrity.heads.unknown':
    'Whether a directory is configured is said by verifying.',
  'integrity.heads.kept_one': 'Kept: {{count}} head agrees with the entries.',
  'integrity.heads.kept_other':
    'Kept: {{count}} heads were compared with the entries.',
  'integrity.heads.newest':
    'The newest is for entry {{position}}, of {{when}}.',
  'integrity.heads.none':
    'Not kept: no directory is configured (callboard.auditLog.headsDirectory). An older state of the whole database, put back, would not be found.',
  'integrity.keys': 'Signed with',
  'integrity.retention.title': 'Retention',
  'integrity.retention.text':
    'Entries older than callboard.auditLog.retention are purged; without that setting all are kept. A purge is an entry itself, signed, so that what is missing is accounted for.',
  'integrity.retention.last': 'The last purge was {{when}}.',
  'integrity.retention.open': 'Open its entry',
  'integrity.retention.never': 'Nothing was ever purged.',
  'integrity.retention.notLoaded': 'The last purge could not be looked up',
  'integrity.retention.purgedTo':
    'Entries up to number {{position}} were purged, as signed.',
} as const;
