import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { serverIt } from './server.it';

const backend = path.resolve(__dirname, '../../../reservations-backend/src');

/** Everything that the backend could say, as it stands in its source. */
const source = readdirSync(backend, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map(file => readFileSync(path.join(backend, file), 'utf8'))
  .join('\n');

it.each(Object.keys(serverIt))('is what the server says: %s', text => {
  const [longest] = text
    .split(/\$\{\{.*?\}\}/)
    .sort((a, b) => b.length - a.length);
  expect(source).toContain(longest);
});
