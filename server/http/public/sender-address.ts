import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';

/**
 * Who sends, for limits: an IPv4 address, or the 64 bits of an IPv6 one that a household shares. Behind a proxy, the address that the
 * proxy says it heard: the last one of `X-Forwarded-For`, since those before it are the sender's own word.
 */
export function senderAddress({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, isBehindProxy: boolean): string {
  const forwarded = isBehindProxy
    ? String(headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : undefined;
  return network(forwarded === undefined || forwarded === '' ? (socket.remoteAddress ?? '') : forwarded);
}

function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return 'unknown';
  const [head = '', tail] = plain.replace(/%.*$/, '').split('::');
  const [front, back] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const groups =
    tail === undefined
      ? (front ?? [])
      : [...(front ?? []), ...Array(8 - (front?.length ?? 0) - (back?.length ?? 0)).fill('0'), ...(back ?? [])];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
