import { act, fireEvent, render, screen } from '@testing-library/react';
import { CopyButton } from './CopyButton';

const NAMES = { copy: 'Copy: Host', copied: 'Copied: Host' };
const WORDS = { copy: 'Copy', copied: 'Copied' };

const writeText = jest.fn();

beforeEach(() => {
  writeText.mockReset().mockResolvedValue(undefined);
  Object.defineProperty(navigator, 'clipboard', {
    value: { writeText },
    configurable: true,
  });
});
afterEach(() => jest.useRealTimers());

it('copies, and says so for a moment', async () => {
  jest.useFakeTimers();
  render(<CopyButton text="gpu-7.example.org" names={NAMES} words={WORDS} />);

  fireEvent.click(screen.getByRole('button', { name: 'Copy: Host' }));
  await act(async () => {});
  expect(writeText).toHaveBeenCalledWith('gpu-7.example.org');
  expect(
    screen.getByRole('button', { name: 'Copied: Host' }),
  ).toHaveTextContent('Copied');

  act(() => jest.advanceTimersByTime(3_000));
  expect(screen.getByRole('button', { name: 'Copy: Host' })).toHaveTextContent(
    'Copy',
  );
});

it('has a name where it is only an icon', async () => {
  render(<CopyButton text="gpu-7.example.org" names={NAMES} />);

  const button = screen.getByRole('button', { name: 'Copy: Host' });
  expect(button).toHaveTextContent('');
  fireEvent.click(button);
  expect(
    await screen.findByRole('button', { name: 'Copied: Host' }),
  ).toBeInTheDocument();
});

it('says copied only once it is', async () => {
  writeText.mockReturnValue(new Promise(() => {}));
  render(<CopyButton text="gpu-7.example.org" names={NAMES} />);

  fireEvent.click(screen.getByRole('button'));
  await act(async () => {});
  expect(
    screen.getByRole('button', { name: 'Copy: Host' }),
  ).toBeInTheDocument();
});
