import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { inventoryServer } from '../../../__testUtils__/fakeInventory';
import { renderReservations } from '../../../__testUtils__/renderReservations';
import type { JsonSchema } from './parameterSchema';
import { SchemaEditor } from './SchemaEditor';

async function show(initial: JsonSchema) {
  const onChange = jest.fn();
  await renderReservations(
    <SchemaEditor
      label="Facts"
      description=""
      initial={initial}
      onChange={onChange}
    />,
    { server: inventoryServer({}) },
  );
  return { onChange, user: userEvent.setup() };
}

const gpus = {
  type: 'object',
  properties: { gpus: { type: 'integer', title: 'GPUs', minimum: 1 } },
  required: ['gpus'],
};

describe('SchemaEditor', () => {
  it('shows a schema as rows and says each change', async () => {
    const { onChange, user } = await show(gpus);
    const row = screen.getByRole('group', { name: 'Parameter GPUs' });
    await user.click(
      within(row).getByRole('switch', { name: 'Must be given' }),
    );
    expect(onChange).toHaveBeenLastCalledWith({
      type: 'object',
      properties: gpus.properties,
    });
  });

  it('adds a choice', async () => {
    const { onChange, user } = await show({});
    await user.click(screen.getByRole('button', { name: 'Add a parameter' }));
    const row = screen.getByRole('group', { name: 'Parameter 1' });
    await user.type(
      within(row).getByRole('textbox', { name: /^Name/ }),
      'image',
    );
    await user.click(within(row).getByRole('button', { name: /Kind/ }));
    await user.click(screen.getByRole('option', { name: 'One of a list' }));
    expect(onChange).toHaveBeenLastCalledWith(undefined);
    await user.type(
      screen.getByRole('textbox', { name: /Choices/ }),
      'ubuntu{Enter}rocky',
    );
    expect(onChange).toHaveBeenLastCalledWith({
      type: 'object',
      properties: { image: { type: 'string', enum: ['ubuntu', 'rocky'] } },
    });
  });

  it('says at the field what is wrong with it', async () => {
    const { onChange, user } = await show(gpus);
    const name = screen.getByRole('textbox', { name: /^Name/ });
    await user.clear(name);
    await user.type(name, 'two words');
    expect(
      screen.getByText(/Letters, digits, hyphens and underscores/),
    ).toBeInTheDocument();
    expect(onChange).toHaveBeenLastCalledWith(undefined);
  });

  it('keeps to JSON where rows cannot say all of it', async () => {
    const nested = {
      type: 'object',
      properties: { disk: { type: 'object', properties: {} } },
    };
    const { onChange, user } = await show(nested);
    const json = screen.getByRole('textbox', { name: /JSON Schema/ });
    expect(JSON.parse((json as HTMLTextAreaElement).value)).toEqual(nested);
    expect(
      screen.getByRole('button', { name: 'Edit as a list' }),
    ).toBeDisabled();
    await user.type(json, ' x');
    expect(onChange).toHaveBeenLastCalledWith(undefined);
    expect(screen.getByText(/not a JSON object yet/)).toBeInTheDocument();
  });

  it('changes to JSON and back without loss', async () => {
    const { user } = await show(gpus);
    await user.click(screen.getByRole('button', { name: 'Edit as JSON' }));
    const json = screen.getByRole('textbox', { name: /JSON Schema/ });
    expect(JSON.parse((json as HTMLTextAreaElement).value)).toEqual(gpus);
    await user.click(screen.getByRole('button', { name: 'Edit as a list' }));
    expect(
      screen.getByRole('group', { name: 'Parameter GPUs' }),
    ).toBeInTheDocument();
  });
});
