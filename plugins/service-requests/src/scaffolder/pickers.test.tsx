import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { anOffering, aPreview, aService } from '../__testUtils__/examples';
import { createFakeServer as fakeServer } from '../__testUtils__/fakeServer';
import { renderPage } from '../__testUtils__/renderPage';
import { serviceRequestsApiRef } from '../api/serviceRequestsApi';
import { checkParameters } from './checkParameters';
import { EnvironmentPicker } from './EnvironmentPicker';
import { OfferingParameters } from './OfferingParameters';
import { RegionPicker } from './RegionPicker';
import { ServicePicker } from './ServicePicker';

jest.setTimeout(30_000);

const user = userEvent.setup();

/** A field in a form that keeps what is chosen, as the scaffolder's does. */
function InForm(props: {
  field: (props: any) => JSX.Element;
  formData?: unknown;
  around?: Record<string, unknown>;
  options?: Record<string, unknown>;
  onChange: (value: unknown) => void;
}) {
  const { field: Field, around, options, onChange } = props;
  const [value, setValue] = useState(props.formData);
  return (
    <Field
      formData={value}
      formContext={{ formData: around }}
      schema={{}}
      idSchema={{ $id: 'root_field' }}
      uiSchema={{ 'ui:options': options ?? {} }}
      onChange={(next: unknown) => {
        setValue(next);
        onChange(next);
      }}
    />
  );
}

describe('CallboardEnvironmentPicker', () => {
  it('offers the environments, and says what one brings with it', async () => {
    const onChange = jest.fn();
    renderPage(<InForm field={EnvironmentPicker} onChange={onChange} />, {
      server: fakeServer(),
    });
    await user.click(
      await screen.findByRole('button', { name: /Environment/ }),
    );
    await user.click(await screen.findByRole('option', { name: 'Production' }));
    expect(onChange).toHaveBeenLastCalledWith('production');
    expect(
      await screen.findByText('Production · approvals: 2'),
    ).toBeInTheDocument();
  });
});

describe('CallboardRegionPicker', () => {
  it('waits for an environment', async () => {
    renderPage(<InForm field={RegionPicker} onChange={() => {}} />, {
      server: fakeServer(),
    });
    expect(
      await screen.findByText(/Choose an environment first/),
    ).toBeInTheDocument();
  });

  it('offers its regions, and lets go of those of another', async () => {
    const onChange = jest.fn();
    renderPage(
      <InForm
        field={RegionPicker}
        formData={['eu-central-1']}
        around={{ environment: 'staging' }}
        onChange={onChange}
      />,
      { server: fakeServer() },
    );
    await waitFor(() => expect(onChange).toHaveBeenLastCalledWith([]));
    await user.click(await screen.findByRole('checkbox', { name: /Ireland/ }));
    expect(onChange).toHaveBeenLastCalledWith(['eu-west-1']);
    expect(screen.queryByRole('checkbox', { name: /Frankfurt/ })).toBeNull();
  });
});

describe('CallboardServicePicker', () => {
  it('offers what may be changed so', async () => {
    const onChange = jest.fn();
    const mine = aService({
      name: 'orders',
      entityRef: 'resource:default/staging-orders',
      actions: ['scale'],
    });
    const others = aService({
      name: 'ledger',
      entityRef: 'resource:default/staging-ledger',
      actions: [],
    });
    renderPage(
      <InForm
        field={ServicePicker}
        options={{ action: 'scale' }}
        onChange={onChange}
      />,
      { server: fakeServer({ services: [mine, others] }) },
    );
    await user.click(await screen.findByRole('combobox', { name: /Service/ }));
    await user.click(await screen.findByRole('option', { name: /orders/ }));
    expect(onChange).toHaveBeenLastCalledWith(held(mine));
    expect(screen.queryByRole('option', { name: /ledger/ })).toBeNull();
  });
});

describe('CallboardOfferingParameters', () => {
  it('begins with the defaults of the offering', async () => {
    const onChange = jest.fn();
    const offering = anOffering();
    renderPage(
      <InForm
        field={OfferingParameters}
        formData={{}}
        options={{ offering: offering.name }}
        onChange={onChange}
      />,
      { server: fakeServer({ offerings: [offering] }) },
    );
    const name = await screen.findByRole('textbox', { name: /Name/ });
    await user.type(name, 'orders');
    expect(onChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ name: 'orders' }),
    );
  });

  it('asks for the settings of the service that is chosen, not of another', async () => {
    const onChange = jest.fn();
    const [small, large] = ['small', 'large'].map(size =>
      aService({
        name: size,
        entityRef: `resource:default/staging-${size}`,
        parameters: { size, storage: size === 'small' ? 20 : 500 },
      }),
    );
    const server = fakeServer({ services: [small, large] });
    const form = (service: Service, formData: object) => (
      <InForm
        key={service.name}
        field={OfferingParameters}
        formData={formData}
        around={{ service: held(service) }}
        options={{ operation: 'scale' }}
        onChange={onChange}
      />
    );
    renderPage(form(small, {}), { server });
    await waitFor(() =>
      expect(onChange).toHaveBeenLastCalledWith(
        expect.objectContaining({ storage: 20 }),
      ),
    );
    cleanup();
    renderPage(form(large, { size: 'small', storage: 20 }), { server });
    await waitFor(() =>
      expect(onChange).toHaveBeenLastCalledWith(
        expect.objectContaining({ storage: 500 }),
      ),
    );
  });

  it('waits for a service where it takes the offering from one', async () => {
    renderPage(
      <InForm
        field={OfferingParameters}
        options={{ operation: 'scale' }}
        onChange={() => {}}
      />,
      { server: fakeServer() },
    );
    expect(
      await screen.findByText(/Choose a service first/),
    ).toBeInTheDocument();
  });
});

describe('checking parameters before the form goes on', () => {
  async function problems(
    preview: object,
    formData: object = { environment: 'staging', regions: ['eu-west-1'] },
  ) {
    const server = fakeServer({ preview: { ...aPreview(), ...preview } });
    const addError = jest.fn();
    await checkParameters(
      { name: 'orders' },
      { addError } as unknown as Parameters<typeof checkParameters>[1],
      {
        apiHolder: {
          get: ref =>
            ref.id === serviceRequestsApiRef.id ? server.client : undefined,
        } as Parameters<typeof checkParameters>[2]['apiHolder'],
        formData: formData as Parameters<typeof checkParameters>[2]['formData'],
        schema: {},
        uiSchema: { 'ui:options': { offering: 'postgresql' } },
      },
    );
    return {
      said: addError.mock.calls.flat(),
      asked: server.callsOf('POST', '/requests/preview'),
    };
  }

  it('asks as the request would be, and lets what is well pass', async () => {
    const { said, asked } = await problems({ fields: [], verdicts: [] });
    expect(said).toEqual([]);
    expect(asked[0].body).toEqual({
      environment: 'staging',
      regions: ['eu-west-1'],
      items: [
        {
          offering: 'postgresql',
          operation: 'create',
          parameters: { name: 'orders' },
        },
      ],
    });
  });

  it('says what is wrong with them, and nothing of other fields', async () => {
    const { said } = await problems({
      fields: [
        {
          field: 'items/0/parameters/name',
          message: 'items/0/parameters/name is taken',
        },
        { field: 'title', message: 'is missing' },
      ],
      verdicts: [],
    });
    expect(said).toEqual(['Name: Is taken']);
  });

  it('says what a policy denies', async () => {
    const { said } = await problems({
      fields: [],
      verdicts: [
        {
          policy: 'a',
          result: 'deny',
          item: 0,
          field: '/multiAz',
          message: 'Spread it over zones',
        },
        { policy: 'b', result: 'warn', item: 0, field: '/x', message: 'Large' },
      ],
    });
    expect(said).toEqual(['Spread it over zones']);
  });

  it('leaves it to the request where there is no environment yet', async () => {
    const { said, asked } = await problems({}, {});
    expect([said, asked]).toEqual([[], []]);
  });
});

function held({ entityRef, name, offering, environment }: Service) {
  return { entityRef, name, offering, environment };
}
