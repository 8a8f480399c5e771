import { faultOf } from '../text/index.ts';
import type { Deadline, Stage } from './book.ts';
import type { RawByTier } from './by-tier.ts';
import type { Complain } from './compile-context.ts';
import { limitsOf } from './compile-limit.ts';
import type { RawPromise } from './layers.ts';
import { typeSetOf } from './type-set.ts';

type RawStage = { readonly name: string; readonly met: string; readonly within: RawByTier };

const NONE = typeSetOf(undefined);

/** The steps of a deadline; only the last one may be reopened, as only its end is the end of all. */
export function stagesOf(raw: RawPromise, whole: Deadline, complain: Complain): readonly Stage[] {
  const stages = (raw['stages'] ?? []) as readonly RawStage[];
  stages.forEach(({ name }, index) => {
    if (stages.findIndex((stage) => stage.name === name) !== index)
      complain(['stages', index, 'name'], faultOf('fault.same-stage', { name }));
  });
  return stages.map(({ name, met, within }, index) => ({
    name,
    deadline: {
      ...whole,
      met: typeSetOf(met),
      moves: NONE,
      reopened: index === stages.length - 1 ? whole.reopened : NONE,
      limit: {
        kind: 'within',
        limits: limitsOf({ within }, ['stages', index, 'within'], { hasTier: raw['tier'] !== undefined, complain }),
      },
      repeat: false,
      remedies: [],
    },
  }));
}
