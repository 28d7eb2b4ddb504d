import { ConfigReader } from '@backstage/config';
import { chooseSignIn } from './chooseSignIn';

const choose = (environment: string | undefined, oidc?: object) =>
  chooseSignIn(
    new ConfigReader({
      auth: { ...(environment ? { environment } : {}) },
      app: { ...(oidc ? { signIn: { oidc: { title: 'Keycloak' } } } : {}) },
    }),
  );

describe('chooseSignIn', () => {
  it('offers the provider that config names, in any environment', () => {
    expect(choose('production', {})).toBe('oidc');
    expect(choose('development', {})).toBe('oidc');
  });

  it('offers demo people in development, and nowhere else', () => {
    expect(choose('development')).toBe('persona');
    for (const environment of ['production', 'staging', undefined]) {
      expect(choose(environment)).toBe('none');
    }
  });
});
