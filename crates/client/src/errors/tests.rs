use super::*;

fn custom(index: u8, code: u32) -> TransactionError {
    TransactionError::InstructionError(index, InstructionError::Custom(code))
}

#[test]
fn a_refusal_by_the_system_program_is_explained() {
    let programs = [solana_sdk_ids::compute_budget::ID, solana_sdk_ids::system_program::ID];
    let explanation = explain(&custom(1, 1), &programs, &[]);
    assert_eq!(explanation.instruction, Some(0));
    assert_eq!(
        explanation.to_string(),
        "system program: the account that pays has too little SOL (ResultWithNegativeLamports 1)"
    );
    assert!(explanation.remedy.unwrap().contains("fund it"));
}

#[test]
fn the_innermost_program_is_the_one_that_refused() {
    let logs = [
        format!("Program {} invoke [1]", Program::Governance.id()),
        format!("Program {} invoke [2]", spl_token_interface::ID),
        format!("Program {} failed: custom program error: 0x1", spl_token_interface::ID),
        format!("Program {} failed: custom program error: 0x1", Program::Governance.id()),
    ];
    let explanation = explain(&custom(0, 1), &[Program::Governance.id()], &logs);
    assert_eq!(explanation.program, Some(spl_token_interface::ID));
    assert_eq!(explanation.name, "InsufficientTokens");
}

#[test]
fn a_framework_code_of_ours_is_explained() {
    let explanation = explain(&custom(0, 2040), &[Program::Creators.id()], &[]);
    assert_eq!(
        explanation.to_string(),
        "creators: one account was passed in two places that write to it (ConstraintDuplicateMutableAccount 2040)"
    );
}

#[test]
fn a_payer_without_sol_is_told_to_fund() {
    let explanation = explain(&TransactionError::AccountNotFound, &[], &[]);
    assert_eq!(explanation.name, "AccountNotFound");
    assert!(explanation.remedy.unwrap().starts_with("the payer has no SOL"));
}

#[test]
fn an_unknown_code_is_not_invented() {
    let elsewhere = Pubkey::new_from_array([7; 32]);
    let explanation = explain(&custom(0, 77), &[elsewhere], &[]);
    assert_eq!((explanation.code, explanation.name.as_str()), (Some(77), "Custom"));
}
