use anchor_lang::prelude::*;
use sbf_builtins as _;

declare_id!("DS7cgCvnfDunhk4ZjUGq6mL6r4HEmgx2b6tGMdf4eBsZ");

#[program]
pub mod makerstake_governance {
    use super::*;
    pub fn ping(ctx: &mut Context<Ping>) -> Result<()> {
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Ping {
    pub who: Signer,
}
