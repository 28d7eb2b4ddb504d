import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { accessLogServiceRef } from '../accesses/accessLogServiceRef';
import { DenialRecorder } from './DenialRecorder';

/** A plugin's way to put refused requests on record; counts are kept per plugin. */
export const denialRecorderServiceRef = createServiceRef<DenialRecorder>({
  id: 'callboard.denial-recorder',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        accessLog: accessLogServiceRef,
        lifecycle: coreServices.lifecycle,
      },
      factory({ accessLog, lifecycle }) {
        const denials = DenialRecorder.create({ accessLog });
        lifecycle.addShutdownHook(() => denials.flush());
        return denials;
      },
    }),
});
