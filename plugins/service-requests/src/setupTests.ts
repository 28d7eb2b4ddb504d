import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are loaded lazily, on machines that run other tests beside these.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(40_000);

// Lists that load as they scroll watch for their end; jsdom draws nothing.
class NothingInSight {
  observe() {}
  unobserve() {}
  disconnect() {}
}
Object.assign(globalThis, { IntersectionObserver: NothingInSight });
