//! The share mint: Token-2022 with its own metadata, no freeze authority, supply zero.

use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_system_interface::instruction::create_account;
use spl_token_2022_interface::{
    extension::{metadata_pointer, ExtensionType},
    instruction::initialize_mint2,
    state::Mint,
};

use super::{Chain, MigrationError};

/// Token-2022.
pub const TOKEN_2022: Pubkey = spl_token_2022_interface::ID;
/// What the metadata takes besides its three texts: type, length, update authority, mint, the texts' lengths, and the
/// number of further fields (none).
const METADATA_OVERHEAD: usize = 4 + 64 + 12 + 4;

/// Creates a mint with MetadataPointer and TokenMetadata and nothing else. `payer`, `mint` and `authority` sign. From the
/// beginning on only `namer` could change the metadata: the pool to be founded on it, which has no instruction for that.
///
/// # Errors
/// [`MigrationError::Rpc`] when the rent is not known; [`MigrationError::Instruction`].
pub fn create_metadata_mint(
    chain: &impl Chain,
    payer: &Pubkey,
    mint: &Pubkey,
    (authority, namer): (&Pubkey, &Pubkey),
    decimals: u8,
    [name, symbol, uri]: [&str; 3],
) -> Result<Vec<Instruction>, MigrationError> {
    let made =
        |error: &dyn std::fmt::Display| MigrationError::Instruction(format!("the share mint: {error}"));
    let space = ExtensionType::try_calculate_account_len::<Mint>(&[ExtensionType::MetadataPointer])
        .map_err(|error| made(&error))?;
    // The token program grows the account for the metadata and expects its rent to be there already.
    let whole = space + METADATA_OVERHEAD + name.len() + symbol.len() + uri.len();
    Ok(vec![
        create_account(payer, mint, chain.rent(whole)?, space as u64, &TOKEN_2022),
        metadata_pointer::instruction::initialize(&TOKEN_2022, mint, None, Some(*mint))
            .map_err(|error| made(&error))?,
        initialize_mint2(&TOKEN_2022, mint, authority, None, decimals).map_err(|error| made(&error))?,
        spl_token_metadata_interface::instruction::initialize(
            &TOKEN_2022,
            mint,
            namer,
            mint,
            authority,
            name.to_string(),
            symbol.to_string(),
            uri.to_string(),
        ),
    ])
}
