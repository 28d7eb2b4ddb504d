import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are loaded lazily, on machines that run other tests beside these.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(40_000);
