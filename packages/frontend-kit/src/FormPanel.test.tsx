import { TextField } from '@backstage/ui';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderWithWords } from './__testUtils__/renderWithWords';
import { FormPanel } from './FormPanel';
import { useFormState } from './useFormState';

const onSubmit = jest.fn();
const onClose = jest.fn();

beforeEach(() => {
  onSubmit.mockReset();
  onClose.mockReset();
});

function Example(props: {
  name: string;
  isPending?: boolean;
  readOnly?: boolean;
}) {
  const form = useFormState({
    initial: { name: props.name },
    check: ({ name }) => ({ name: name ? undefined : 'Give it a name' }),
  });
  return (
    <FormPanel
      title="Site"
      form={form}
      submitLabel="Save"
      isPending={props.isPending ?? false}
      readOnly={props.readOnly}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextField label="Name" {...form.field('name')} />
    </FormPanel>
  );
}

const submit = () =>
  fireEvent.submit(screen.getByLabelText('Name').closest('form')!);

it('submits what has no problem', () => {
  renderWithWords(<Example name="North" />);

  submit();
  expect(onSubmit).toHaveBeenCalledTimes(1);
});

it('shows the problem, and submits nothing', () => {
  renderWithWords(<Example name="" />);

  expect(screen.queryByText('Give it a name')).not.toBeInTheDocument();
  submit();
  expect(screen.getByText('Give it a name')).toBeInTheDocument();
  expect(onSubmit).not.toHaveBeenCalled();
});

it('takes the focus to what is wrong', async () => {
  renderWithWords(<Example name="" />);

  submit();
  await waitFor(() => expect(screen.getByLabelText('Name')).toHaveFocus());
});

it('submits once at a time', () => {
  renderWithWords(<Example name="North" isPending />);

  submit();
  expect(onSubmit).not.toHaveBeenCalled();
});

it('submits only its own form', () => {
  const outside = jest.fn();
  renderWithWords(
    <div onSubmit={outside}>
      <Example name="North" />
    </div>,
  );

  submit();
  expect(onSubmit).toHaveBeenCalledTimes(1);
  expect(outside).not.toHaveBeenCalled();
});

it('offers nothing to save where it is only read', () => {
  renderWithWords(<Example name="North" readOnly />);

  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  const close = screen
    .getAllByRole('button', { name: 'Close' })
    .find(button => button.textContent === 'Close')!;
  fireEvent.click(close);
  expect(onClose).toHaveBeenCalledTimes(1);
});
