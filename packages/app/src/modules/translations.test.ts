import failuresItalian from './failures/translations/it';
import { messages as failures } from './failures/translations/messages';
import navItalian from './nav/translations/it';
import { messages as nav } from './nav/translations/messages';
import channelsItalian from './settings/translations/channelIt';
import { channelMessages as channels } from './settings/translations/channelMessages';
import topicsItalian from './settings/translations/it';
import { messages as topics } from './settings/translations/messages';
import signInItalian from './signIn/translations/it';
import { messages as signIn } from './signIn/translations/messages';

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe.each([
  ['the frame', nav, navItalian],
  ['what one is notified of', topics, topicsItalian],
  ['where one is notified', channels, channelsItalian],
  ['what is missing or has failed', failures, failuresItalian],
  ['signing in', signIn, signInItalian],
])('the Italian of %s', (_, english, italian) => {
  const said: Record<string, string> = italian;

  it('says everything that English says, and no more', () => {
    expect(Object.keys(said).sort()).toEqual(Object.keys(english).sort());
  });

  it('has keys in which i18next finds no namespace', () => {
    expect(Object.keys(english).filter(key => key.includes(':'))).toEqual([]);
  });

  it.each(Object.entries(english))(
    'has the placeholders of %s',
    (key, text) => {
      expect(said[key].trim()).not.toBe('');
      expect(placeholders(said[key])).toEqual(placeholders(text));
    },
  );
});
