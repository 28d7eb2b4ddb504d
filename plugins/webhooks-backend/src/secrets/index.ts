export { createSecret, checkLegacySecret } from './createSecret';
export { credentialValues, redactHeaders, redactText } from './redact';
export { SecretBox } from './SecretBox';
