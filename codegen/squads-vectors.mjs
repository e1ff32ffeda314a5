// Writes what the published client of Squads v4 makes of a few transactions, for crates/client/src/squads.rs to be compared with.
// It is run by hand, in a folder of its own, because that client needs the first web3.js, which nothing here uses:
//   npm install @sqds/multisig@2.1.4 && node squads-vectors.mjs > vectors.json
import * as multisig from '@sqds/multisig';
import { PublicKey, TransactionInstruction, TransactionMessage } from '@solana/web3.js';

const key = (byte) => new PublicKey(new Uint8Array(32).fill(byte));
const meta = (pubkey, isSigner, isWritable) => ({ pubkey, isSigner, isWritable });
const shown = ({ programId, keys, data }) => ({
    program: programId.toBase58(),
    accounts: keys.map(({ pubkey, isSigner, isWritable }) => [pubkey.toBase58(), isSigner, isWritable]),
    data: Buffer.from(data).toString('hex'),
});
const member = (byte, mask) => ({ key: key(byte), permissions: { mask } });

const cases = [
    { at: 11, index: 0, before: 0, rentCollector: null, members: [member(21, 7)], threshold: 1, timeLock: 0 },
    { at: 12, index: 3, before: 255, rentCollector: key(30), members: [member(20, 6), member(21, 3), member(22, 4)], threshold: 2, timeLock: 3600 },
].map(({ at, index, before, rentCollector, members, threshold, timeLock }) => {
    const multisigPda = key(at);
    const [vault] = multisig.getVaultPda({ multisigPda, index });
    const instructions = [
        new TransactionInstruction({
            programId: key(90),
            keys: [meta(vault, true, true), meta(key(61), false, true), meta(key(60), false, false)],
            data: Buffer.from([1, 2, 3]),
        }),
        new TransactionInstruction({
            programId: key(80),
            keys: [meta(key(60), false, true), meta(key(90), false, false), meta(vault, true, false)],
            data: Buffer.alloc(300, 7),
        }),
    ].slice(0, at === 11 ? 1 : 2);
    const transactionIndex = BigInt(before + 1);
    const [creator, rentPayer] = [key(21), key(40)];
    const transactionMessage = new TransactionMessage({ payerKey: vault, recentBlockhash: key(1).toBase58(), instructions });
    const made = [
        multisig.instructions.vaultTransactionCreate({
            multisigPda, transactionIndex, creator, rentPayer, vaultIndex: index, ephemeralSigners: 0, transactionMessage, memo: 'what it does',
        }),
        multisig.instructions.proposalCreate({ multisigPda, creator, rentPayer, transactionIndex }),
        multisig.instructions.proposalApprove({ multisigPda, transactionIndex, member: creator }),
    ];
    const [account] = multisig.accounts.Multisig.fromArgs({
        createKey: key(5), configAuthority: PublicKey.default, threshold, timeLock, transactionIndex: before,
        staleTransactionIndex: 0, rentCollector, bump: 254, members,
    }).serialize();
    return {
        multisig: multisigPda.toBase58(), index, vault: vault.toBase58(), creator: creator.toBase58(), rent_payer: rentPayer.toBase58(),
        transaction: multisig.getTransactionPda({ multisigPda, index: transactionIndex })[0].toBase58(),
        proposal: multisig.getProposalPda({ multisigPda, transactionIndex })[0].toBase58(),
        account: account.toString('hex'), wrapped: instructions.map(shown), made: made.map(shown),
    };
});
process.stdout.write(`[\n${cases.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
