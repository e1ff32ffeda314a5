use anchor_lang::prelude::*;
use sbf_builtins as _;

declare_id!("2rHcquyMKJrTEL6Jo9v58A1hUVqcy2CpJkt7cdDySi8k");

#[program]
pub mod makerstake_equity {
    use super::*;
    pub fn ping(ctx: &mut Context<Ping>) -> Result<()> {
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Ping {
    pub who: Signer,
}
