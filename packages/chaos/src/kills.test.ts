import { crashPoints } from './backend/crashPoints';
import { DATABASES } from './environment/databases';
import { runKills } from './Kills';

jest.setTimeout(240_000);

const postgresUrl =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;

// Both at once: a run waits more than it works.
it('loses nothing and repeats nothing unknown, however often it is killed', async () => {
  const reports = await Promise.all(
    DATABASES.map(database =>
      runKills({
        database,
        kills: 6,
        seed: 11,
        postgresUrl,
        hurry: true,
        print: () => {},
      }),
    ),
  );

  for (const { database, seed, violations, deaths, counts } of reports) {
    const broken = Object.values(violations).flat();
    expect({ database, seed, broken }).toEqual({ database, seed, broken: [] });
    const atPoints = crashPoints(database).filter(point => deaths[point]);
    expect(atPoints.length).toBeGreaterThan(1);
    expect(counts['requests received']).toBeGreaterThan(20);
  }
});
