import { act, fireEvent, screen } from '@testing-library/react';
import { renderWithWords } from './__testUtils__/renderWithWords';
import { CopyButton } from './CopyButton';

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
  renderWithWords(<CopyButton text="gpu-7.example.org" what="Host" />);

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
  renderWithWords(
    <CopyButton text="gpu-7.example.org" what="Host" look="icon" />,
  );

  const button = screen.getByRole('button', { name: 'Copy: Host' });
  expect(button).toHaveTextContent('');
  fireEvent.click(button);
  expect(
    await screen.findByRole('button', { name: 'Copied: Host' }),
  ).toBeInTheDocument();
});

it('says copied only once it is', async () => {
  writeText.mockReturnValue(new Promise(() => {}));
  renderWithWords(
    <CopyButton text="gpu-7.example.org" what="Host" look="icon" />,
  );

  fireEvent.click(screen.getByRole('button'));
  await act(async () => {});
  expect(
    screen.getByRole('button', { name: 'Copy: Host' }),
  ).toBeInTheDocument();
});

it('has a word of its own, and a name of its own', async () => {
  renderWithWords(
    <CopyButton
      text="gpu-7.example.org"
      what="Host"
      label="Copy host"
      names={{ copy: 'Copy host', copied: 'Host copied' }}
    />,
  );

  const button = screen.getByRole('button', { name: 'Copy host' });
  expect(button).toHaveTextContent('Copy host');
  fireEvent.click(button);
  expect(
    await screen.findByRole('button', { name: 'Host copied' }),
  ).toHaveTextContent('Copied');
});
