import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { decodedMappings, TraceMap } from '@jridgewell/trace-mapping';

/** A script as the browser got it. */
export interface Script {
  url: string;
  text: string;
}

/** Sizes in bytes, gzipped. */
export interface Weight {
  /** Scripts that only the page itself loads. */
  own: number;
  /** The share of our modules in the scripts that it has in common. */
  shared: number;
  total: number;
  /** The scripts of `own`, the heaviest first. */
  scripts: { url: string; bytes: number }[];
}

/** Modules that are in the app because of Callboard and nothing else. */
const OURS =
  /(^|\/)(plugins\/reservations|packages\/access-policy)|node_modules\/(@fullcalendar|temporal-polyfill|rrule-temporal|openapi-fetch)\//;

/**
 * What a page loads beyond another one of the same app. A script that the other
 * page does not load counts whole, even where Backstage's own code is in it. Of
 * a script that both load, the modules that are ours count, by their share of
 * its text: bundlers move small modules into what everybody loads.
 *
 * @param sourceMap reads the map of a script, if there is one
 */
export function weigh(
  page: readonly Script[],
  other: readonly Script[],
  sourceMap: (url: string) => string | undefined,
): Weight {
  const common = new Set(other.map(script => script.url));
  const scripts = page
    .filter(script => !common.has(script.url))
    .map(script => ({ url: script.url, bytes: gzipped(script.text) }))
    .sort((a, b) => b.bytes - a.bytes);
  const own = sum(scripts.map(script => script.bytes));
  const shared = sum(
    page
      .filter(script => common.has(script.url))
      .map(script => {
        const map = sourceMap(script.url);
        const share = map ? shareOf(script.text, map) : 0;
        return share > 0 ? share * gzipped(script.text) : 0;
      }),
  );
  return { own, shared, total: own + shared, scripts };
}

/** Reads maps beside the built scripts. */
export function mapsIn(directory: string) {
  return (url: string): string | undefined => {
    const name = path.basename(new URL(url).pathname);
    try {
      return readFileSync(path.join(directory, `${name}.map`), 'utf8');
    } catch {
      return undefined;
    }
  };
}

/** The share of a script's text that comes from our modules. */
export function shareOf(text: string, sourceMap: string): number {
  const map = new TraceMap(sourceMap);
  const isOurs = map.sources.map(source => OURS.test(source ?? ''));
  const lines = text.split('\n');
  let ours = 0;
  for (const [index, segments] of decodedMappings(map).entries()) {
    for (const [at, segment] of segments.entries()) {
      const end = segments[at + 1]?.[0] ?? lines[index]?.length ?? 0;
      const source = segment[1];
      if (source !== undefined && isOurs[source]) {
        ours += Math.max(0, end - segment[0]);
      }
    }
  }
  return text.length === 0 ? 0 : ours / text.length;
}

function gzipped(text: string): number {
  return gzipSync(text).byteLength;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
