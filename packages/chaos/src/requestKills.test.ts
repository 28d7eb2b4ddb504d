import { REQUEST_CRASH_POINTS } from './backend/crashPoints';
import { DATABASES } from './environment/databases';
import { runRequestKills } from './requests/RequestKills';

jest.setTimeout(240_000);

const postgresUrl =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;

// Both at once: a run waits more than it works.
it('makes one branch, one pull request, one merge and one notification, however often it is killed', async () => {
  const reports = await Promise.all(
    DATABASES.map(database =>
      runRequestKills({
        database,
        kills: 3,
        seed: 11,
        postgresUrl,
        hurry: true,
        print: () => {},
      }),
    ),
  );

  for (const { database, seed, violations, deaths, counts } of reports) {
    const broken = Object.entries(violations).filter(
      ([, some]) => some.length > 0,
    );
    expect({ database, seed, broken }).toEqual({ database, seed, broken: [] });
    const atPoints = REQUEST_CRASH_POINTS.filter(point => deaths[point]);
    expect(atPoints.length).toBeGreaterThan(0);
    expect(counts.requests).toBeGreaterThan(2);
  }
});
