import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import {
  isFiltered,
  passes,
  readFilters,
  writeFilters,
} from './exploreFilters';

const gpu = {
  entityRef: 'resource:default/gpu-1',
  name: 'gpu-1',
  title: 'GPU cluster 1',
  type: 'gpu-cluster',
  status: 'active',
  attributes: { memory: '640 GB', gpus: 8 },
} as unknown as Resource;

const filters = (query: string) => readFilters(new URLSearchParams(query));

describe('the address', () => {
  it('holds every filter and comes back the same', () => {
    const query = 'view=tree&q=gpu&type=gpu-cluster&status=active&free=now';
    expect(writeFilters(new URLSearchParams(query), {}).toString()).toBe(query);
    expect(filters(query)).toEqual({
      view: 'tree',
      q: 'gpu',
      type: 'gpu-cluster',
      status: 'active',
      freeNow: true,
      details: undefined,
    });
  });

  it('keeps what belongs to others and drops what is the default', () => {
    const params = new URLSearchParams('site=resource:default/campus&q=x');
    expect(writeFilters(params, { q: '', view: 'list' }).get('site')).toBe(
      'resource:default/campus',
    );
    expect([...writeFilters(params, { q: '', view: 'list' }).keys()]).toEqual([
      'site',
    ]);
  });

  it('ignores what it does not understand', () => {
    expect(filters('view=spiral&status=broken&free=later')).toEqual(
      filters(''),
    );
    expect(isFiltered(filters('view=spiral&status=broken'))).toBe(false);
  });
});

describe('passes', () => {
  it.each([
    ['', true],
    ['q=gpu', true],
    ['q=cluster+640', true],
    ['q=cluster+microscope', false],
    ['type=gpu-cluster&q=GPU', true],
    ['type=microscope', false],
    ['status=maintenance', false],
  ])('%s', (query, expected) => {
    expect(passes(gpu, filters(query), undefined)).toBe(expected);
  });

  it('needs to know what is free', () => {
    expect(passes(gpu, filters('free=now'), undefined)).toBe(false);
    expect(passes(gpu, filters('free=now'), new Set([gpu.entityRef]))).toBe(
      true,
    );
    expect(
      passes(gpu, filters('free=now&q=lab'), new Set([gpu.entityRef])),
    ).toBe(false);
  });
});
