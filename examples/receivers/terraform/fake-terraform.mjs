#!/usr/bin/env node
// A FAKE terraform, so that the example runs without one. It reads the variables
// file and writes a state file as the real one does, and makes nothing at all.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const args = process.argv.slice(2);
const [command] = args.filter(arg => !arg.startsWith('-'));
const option = name =>
  args.find(arg => arg.startsWith(`-${name}=`))?.slice(name.length + 2);

switch (command) {
  case 'init':
    break;
  case 'apply':
    apply();
    break;
  case 'output':
    console.log(JSON.stringify(readJson(option('state')).outputs));
    break;
  case 'destroy':
    rmSync(option('state'), { force: true });
    break;
  default:
    fail(`no such command: ${command}`);
}

function apply() {
  const variables = readJson(option('var-file'));
  if (variables.parameters?.region === 'nowhere') {
    fail('Error: there is no region "nowhere"');
  }
  const [name] = variables.resources;
  const url = `https://${name}.environments.example`;
  writeFileSync(
    option('state'),
    JSON.stringify({ outputs: { url: { value: url, type: 'string' } } }),
  );
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
