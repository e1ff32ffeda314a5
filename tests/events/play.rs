//! A random play: whoever is asked to sign has signed, and what is refused is refused.

use std::collections::{BTreeMap, BTreeSet};

use makerstake_core::{handle, hash::ZERO, work::Leaf};
use makerstake_testkit::{attestations::*, clock::DAY, creators::*, World};
use rand::Rng;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::rebuild::Account;

/// Most creators.
const CREATORS_AT_MOST: usize = 8;

/// The world, and who is in it.
pub struct Play {
    world: World,
    creators: Vec<Pubkey>,
    keys: Vec<Pubkey>,
    batches: Vec<(Tree, Vec<Leaf>)>,
    touched: BTreeSet<Pubkey>,
}

impl Play {
    /// Six wallets, and nobody registered.
    pub fn new() -> Self {
        let mut world = World::on(World::unsigned_machine(), 1);
        let keys = (0..10).map(|_| world.actor().pubkey()).collect();
        Self { world, creators: Vec::new(), keys, batches: Vec::new(), touched: BTreeSet::new() }
    }

    /// Sends a random instruction; the log of one that went through, nothing of one that was refused.
    pub fn step(&mut self) -> Vec<String> {
        if self.pick(6) == 0 {
            let days = self.pick(40);
            self.world.advance(i64::try_from(days).expect("days") * DAY / 3 + 1);
        } else {
            let slot = self.world.slot();
            self.world.set_slot(slot + 1);
        }
        let Some(instruction) = self.instruction() else { return Vec::new() };
        let addresses = instruction.accounts.iter().map(|meta| meta.pubkey);
        self.touched.extend(addresses);
        let transaction = self.world.unsigned(&[instruction]).transaction;
        self.world.svm.send_transaction(transaction).map(|sent| sent.logs).unwrap_or_default()
    }

    /// The accounts of a program that the chain holds, of all that were ever named.
    pub fn accounts(&self, owner: &Pubkey) -> BTreeMap<Pubkey, Account> {
        let of = |address: &Pubkey| {
            let account = self.world.account(address).filter(|account| account.owner == *owner)?;
            let read = Account::read(owner, &account.data).expect("an account of the program");
            Some((*address, read))
        };
        self.touched.iter().filter_map(of).collect()
    }

    fn pick(&mut self, below: usize) -> usize {
        self.world.rng().random_range(0..below.max(1))
    }

    fn key(&mut self) -> Pubkey {
        let at = self.pick(self.keys.len());
        self.keys[at]
    }

    fn some<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        let at = self.pick(of.len());
        of.get(at).copied()
    }

    /// Who acts for a creator; a stand-in for its authority's keypair, of which only the address is used.
    fn identity(&mut self, address: Pubkey) -> (Identity, Pubkey) {
        let authority = self.world.creator(&address).authority;
        (Identity { address, authority: Keypair::new_from_array([7; 32]) }, authority)
    }

    /// Puts the true authority in the place of the stand-in.
    fn by(instruction: Instruction, stand_in: &Identity, authority: Pubkey) -> Instruction {
        let mut changed = instruction;
        let metas = changed.accounts.iter_mut();
        metas.filter(|meta| meta.pubkey == stand_in.key()).for_each(|meta| meta.pubkey = authority);
        changed
    }

    fn instruction(&mut self) -> Option<Instruction> {
        let (creators, payer) = (self.creators.clone(), self.key());
        let choice = self.pick(32);
        if creators.len() < 2 || (choice == 0 && creators.len() < CREATORS_AT_MOST) {
            return Some(self.registration(payer));
        }
        let address = self.some(&creators)?;
        let creator = self.world.creator(&address);
        let (authority, next) = (creator.authority, self.key());
        let cosigner = Some(creator.recovery).filter(|key| *key != Pubkey::default());
        let cosigner = if self.pick(2) == 0 { cosigner } else { None };
        let name = name(["ada", "bob", "cyd"][self.pick(3)]);
        let is_successor = |key: &Pubkey| *key != Pubkey::default();
        Some(match choice {
            1 => update_profile(&authority, &address, "ar://profile", self.world.bytes32()),
            2..=3 => offer_authority(&authority, cosigner, &address, &next),
            4..=5 => accept_authority(Some(&creator.successor).filter(|key| is_successor(key))?, &address),
            6 => withdraw_offer(&authority, &address),
            7..=8 => set_recovery_key(&authority, cosigner, &address, &next),
            9 => accept_recovery_key(Some(&creator.successor).filter(|key| is_successor(key))?, &address),
            10 => begin_recovery(Some(&creator.recovery).filter(|key| is_successor(key))?, &address, &next),
            11 if self.pick(3) == 0 => cancel_recovery(&authority, &address),
            11 => finish_recovery(Some(&creator.successor).filter(|key| is_successor(key))?, &address),
            12 => claim_handle(&payer, &authority, &address, name),
            13 if creator.handle != handle::NONE => release_handle(&authority, &address, creator.handle),
            14 => reclaim_handle(&authority, &address, name),
            15 => free_handle(name, &self.world.handle(&name)?.rent_payer),
            _ => return self.work(address),
        })
    }

    fn registration(&mut self, payer: Pubkey) -> Instruction {
        let genesis = self.world.actor().pubkey();
        self.creators.push(creator_address(&genesis));
        let recovery = if self.pick(2) == 0 { Pubkey::default() } else { self.key() };
        let taken = name(&format!("creator-{}", self.creators.len()));
        let name = if self.pick(2) == 0 { handle::NONE } else { taken };
        register(&payer, &genesis, name, recovery)
    }

    fn work(&mut self, address: Pubkey) -> Option<Instruction> {
        let (who, authority) = self.identity(address);
        let creators = self.creators.clone();
        let other = self.some(&creators)?;
        let works: Vec<_> = self.accounts(&ATTESTATIONS).into_iter().collect();
        let work = self.some(&works.iter().map(|(at, _)| *at).collect::<Vec<_>>()).unwrap_or_default();
        let (content, metadata) = (self.world.bytes32(), self.world.bytes32());
        let instruction = match self.pick(15) {
            0..=1 => attest(&who, content, metadata, 0),
            2 => revise(&who, &work, content, metadata),
            3 => revoke(&who, &work),
            4 => attest_for(&who, &other, content, 1),
            5 => {
                let now = self.world.now();
                let number = u32::try_from(self.pick(3)).expect("a number");
                set_attestor_again(&who, &other, number, 7, now..now + 50 * DAY)
            }
            6..=8 => return self.batch(&who, authority, other),
            9..=10 => return self.promotion(),
            11 => endorse(&who, &work),
            12..=13 => match &self.changeable(&works)? {
                Account::Endorsement(given) if given.withdrawn_at > 0 => {
                    let endorsement = endorsement_address(&given.attestation, &given.endorser);
                    close_endorsement(&endorsement, &given.rent_payer)
                }
                Account::Endorsement(given) => {
                    let (endorser, authority) = self.identity(given.endorser);
                    Self::by(withdraw_endorsement(&endorser, &given.attestation), &endorser, authority)
                }
                Account::Permission(given) => {
                    let address = permission_address(&given.creator, &given.attestor, given.number);
                    let authority = self.world.creator(&given.creator).authority;
                    revoke_attestor(&authority, &given.creator, &address)
                }
                Account::Batch(batch) => {
                    let (author, authority) = self.identity(batch.author);
                    Self::by(revoke_batch(&author, &batch.root), &author, authority)
                }
                _ => return None,
            },
            _ => revise_for(&who, &other, &work, content),
        };
        Some(Self::by(instruction, &who, authority))
    }

    /// A batch, a permission or, twice as often, an endorsement.
    fn changeable(&mut self, works: &[(Pubkey, Account)]) -> Option<Account> {
        let kind = self.pick(4);
        let is_meant = |account: &Account| match account {
            Account::Batch(_) => kind == 0,
            Account::Permission(_) => kind == 1,
            Account::Endorsement(_) => kind > 1,
            _ => false,
        };
        let fit: Vec<_> = works.iter().filter(|(_, account)| is_meant(account)).collect();
        let at = self.pick(fit.len());
        fit.get(at).map(|(_, account)| account.clone())
    }

    fn batch(&mut self, who: &Identity, authority: Pubkey, other: Pubkey) -> Option<Instruction> {
        let leaves = vec![self.world.leaf(&who.address, &who.address), self.world.leaf(&who.address, &other)];
        let tree = Tree::new(&leaves);
        let batch = attest_batch(who, tree.root(), [1; 32], 2);
        self.batches.push((tree, leaves));
        Some(Self::by(batch, who, authority))
    }

    fn promotion(&mut self) -> Option<Instruction> {
        let (batch, index) = (self.pick(self.batches.len()), self.pick(2));
        let payer = self.key();
        let (tree, leaves) = self.batches.get(batch)?;
        let (leaf, proof) = (leaves[index], tree.proof(index));
        assert_eq!(leaf.parent, ZERO);
        if leaf.author == leaf.creator {
            return Some(promote(&payer, None, &leaf, &tree.root(), proof));
        }
        let root = tree.root();
        if self.pick(2) == 0 {
            return Some(promote_permitted(&payer, &leaf, &root, proof));
        }
        let authority = self.world.creator(&Pubkey::from(leaf.creator)).authority;
        Some(promote(&payer, Some(authority), &leaf, &root, proof))
    }
}
