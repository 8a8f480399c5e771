import { KeptError } from '../../shared/error/index.ts';
import { parseAct, parseDetailRequest, parseSubscribe } from '../../shared/wire/index.ts';
import { mutated } from './mutated.ts';
import { type Check, faultsOfRefusal } from './run-cases.ts';

export const WIRE_PAYLOADS: readonly unknown[] = [
  { view: 'wall', board: 'wall', resume: { epoch: 'run.0', seq: 4 } },
  { view: 'desk', resume: { epoch: 'run.0', seq: 0 } },
  { id: 'first-call ticket/1 1' },
  { id: 'a b 1', by: 'Lead A', do: 'acknowledge' },
  { id: 'a b 1', by: 'Lead A', do: 'assign', to: 'Field 3' },
  { id: 'a b 1', by: 'Lead A', do: 'note', text: 'seen' },
  { id: 'a b 1', by: 'Lead A', do: 'exclude', reason: 'storm' },
  { id: 'a b 1', by: 'Lead A', do: 'include', reason: 'no storm' },
];

/** What comes over the socket is taken or refused, whichever call it comes by. */
export const checkWire: Check = (dice) => {
  const raw = mutated(dice.of(WIRE_PAYLOADS), dice, WIRE_PAYLOADS, dice.of([1, 1, 2, 4]));
  return [parseAct, parseDetailRequest, parseSubscribe].flatMap((parse) => {
    try {
      parse(raw);
      return [];
    } catch (error) {
      if (!(error instanceof KeptError)) throw error;
      return faultsOfRefusal(error);
    }
  });
};
