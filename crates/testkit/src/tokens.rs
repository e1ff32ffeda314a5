//! Mints and token accounts of both token programs.

use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_program_pack::Pack;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_system_interface::instruction::create_account;
use spl_associated_token_account_interface::{
    address::get_associated_token_address_with_program_id,
    instruction::create_associated_token_account_idempotent,
};
use spl_token_2022_interface::{
    extension::{metadata_pointer, ExtensionType, PodStateWithExtensions},
    instruction as token,
    pod::{PodAccount, PodMint},
    state::Mint,
};

use crate::{addresses, equity::EQUITY, World};

/// SPL Token, the legacy program.
pub const TOKEN: Pubkey = spl_token_interface::ID;
/// Token-2022.
pub const TOKEN_2022: Pubkey = spl_token_2022_interface::ID;
/// Decimals of every mint made here.
pub const DECIMALS: u8 = 6;

/// What a mint is made with.
#[derive(Clone, Copy, Debug)]
pub struct MintOptions<'a> {
    /// [`TOKEN`] or [`TOKEN_2022`].
    pub program: Pubkey,
    /// Who may mint.
    pub authority: Pubkey,
    /// Who may freeze, where anyone may.
    pub freeze: Option<Pubkey>,
    /// Extensions besides the metadata's, initialised by [`MintOptions::before`].
    pub extensions: &'a [ExtensionType],
    /// Instructions (made from the mint's address) that initialise [`MintOptions::extensions`].
    pub before: fn(&Pubkey) -> Vec<Instruction>,
}

impl MintOptions<'_> {
    /// A mint without freeze authority and without extensions.
    pub fn plain(program: Pubkey, authority: Pubkey) -> Self {
        Self { program, authority, freeze: None, extensions: &[], before: |_| Vec::new() }
    }
}

impl World {
    /// A mint without metadata.
    ///
    /// # Panics
    /// Where the token program refuses.
    pub fn mint(&mut self, options: MintOptions<'_>) -> Pubkey {
        let mint = self.keypair();
        let address = mint.pubkey();
        let space = if options.program == TOKEN {
            Mint::LEN
        } else {
            ExtensionType::try_calculate_account_len::<Mint>(options.extensions).expect("known extensions")
        };
        let mut instructions = vec![self.create(&address, space, 0, &options.program)];
        instructions.extend((options.before)(&address));
        instructions.push(
            token::initialize_mint2(
                &options.program,
                &address,
                &options.authority,
                options.freeze.as_ref(),
                DECIMALS,
            )
            .expect("a token program"),
        );
        self.send(&instructions, &[&mint]).expect("mint");
        address
    }

    /// A Token-2022 mint that carries its own metadata (MetadataPointer and TokenMetadata), as the suite asks for: only the
    /// pool to be founded on it could change them.
    ///
    /// # Panics
    /// Where the token program refuses.
    pub fn mint_with_metadata(&mut self, authority: &Keypair, name: &str, symbol: &str, uri: &str) -> Pubkey {
        self.mint_named_by(authority, (name, symbol, uri), |mint| {
            (None, addresses::find(&[b"pool", mint.as_ref()], &EQUITY))
        })
    }

    /// The same, with whoever may change where the metadata is, and the metadata.
    ///
    /// # Panics
    /// Where the token program refuses.
    pub fn mint_named_by(
        &mut self,
        authority: &Keypair,
        (name, symbol, uri): (&str, &str, &str),
        authorities: impl FnOnce(&Pubkey) -> (Option<Pubkey>, Pubkey),
    ) -> Pubkey {
        let mint = self.keypair();
        let address = mint.pubkey();
        let (pointer, update) = authorities(&address);
        let space = ExtensionType::try_calculate_account_len::<Mint>(&[ExtensionType::MetadataPointer])
            .expect("known extension");
        let metadata = 4 + 64 + 12 + name.len() + symbol.len() + uri.len() + 4;
        let instructions = [
            self.create(&address, space, metadata, &TOKEN_2022),
            metadata_pointer::instruction::initialize(&TOKEN_2022, &address, pointer, Some(address))
                .expect("metadata pointer"),
            token::initialize_mint2(&TOKEN_2022, &address, &authority.pubkey(), None, DECIMALS)
                .expect("mint"),
            spl_token_metadata_interface::instruction::initialize(
                &TOKEN_2022,
                &address,
                &update,
                &address,
                &authority.pubkey(),
                name.to_string(),
                symbol.to_string(),
                uri.to_string(),
            ),
        ];
        self.send(&instructions, &[&mint, authority]).expect("mint with metadata");
        address
    }

    /// The associated token account of `owner`, created where it does not exist.
    ///
    /// # Panics
    /// Where the token program refuses.
    pub fn token_account(&mut self, mint: &Pubkey, owner: &Pubkey) -> Pubkey {
        let program = self.account(mint).expect("the mint exists").owner;
        let instruction =
            create_associated_token_account_idempotent(&self.fee_payer.pubkey(), owner, mint, &program);
        self.send(&[instruction], &[]).expect("token account");
        get_associated_token_address_with_program_id(owner, mint, &program)
    }

    /// Mints `amount` base units to a token account.
    ///
    /// # Panics
    /// Where the token program refuses.
    pub fn mint_to(&mut self, mint: &Pubkey, account: &Pubkey, authority: &Keypair, amount: u64) {
        let program = self.account(mint).expect("the mint exists").owner;
        let instruction = token::mint_to(&program, mint, account, &authority.pubkey(), &[], amount)
            .expect("a token program");
        self.send(&[instruction], &[authority]).expect("mint_to");
    }

    /// Moves `amount` base units between token accounts.
    ///
    /// # Panics
    /// Where the token program refuses.
    pub fn transfer_tokens(
        &mut self,
        mint: &Pubkey,
        from: &Pubkey,
        to: &Pubkey,
        owner: &Keypair,
        amount: u64,
    ) {
        let program = self.account(mint).expect("the mint exists").owner;
        let instruction =
            token::transfer_checked(&program, from, mint, to, &owner.pubkey(), &[], amount, DECIMALS)
                .expect("a token program");
        self.send(&[instruction], &[owner]).expect("transfer_checked");
    }

    /// Base units in a token account.
    ///
    /// # Panics
    /// Where it is no token account.
    pub fn tokens(&self, account: &Pubkey) -> u64 {
        let data = self.account(account).expect("the token account exists").data;
        PodStateWithExtensions::<PodAccount>::unpack(&data).expect("a token account").base.amount.into()
    }

    /// Base units of a mint's supply.
    ///
    /// # Panics
    /// Where it is no mint.
    pub fn supply(&self, mint: &Pubkey) -> u64 {
        let data = self.account(mint).expect("the mint exists").data;
        PodStateWithExtensions::<PodMint>::unpack(&data).expect("a mint").base.supply.into()
    }

    /// Creates an account of `space` bytes with rent for `extra` more, paid by the fee payer.
    fn create(&self, address: &Pubkey, space: usize, extra: usize, owner: &Pubkey) -> Instruction {
        create_account(&self.fee_payer.pubkey(), address, self.rent(space + extra), space as u64, owner)
    }
}
