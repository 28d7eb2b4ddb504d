import { ConfigApi } from '@backstage/frontend-plugin-api';

/**
 * How people sign in: with the provider that config names, and as demo people
 * only in development (where the backend has a say of its own) without one.
 */
export function chooseSignIn(config: ConfigApi): 'oidc' | 'persona' | 'none' {
  if (config.has('app.signIn.oidc')) {
    return 'oidc';
  }
  return config.getOptionalString('auth.environment') === 'development'
    ? 'persona'
    : 'none';
}
