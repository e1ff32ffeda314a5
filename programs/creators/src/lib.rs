use anchor_lang::prelude::*;
use sbf_builtins as _;

declare_id!("BvwQ964k9Rn37nbVEtoXCUGWPXmKTauUxgCVtvvb9NPY");

#[program]
pub mod makerstake_creators {
    use super::*;
    pub fn ping(ctx: &mut Context<Ping>) -> Result<()> {
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Ping {
    pub who: Signer,
}
