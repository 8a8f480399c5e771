/** Bytes that are not quite a request, and the first line of what comes back; an empty one where the connection just ends. */
export type RawCase = { readonly name: string; readonly bytes: string | Buffer; readonly answer: string; readonly code?: string };

const HOST = 'Host: here\r\n';
const refused = { answer: 'HTTP/1.1 400', code: 'REQUEST_MALFORMED' } as const;
const EVENTS = `POST /api/events HTTP/1.1\r\n${HOST}Content-Type: application/cloudevents+json\r\n`;

export const RAW_CASES: readonly RawCase[] = [
  { name: 'words', bytes: 'hello\r\n\r\n', ...refused },
  { name: 'the greeting of TLS', bytes: Buffer.from('1603010200010001fc0303', 'hex'), ...refused },
  { name: 'the greeting of HTTP/2', bytes: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', ...refused },
  { name: 'an HTTP that is not', bytes: `GET / HTTP/9.9\r\n${HOST}\r\n`, ...refused },
  { name: 'no host', bytes: 'GET /healthz HTTP/1.1\r\n\r\n', ...refused },
  { name: 'a header without a colon', bytes: `GET / HTTP/1.1\r\n${HOST}bad\r\n\r\n`, ...refused },
  { name: 'a header with a space before its colon', bytes: `GET / HTTP/1.1\r\n${HOST}a : b\r\n\r\n`, ...refused },
  { name: 'a header with a byte of zero', bytes: `GET / HTTP/1.1\r\n${HOST}a: b\u0000c\r\n\r\n`, ...refused },
  { name: 'a header that goes on in the next line', bytes: `GET / HTTP/1.1\r\n${HOST}a: b\r\n c\r\n\r\n`, ...refused },
  { name: 'a length that is negative', bytes: `${EVENTS}Content-Length: -1\r\n\r\n`, ...refused },
  { name: 'a length beyond all numbers', bytes: `${EVENTS}Content-Length: ${'9'.repeat(40)}\r\n\r\n`, ...refused },
  { name: 'two lengths', bytes: `${EVENTS}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, ...refused },
  { name: 'a length and chunks', bytes: `${EVENTS}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, ...refused },
  { name: 'chunks that are not', bytes: `${EVENTS}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`, ...refused },
  { name: 'a chunk of a length that is none', bytes: `${EVENTS}Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n`, ...refused },
  { name: 'a chunk of a length beyond all numbers', bytes: `${EVENTS}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n`, ...refused },
  {
    name: 'headers without end',
    bytes: `GET / HTTP/1.1\r\n${HOST}${'a: b\r\n'.repeat(5_000)}\r\n`,
    answer: 'HTTP/1.1 431',
    code: 'HEADERS_TOO_LARGE',
  },
  { name: 'a method in lower case', bytes: `get / HTTP/1.1\r\n${HOST}\r\n`, ...refused },
  { name: 'a tunnel', bytes: `CONNECT example.org:443 HTTP/1.1\r\n${HOST}\r\n`, answer: '' },
  { name: 'nothing', bytes: '', answer: '' },
  { name: 'half a request', bytes: 'GET / HT', ...refused },
  {
    name: 'another protocol, which is answered in this one',
    bytes: `GET /healthz HTTP/1.1\r\n${HOST}Connection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n`,
    answer: 'HTTP/1.1 200',
  },
  {
    name: 'a web socket where there is none',
    bytes: `GET /api/desk HTTP/1.1\r\n${HOST}Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
    answer: 'HTTP/1.1 200',
  },
  {
    name: 'a web socket without a key',
    bytes: `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    answer: 'HTTP/1.1 400',
  },
  {
    name: 'screens by another transport',
    bytes: `GET /socket.io/?EIO=4&transport=carrier-pigeon HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    answer: 'HTTP/1.1 400',
  },
  {
    name: 'screens by an old protocol',
    bytes: `GET /socket.io/?EIO=3&transport=polling HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    answer: 'HTTP/1.1 400',
  },
  {
    name: 'a session of screens that never was',
    bytes: `GET /socket.io/?EIO=4&transport=polling&sid=constructor HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    answer: 'HTTP/1.1 400',
  },
  {
    name: 'screens from another site',
    bytes: `GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\n${HOST}Origin: https://elsewhere.example\r\nConnection: close\r\n\r\n`,
    answer: 'HTTP/1.1 403',
  },
];
