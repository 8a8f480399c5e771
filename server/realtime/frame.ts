/** One message of a room as bytes: encoded once, and written to each socket of the room as it is. */
export type Frame = {
  /** The packet of Socket.IO, for a transport other than a web socket. */
  readonly text: string;
  /** How many bytes it takes on a web socket. */
  readonly bytes: number;
  /** What engine.io is to know: that the frame of the web socket stands ready. Shared by all who get it. */
  readonly options: FrameOptions;
};

export type FrameOptions = { compress: boolean; readonly wsPreEncodedFrame: readonly Buffer[]; readonly isOfRoom: boolean };

/** A message of engine.io that holds an event of Socket.IO begins so. */
const MESSAGE = '4';
const FIN_AND_TEXT = 0x81;
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;

/** Encodes an event with one argument. */
export function frameOf(event: string, payload: object): Frame {
  const text = `2["${event}",${JSON.stringify(payload)}]`;
  const whole = webSocketFrame(MESSAGE + text);
  return { text, bytes: whole.length, options: { compress: false, wsPreEncodedFrame: [whole], isOfRoom: true } };
}

/** A text in one frame, unmasked as from a server, header and payload in one piece so that it is one write (RFC 6455, 5.2). */
function webSocketFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = headerOf(length);
  const whole = Buffer.allocUnsafeSlow(header.length + length); // Of its own, so that a frame that waits holds nothing else.
  whole.set(header);
  whole.write(text, header.length);
  return whole;
}

function headerOf(length: number): Buffer {
  if (length < LENGTH_IN_16_BITS) return Buffer.from([FIN_AND_TEXT, length]);
  const header = Buffer.alloc(length <= 0xffff ? 4 : 10);
  header[0] = FIN_AND_TEXT;
  header[1] = length <= 0xffff ? LENGTH_IN_16_BITS : LENGTH_IN_64_BITS;
  if (length <= 0xffff) header.writeUInt16BE(length, 2);
  else header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
