/** The table of notification settings, in English. */
export const channelMessages = {
  title: 'Notification settings',
  unloaded: 'The settings could not be loaded',
  unsaved: 'The change could not be saved',
  none: 'Nobody has notified you yet. Once somebody has, you choose here what of it you want, and where.',
  from: 'From',
  about: 'About',
  everything: 'Everything',
  'channel.web': 'In the portal',
  'channel.email': 'By e-mail',
  switch: '{{topic}} from {{origin}}: {{channel}}',
  'topics.show': 'Show what {{origin}} notifies about',
  'topics.hide': 'Hide what {{origin}} notifies about',
} as const;
