import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { writeWhole } from '../lib/store.mjs';

const run = promisify(execFile);
const TIMEOUT_MS = Number(process.env.TERRAFORM_TIMEOUT_MS ?? 60 * 60_000);

/**
 * Runs the command with a folder, and so a state, per booking. What a booker
 * wrote goes into the variables file only: never onto a command line, where it
 * could be an option, and no shell reads it.
 */
export class Terraform {
  #command;
  #module;
  #workDir;

  static create(options) {
    return new Terraform(options);
  }

  constructor({ command, module, workDir }) {
    this.#command = command;
    this.#module = module;
    this.#workDir = workDir;
  }

  /** @returns {Promise<{ message: string, access: Record<string, string> }>} */
  async apply({ bookingId, variables }) {
    const dir = this.#folderOf(bookingId);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await writeWhole(
      path.join(dir, 'booking.tfvars.json'),
      `${JSON.stringify(variables, undefined, 2)}\n`,
    );
    await this.#run(dir, ['init', '-input=false']);
    await this.#run(dir, ['apply', ...this.#options(dir)]);
    const output = await this.#run(dir, [
      'output',
      '-json',
      `-state=${this.#stateFile(dir)}`,
    ]);
    return { message: 'Applied', access: readOutputs(output) };
  }

  /** Takes the folder away too; without one there is nothing to destroy. */
  async destroy({ bookingId }) {
    const dir = this.#folderOf(bookingId);
    if (!existsSync(dir)) {
      return;
    }
    await this.#run(dir, ['init', '-input=false']);
    await this.#run(dir, ['destroy', ...this.#options(dir)]);
    await rm(dir, { recursive: true });
  }

  #options(dir) {
    return [
      '-input=false',
      '-auto-approve',
      `-state=${this.#stateFile(dir)}`,
      `-var-file=${path.join(dir, 'booking.tfvars.json')}`,
    ];
  }

  async #run(dir, args) {
    try {
      const { stdout } = await run(
        this.#command,
        [`-chdir=${this.#module}`, ...args],
        {
          timeout: TIMEOUT_MS,
          env: {
            ...process.env,
            WEBHOOK_SECRET: undefined,
            TF_IN_AUTOMATION: '1',
            TF_DATA_DIR: path.join(dir, 'data'),
          },
        },
      );
      return stdout;
    } catch (error) {
      const reason = error.stderr?.trim().slice(-500) || error.message;
      throw new Error(`terraform ${args[0]}: ${reason}`);
    }
  }

  #stateFile(dir) {
    return path.join(dir, 'terraform.tfstate');
  }

  #folderOf(bookingId) {
    if (!/^[\w-]{1,64}$/.test(bookingId)) {
      throw new Error(`${bookingId} is no id of a booking`);
    }
    return path.join(this.#workDir, 'bookings', bookingId);
  }
}

/** Outputs that are text or numbers, unless marked as sensitive. */
function readOutputs(json) {
  return Object.fromEntries(
    Object.entries(JSON.parse(json))
      .filter(
        ([, { value, sensitive }]) => !sensitive && typeof value !== 'object',
      )
      .map(([name, { value }]) => [name, String(value)]),
  );
}
