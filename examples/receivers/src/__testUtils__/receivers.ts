import { newFolder, Program } from './programs';
import { SECRET } from './portal';

/** Receivers by name, with the device that each talks to. */
export const RECEIVERS: Record<
  string,
  { device?: string; variable?: string; path?: string; event: string }
> = {
  'ssh-access': { event: 'booking.started' },
  'bare-metal': {
    device: 'machines',
    variable: 'PROVISIONER_URL',
    event: 'booking.setup_started',
  },
  power: {
    device: 'outlets',
    variable: 'OUTLETS_URL',
    event: 'booking.started',
  },
  'switch-port': {
    device: 'switch',
    variable: 'SWITCH_URL',
    event: 'booking.started',
  },
  'door-lock': {
    device: 'lock',
    variable: 'LOCK_URL',
    event: 'booking.started',
  },
  container: {
    device: 'engine',
    variable: 'ENGINE_URL',
    event: 'booking.started',
  },
  ticket: {
    device: 'tracker',
    variable: 'TRACKER_URL',
    event: 'resource.status_changed',
  },
  billing: { event: 'booking.ended' },
  chat: {
    device: 'chat',
    variable: 'CHAT_URL',
    path: '/hook',
    event: 'booking.started',
  },
  terraform: { event: 'booking.setup_started' },
};

/** A receiver with its device, both in processes of their own. */
export class Setting {
  readonly stateDir = newFolder();
  readonly #name: string;
  readonly #env: Record<string, string>;
  readonly #deviceUrl?: string;
  #program!: Program;
  url!: string;

  static async start(name: string, env: Record<string, string> = {}) {
    const { device, variable, path = '' } = RECEIVERS[name];
    const deviceUrl =
      device && (await Program.start(`devices/${device}.mjs`, env).url());
    const setting = new Setting(name, deviceUrl, {
      ...env,
      ...(variable && { [variable]: `${deviceUrl}${path}` }),
    });
    await setting.#start();
    return setting;
  }

  private constructor(
    name: string,
    deviceUrl: string | undefined,
    env: Record<string, string>,
  ) {
    this.#name = name;
    this.#deviceUrl = deviceUrl;
    this.#env = { ...env, WEBHOOK_SECRET: SECRET, STATE_DIR: this.stateDir };
  }

  /** What the device says about itself. */
  async device(path: string): Promise<any> {
    return (await fetch(`${this.#deviceUrl}/${path}`)).json();
  }

  async askDevice(path: string, body: object): Promise<number> {
    const response = await fetch(`${this.#deviceUrl}/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return response.status;
  }

  /** Kills the receiver, without a warning, and starts it again. */
  async restart(): Promise<void> {
    await this.#program.stop('SIGKILL');
    await this.#start();
  }

  async #start(): Promise<void> {
    this.#program = Program.start(`${this.#name}/server.mjs`, this.#env);
    this.url = await this.#program.url();
  }
}
