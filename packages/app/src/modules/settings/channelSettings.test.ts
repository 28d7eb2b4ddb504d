import type { NotificationSettings } from '@backstage/plugin-notifications-common';
import {
  isOn,
  originsOf,
  withoutLanguageChannel,
  withSwitched,
} from './channelSettings';

const origin = (enabled = true) => ({
  id: 'plugin:reservations',
  enabled,
  topics: [
    { id: 'approvals', enabled },
    { id: 'waitlist', enabled },
  ],
});

const settings: NotificationSettings = {
  channels: [
    { id: 'Web', origins: [origin()] },
    {
      id: 'Email',
      enabled: false,
      origins: [{ id: 'plugin:webhooks', enabled: true }],
    },
    { id: 'In my language', origins: [origin(false)] },
  ],
};

describe('the channels of notifications', () => {
  it('are those that bring something', () => {
    expect(
      withoutLanguageChannel(settings).channels.map(({ id }) => id),
    ).toEqual(['Web', 'Email']);
  });

  it('name who sends and of what, each once', () => {
    expect(originsOf(settings)).toEqual([
      { id: 'plugin:reservations', topics: ['approvals', 'waitlist'] },
      { id: 'plugin:webhooks', topics: [] },
    ]);
  });

  it('hold for what is not named', () => {
    const [web, email] = ['Web', 'Email'].map(channel =>
      isOn(settings, { channel, origin: 'plugin:another' }),
    );
    expect([web, email]).toEqual([true, false]);
  });

  it('switch a topic alone, in one channel', () => {
    const place = {
      channel: 'Web',
      origin: 'plugin:reservations',
      topic: 'waitlist',
    };
    const after = withSwitched(settings, place, false);
    expect(isOn(after, place)).toBe(false);
    expect(isOn(after, { ...place, topic: 'approvals' })).toBe(true);
    expect(isOn(after, { ...place, topic: undefined })).toBe(true);
    expect(after.channels.slice(1)).toEqual(settings.channels.slice(1));
  });

  it('switch everything that one sends, topics and all', () => {
    const place = { channel: 'Web', origin: 'plugin:reservations' };
    const off = withSwitched(settings, place, false);
    expect(isOn(off, { ...place, topic: 'approvals' })).toBe(false);
    const on = withSwitched(off, place, true);
    expect(on).toEqual(settings);
  });
});
