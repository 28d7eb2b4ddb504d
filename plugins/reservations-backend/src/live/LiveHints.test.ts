import { mockServices } from '@backstage/backend-test-utils';
import { LiveHints } from './LiveHints';

describe('LiveHints', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function setup(publish: () => Promise<void> = async () => {}) {
    const signals = { publish: jest.fn(publish) };
    const logger = mockServices.logger.mock();
    return { signals, logger, hints: LiveHints.create({ signals, logger }) };
  }

  it('says once, and to everybody, where many events changed something', () => {
    const { signals, hints } = setup();
    for (const type of [
      'booking.created',
      'booking.started',
      'waitlist.offered',
      'resource.changed',
      'ssh-key.added',
    ]) {
      hints.hint({ type });
    }
    expect(signals.publish).not.toHaveBeenCalled();

    jest.advanceTimersByTime(300);

    expect(signals.publish).toHaveBeenCalledTimes(1);
    expect(signals.publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'callboard:reservations',
      message: { areas: ['bookings', 'inventory'] },
    });
    hints.hint({ type: 'booking.ended' });
    jest.advanceTimersByTime(300);
    expect(signals.publish).toHaveBeenCalledTimes(2);
  });

  it('hints at what its sink has taken, and not at what it has refused', async () => {
    const { signals, hints } = setup();
    const deliver = jest.fn(async () => {});
    const sink = hints.following({ id: 'one', deliver });
    const event = { type: 'booking.created' } as never;

    await sink.deliver(event);
    jest.advanceTimersByTime(300);
    expect(signals.publish).toHaveBeenCalledTimes(1);

    deliver.mockRejectedValueOnce(new Error('later'));
    await expect(sink.deliver(event)).rejects.toThrow('later');
    jest.advanceTimersByTime(300);
    expect(signals.publish).toHaveBeenCalledTimes(1);
  });

  it('lets nothing fail over a hint that could not be given', async () => {
    const { signals, logger, hints } = setup(() =>
      Promise.reject(new Error('no bus')),
    );
    hints.hint({ type: 'booking.created' });
    jest.advanceTimersByTime(300);
    expect(signals.publish).toHaveBeenCalledTimes(1);
    await Promise.resolve();
    await Promise.resolve();
    expect(logger.debug).toHaveBeenCalledWith(
      expect.stringContaining('no bus'),
    );
  });
});
