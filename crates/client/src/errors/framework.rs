//! Codes that are not in our IDL: those of the framework that the programs are written in, and of the programs
//! that they call.

use solana_pubkey::Pubkey;

/// A code that the framework answers on our programs' behalf.
pub fn of_anchor(code: u32) -> Option<(String, String)> {
    let (name, message) = match code {
        2000 => ("ConstraintMut", "an account that is written to was passed as read-only"),
        2001 | 2012 => ("ConstraintAddress", "an account is not the one that another account names"),
        2003 => ("ConstraintRaw", "a relation between accounts does not hold"),
        2005 => ("ConstraintRentExempt", "an account has too few lamports for its size"),
        2007 => ("ConstraintExecutable", "an account that should be a program is none"),
        2011 => ("ConstraintClose", "an account cannot be closed into itself"),
        2013 => ("ConstraintZero", "an account that should be empty is in use"),
        2019 => ("ConstraintSpace", "an account has another size than it should"),
        2020 => ("ConstraintAccountIsNone", "an account that is needed here was left out"),
        2040 => {
            ("ConstraintDuplicateMutableAccount", "one account was passed in two places that write to it")
        }
        _ => return None,
    };
    Some((name.to_string(), message.to_string()))
}

/// A code of a program that ours call.
pub fn of_other_program(program: &Pubkey, code: u32) -> Option<(String, String)> {
    let (name, message) = if *program == solana_sdk_ids::system_program::ID {
        system(code)?
    } else if spl_generic_token::is_known_spl_token_id(program) {
        token(code)?
    } else {
        return None;
    };
    Some((name.to_string(), message.to_string()))
}

fn system(code: u32) -> Option<(&'static str, &'static str)> {
    Some(match code {
        0 => ("AccountAlreadyInUse", "an account at this address exists already"),
        1 => ("ResultWithNegativeLamports", "the account that pays has too little SOL"),
        _ => return None,
    })
}

fn token(code: u32) -> Option<(&'static str, &'static str)> {
    Some(match code {
        0 => ("NotRentExempt", "a token account has too few lamports for its size"),
        1 => ("InsufficientTokens", "the token account holds less than is to be moved"),
        2 => ("InvalidMint", "the mint is not valid"),
        3 => ("MintMismatch", "the token account is of another mint"),
        4 => ("OwnerMismatch", "the token account belongs to somebody else"),
        5 => ("FixedSupply", "the mint has no authority, so its supply is fixed"),
        6 => ("AlreadyInUse", "the account is initialised already"),
        11 => ("NonNativeHasBalance", "the token account is not empty"),
        14 => ("Overflow", "an amount is out of range"),
        17 => ("AccountFrozen", "the token account is frozen"),
        18 => ("MintDecimalsMismatch", "the amount was given for other decimals than the mint's"),
        _ => return None,
    })
}
