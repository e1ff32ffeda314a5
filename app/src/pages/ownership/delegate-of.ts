import type { Address } from '@solana/kit';
import { NOBODY } from '../../chain/creators.ts';
import type { Position } from '../../chain/equity.ts';
import { findPositionPda } from '../../generated/equity/pdas/position.ts';

/** The position of a position's delegate, in the form that instructions take it: nothing when there is none. */
export async function delegateOf(
  position: Pick<Position, 'pool' | 'delegate'> | null,
): Promise<{ delegate?: Address }> {
  if (!position || position.delegate === NOBODY) return {};
  const [delegate] = await findPositionPda({ pool: position.pool, holder: position.delegate });
  return { delegate };
}
