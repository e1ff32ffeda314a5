import { type Address, getAddressEncoder, getProgramDerivedAddress, getU32Encoder, getUtf8Encoder } from '@solana/kit';
import {
  findAttestationPda,
  findBatchPda,
  findEndorsementPda,
  findPermissionPda,
} from '../generated/attestations/pdas/index.ts';
import { findCreatorPda, findHandlePda } from '../generated/creators/pdas/index.ts';
import {
  findDividendVaultPda,
  findGrantPda,
  findPoolPda,
  findPositionPda,
  findVaultPda,
} from '../generated/equity/pdas/index.ts';
import { MAKERSTAKE_EQUITY_PROGRAM_ADDRESS } from '../generated/equity/programs/index.ts';
import {
  findBudgetPda,
  findPlatformPda,
  findRulePda,
  findTrackPda,
  findTreasuryPda,
  findVoterPda,
} from '../generated/governance/pdas/index.ts';
import { MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS } from '../generated/governance/programs/index.ts';
import { handleFault, padHandle } from '../rules/texts.ts';
import { type Hash, hashBytes } from './bytes.ts';
import { badInput } from './fault.ts';

const of = async (found: Promise<readonly [Address, unknown]>): Promise<Address> => (await found)[0];

/** The address of what a program keeps under a word, two addresses at most, and a number. */
const numbered = (programAddress: Address, word: string, keys: readonly Address[], number: number) =>
  of(
    getProgramDerivedAddress({
      programAddress,
      seeds: [
        getUtf8Encoder().encode(word),
        ...keys.map((key) => getAddressEncoder().encode(key)),
        getU32Encoder().encode(number),
      ],
    }),
  );

/** Addresses of accounts that belong to no platform. */
export const addresses = {
  /** The creator who was registered with this key. */
  creator: (genesisKey: Address) => of(findCreatorPda({ genesisKey })),
  /** @throws MakerstakeError `badInput` for what is no handle. */
  handle: async (handle: string) => {
    const fault = handleFault(handle);
    if (fault) throw badInput(`handle "${handle}": ${fault}`);
    return of(findHandlePda({ name: padHandle(handle) }));
  },
  attestation: (creator: Address, content: Hash) => of(findAttestationPda({ creator, content: hashBytes(content) })),
  batch: (author: Address, root: Hash) => of(findBatchPda({ author, root: hashBytes(root) })),
  endorsement: (attestation: Address, endorser: Address) => of(findEndorsementPda({ attestation, endorser })),
  /** What lets one creator attest for another. */
  permission: (creator: Address, attestor: Address, number: number) =>
    of(findPermissionPda({ creator, attestor, number })),
  /** The pool of a share mint. */
  pool: (mint: Address) => of(findPoolPda({ mint })),
  /** The platform of a pool. */
  platform: (pool: Address) => of(findPlatformPda({ pool })),
};

/** Addresses of the accounts of one platform. A holder is a creator's account, or a wallet. */
export const addressesOf = (platform: Address, pool: Address) => ({
  ...addresses,
  vault: () => of(findVaultPda({ pool })),
  dividendVault: () => of(findDividendVaultPda({ pool })),
  treasury: () => of(findTreasuryPda({ platform })),
  position: (holder: Address) => of(findPositionPda({ pool, holder })),
  grant: (holder: Address, id: number) => of(findGrantPda({ pool, holder, id })),
  epoch: (epoch: number) => numbered(MAKERSTAKE_EQUITY_PROGRAM_ADDRESS, 'distribution', [pool], epoch),
  voter: (holder: Address) => of(findVoterPda({ platform, holder })),
  track: (id: number) => of(findTrackPda({ platform, id })),
  rule: (id: number) => of(findRulePda({ platform, id })),
  budget: (id: number) => of(findBudgetPda({ platform, id })),
  proposal: (proposer: Address, nonce: number) =>
    numbered(MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS, 'proposal', [platform, proposer], nonce),
});

/** Addresses of everything, for one platform. */
export type Addresses = ReturnType<typeof addressesOf>;
