export { authModulePersonaProvider as default } from './module';
export { createPersonaProviderModule } from './module';
export type { PersonaProviderOptions } from './module';
export type { Persona } from './personas';
