import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { serviceRequestsEventTypes } from '.';

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats(ajv);

describe('serviceRequestsEventTypes', () => {
  it('has each type once', () => {
    const types = serviceRequestsEventTypes.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
    expect(types).toContain('request.ready');
  });

  it.each(serviceRequestsEventTypes.map(one => [one.type, one] as const))(
    'has a title, a description, and an example that fits its schema: %s',
    (_type, { title, description, schema, example }) => {
      expect(title).toMatch(/^[A-Z].{3,60}$/);
      expect(description).toMatch(/^[A-Z].+\.$/);
      const validate = ajv.compile(schema);
      validate(example);
      expect(validate.errors).toBeNull();

      const [first] = schema.required as string[];
      expect(validate({ ...example, [first]: undefined })).toBe(false);
    },
  );
});
