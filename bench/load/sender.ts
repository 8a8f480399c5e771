import { Agent, request } from 'node:http';
import type { Body } from './departures.ts';

export type SenderOptions = { readonly url: string; readonly contentType: string; readonly connections: number };

/** A connection that was used before ended under a request. */
class Ended extends Error {}

/** A sender as a source is one: connections that stay open, each with one body under way. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #agent: Agent;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  }

  /**
   * Sends again where a connection that was kept open ended just then, as a source does: nobody knows what became of it, and the ids
   * make it harmless. @throws Error for any answer that is not a 2xx.
   */
  async post(body: Body): Promise<void> {
    try {
      await this.#post(body);
    } catch (fault) {
      if (!(fault instanceof Ended)) throw fault;
      await this.#post(body);
    }
  }

  #post({ bytes }: Body): Promise<void> {
    const { url, contentType } = this.#options;
    const headers = { 'Content-Type': contentType, 'Content-Length': bytes.length };
    return new Promise((resolve, reject) => {
      const posted = request(url, { method: 'POST', agent: this.#agent, headers }, (answer) => {
        let said = '';
        answer.setEncoding('utf8').on('data', (piece: string) => (said += piece));
        answer.on('end', () => {
          if (answer.statusCode !== undefined && answer.statusCode < 300) resolve();
          else reject(new Error(`${url} answered ${answer.statusCode}: ${said.slice(0, 500)}`));
        });
      });
      posted.on('error', (fault: NodeJS.ErrnoException) =>
        reject(posted.reusedSocket && fault.code === 'ECONNRESET' ? new Ended(fault.message, { cause: fault }) : fault),
      );
      posted.end(bytes);
    });
  }

  /** As fast as they are taken, on all connections, until `isOver`. */
  async flood(next: () => Body, isOver: () => boolean): Promise<void> {
    const one = async () => {
      while (!isOver()) await this.post(next());
    };
    await Promise.all(Array.from({ length: this.#options.connections }, one));
  }

  close(): void {
    this.#agent.destroy();
  }
}
