import type { Memory } from '../frame/index.ts';

const KEYS = { sound: 'kept.sound', notice: 'kept.notice' } as const;
/** Two short tones, low enough not to startle: [start in s, Hz]. */
const TONES = [
  [0, 660],
  [0.16, 880],
] as const;
const TONE_S = 0.14;
const LOUDNESS = 0.08;
/** Several that come together are one sound. */
const QUIET_MS = 5_000;

/** What the browser can do, so that a test can give it another. */
export type AlertIo = {
  readonly memory: Memory;
  readonly nowMs: () => number;
  readonly play: () => void;
  /** `null` where the browser has no desktop notifications. */
  readonly notify: ((text: string) => void) | null;
  /** Whether the person lets it. */
  readonly permit: () => Promise<boolean>;
};

/** Sound and desktop notifications, off until somebody chooses them. Whatever they tell stands on the page as well. */
export class Alerts {
  readonly #io: AlertIo;
  #hasSound = $state(false);
  #hasNotice = $state(false);
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(io: AlertIo) {
    this.#io = io;
    this.#hasSound = read(io.memory, KEYS.sound);
    this.#hasNotice = io.notify !== null && read(io.memory, KEYS.notice);
  }

  get hasSound(): boolean {
    return this.#hasSound;
  }
  get hasNotice(): boolean {
    return this.#hasNotice;
  }
  get canNotify(): boolean {
    return this.#io.notify !== null;
  }

  /** A choice that makes a sound makes it at once: so it is heard how loud it is. */
  chooseSound(): void {
    this.#hasSound = !this.#hasSound;
    write(this.#io.memory, KEYS.sound, this.#hasSound);
    if (this.#hasSound) this.#io.play();
  }

  async chooseNotice(): Promise<void> {
    this.#hasNotice = !this.#hasNotice && (await this.#io.permit());
    write(this.#io.memory, KEYS.notice, this.#hasNotice);
  }

  tell(text: string): void {
    const nowMs = this.#io.nowMs();
    if (nowMs - this.#toldMs < QUIET_MS) return;
    this.#toldMs = nowMs;
    if (this.#hasSound) this.#io.play();
    if (this.#hasNotice) this.#io.notify?.(text);
  }
}

/** Those of this browser. */
export function browserAlerts(): AlertIo {
  const canNotify = 'Notification' in window;
  return {
    memory: localStorage,
    nowMs: () => performance.now(),
    play: playTones,
    // One that stands is replaced, so that a night makes no heap of them.
    notify: canNotify ? (text) => void new Notification('Kept', { body: text, tag: 'kept' }) : null,
    permit: async () => canNotify && (await Notification.requestPermission()) === 'granted',
  };
}

let sound: AudioContext | null = null;
function playTones(): void {
  sound ??= new AudioContext();
  const [context, gain] = [sound, sound.createGain()];
  gain.gain.value = LOUDNESS;
  gain.connect(context.destination);
  for (const [startS, hertz] of TONES) {
    const tone = context.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(gain);
    tone.start(context.currentTime + startS);
    tone.stop(context.currentTime + startS + TONE_S);
  }
}

function read(memory: Memory, key: string): boolean {
  try {
    return memory.getItem(key) === 'on';
  } catch {
    return false;
  }
}

function write(memory: Memory, key: string, isOn: boolean): void {
  try {
    memory.setItem(key, isOn ? 'on' : 'off');
  } catch {
    // Storage may be full or forbidden: the choice then holds as long as the page.
  }
}
