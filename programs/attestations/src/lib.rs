use anchor_lang::prelude::*;
use sbf_builtins as _;

declare_id!("8FQrMK5sND8GJh9oLBokpmuDEoRaynf3TDWzqQ1LnK3Y");

#[program]
pub mod makerstake_attestations {
    use super::*;
    pub fn ping(ctx: &mut Context<Ping>) -> Result<()> {
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Ping {
    pub who: Signer,
}
