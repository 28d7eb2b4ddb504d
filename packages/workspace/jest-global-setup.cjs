/**
 * Gives every Jest run a real PostgreSQL beside SQLite. A connection string
 * that is already set wins, so that one server can serve many runs.
 */
const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

module.exports = async () => {
  process.env.BACKSTAGE_TEST_DISABLE_DOCKER = '1';
  if (process.env[VARIABLE]) {
    return;
  }
  const { startPostgres } = await import('./postgres.mjs');
  // Tests create and drop hundreds of databases; nothing in them must survive.
  const postgres = await startPostgres({ settings: { fsync: 'off' } });
  process.env[VARIABLE] = postgres.connectionString;
  globalThis.callboardTestPostgres = postgres;
};
