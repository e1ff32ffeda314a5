//! Hostile requests: each is refused for its own reason, and the honest one is paid for.

use super::*;

const GENESIS: u8 = 3;

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn address(seed: u8) -> Pubkey {
    Pubkey::new_from_array(key(seed).verifying_key().to_bytes())
}

fn terms() -> Terms {
    let platform =
        Platform { platform: address(50), pool: address(51), mint: address(52), treasury: address(53) };
    Terms { platform, payer: address(1), unit_price: 1_000 }
}

fn creator() -> Pubkey {
    Pubkey::find_program_address(&[b"creator", address(GENESIS).as_ref()], &idl::id("creators")).0
}

/// A call with the accounts that it must have; those without a rule are made up.
fn call(program: &str, name: &str, args: &[u8]) -> Instruction {
    let interface = idl::named(program).unwrap();
    let (discriminator, names) = interface.instruction_form(name).unwrap();
    let accounts = names.iter().enumerate().map(|(place, name)| match *name {
        "payer" => address(1),
        "genesis_key" | "authority" => address(GENESIS),
        "creator" | "holder" => creator(),
        "pool" => address(51),
        "platform" => address(50),
        "system_program" => Pubkey::default(),
        // Left out.
        "handle" if program == "creators" && name.is_empty() => interface.id,
        _ => address(100 + u8::try_from(place).unwrap()),
    });
    Instruction { program: interface.id, accounts: accounts.collect(), data: [&discriminator, args].concat() }
}

fn register() -> Instruction {
    call("creators", "register", &[[0; 32], [9; 32]].concat())
}

fn open_position() -> Instruction {
    call("equity", "open_position", &[])
}

fn units(limit: u32) -> Instruction {
    Instruction {
        program: COMPUTE_BUDGET,
        accounts: vec![],
        data: [&[2], limit.to_le_bytes().as_slice()].concat(),
    }
}

fn price(price: u64) -> Instruction {
    Instruction {
        program: COMPUTE_BUDGET,
        accounts: vec![],
        data: [&[3], price.to_le_bytes().as_slice()].concat(),
    }
}

/// A transaction of these calls: who pays first, then who else signs, signed by all but who pays.
fn build(signers: &[u8], calls: &[Instruction]) -> Vec<u8> {
    let mut keys: Vec<Pubkey> = signers.iter().map(|seed| address(*seed)).collect();
    for call in calls {
        for key in call.accounts.iter().chain([&call.program]) {
            if !keys.contains(key) {
                keys.push(*key);
            }
        }
    }
    let place = |key: &Pubkey| u8::try_from(keys.iter().position(|one| one == key).unwrap()).unwrap();
    let small = |length: usize| u8::try_from(length).unwrap();
    let mut message = vec![small(signers.len()), 0, 0, small(keys.len())];
    keys.iter().for_each(|key| message.extend_from_slice(key.as_ref()));
    message.extend_from_slice(&[7; 32]);
    message.push(small(calls.len()));
    for call in calls {
        message.extend_from_slice(&[place(&call.program), small(call.accounts.len())]);
        message.extend(call.accounts.iter().map(place));
        assert!(call.data.len() < 128);
        message.push(small(call.data.len()));
        message.extend_from_slice(&call.data);
    }
    let mut bytes = vec![small(signers.len())];
    for (index, seed) in signers.iter().enumerate() {
        let signature = if index == 0 { [0; 64] } else { key(*seed).sign(&message).to_bytes() };
        bytes.extend_from_slice(&signature);
    }
    bytes.extend_from_slice(&message);
    bytes
}

fn refused(bytes: &[u8]) -> Refusal {
    check(bytes, &terms(), &address(GENESIS)).unwrap_err()
}

#[test]
fn the_first_steps_are_paid_for() {
    let calls =
        [units(300_000), price(1_000), register(), open_position(), call("governance", "open_voter", &[])];
    let (transaction, cost) = check(&build(&[1, GENESIS], &calls), &terms(), &address(GENESIS)).unwrap();
    let size = |program: &str, name: &str| rent_of(idl::named(program).unwrap().size(name).unwrap());
    let rent = size("creators", "Creator")
        + size("creators", "Handle")
        + size("equity", "Position")
        + size("governance", "Voter");
    assert_eq!(cost, 2 * SIGNATURE + 300 + rent);
    let signed = sign(transaction, &key(1));
    let read = Unsigned::read(&signed).unwrap();
    assert!(is_signed(&address(1), &read.message, &read.signatures[0]));
}

#[test]
fn other_calls_are_not() {
    let is_call = |bytes: &[u8]| matches!(refused(bytes), Refusal::Call(_));
    let transfer = Instruction {
        program: Pubkey::default(),
        accounts: vec![address(1), address(9)],
        data: vec![2, 0, 0, 0, 1],
    };
    let other = Instruction { program: address(77), accounts: vec![address(1)], data: vec![] };
    let nonce =
        Instruction { program: Pubkey::default(), accounts: vec![address(9)], data: vec![4, 0, 0, 0] };
    for strange in [transfer, other, nonce] {
        assert!(is_call(&build(&[1, GENESIS], &[register(), strange.clone()])), "behind");
        assert!(is_call(&build(&[1, GENESIS], &[strange, register()])), "in front");
    }
    for (program, name) in [
        ("equity", "close_position"),
        ("equity", "create_grant"),
        ("creators", "release_handle"),
        ("attestations", "revoke"),
        ("governance", "create_platform"),
    ] {
        assert!(is_call(&build(&[1, GENESIS], &[call(program, name, &[])])), "{name}");
    }
    let mut more = open_position();
    more.accounts.push(address(88));
    assert!(is_call(&build(&[1, GENESIS], &[more])), "an account that it does not name");
    let mut less = open_position();
    less.accounts.pop();
    assert!(is_call(&build(&[1, GENESIS], &[less])));
    let mut longer = open_position();
    longer.data.push(0);
    assert!(is_call(&build(&[1, GENESIS], &[longer])), "bytes that it does not name");
    assert!(is_call(&build(&[1, GENESIS], &[units(1_000)])), "nothing is done");
    let many: Vec<Instruction> = (0..9).map(|_| open_position()).collect();
    assert!(is_call(&build(&[1, GENESIS], &many)), "a flood");
    let heap = Instruction { program: COMPUTE_BUDGET, accounts: vec![], data: vec![1, 0, 0, 4, 0] };
    assert!(is_call(&build(&[1, GENESIS], &[heap, register()])));
    assert!(is_call(&build(&[1, GENESIS], &[price(1), price(1), register()])), "set twice");
}

#[test]
fn nobody_elses_accounts_are() {
    let with = |mut call: Instruction, program: &str, name: &str, at: &str, key: Pubkey| {
        let (_, names) = idl::named(program).unwrap().instruction_form(name).unwrap();
        let place = names.iter().position(|one| *one == at).unwrap();
        call.accounts[place] = key;
        refused(&build(&[1, GENESIS], &[call]))
    };
    let is_account = |refusal: Refusal, name: &str| matches!(&refusal, Refusal::Account { name: found, .. } if found == name);
    // A flood of holders; another pool; a platform of somebody else; another genesis key; another who pays.
    assert!(is_account(with(open_position(), "equity", "open_position", "holder", address(60)), "holder"));
    assert!(is_account(with(open_position(), "equity", "open_position", "pool", address(61)), "pool"));
    assert!(is_account(with(open_position(), "equity", "open_position", "payer", address(GENESIS)), "payer"));
    let voter = || call("governance", "open_voter", &[]);
    assert!(is_account(with(voter(), "governance", "open_voter", "platform", address(62)), "platform"));
    assert!(is_account(
        with(voter(), "governance", "open_voter", "system_program", address(63)),
        "system_program"
    ));
    assert!(is_account(with(register(), "creators", "register", "genesis_key", address(64)), "genesis_key"));
    assert!(is_account(with(register(), "creators", "register", "creator", address(65)), "creator"));
    // The node's key where it would permit something.
    let claim = || call("creators", "claim_handle", &[0; 32]);
    assert!(is_account(with(claim(), "creators", "claim_handle", "authority", address(1)), "authority"));
    let attest = || call("attestations", "attest", &[[1; 32].as_slice(), &[2; 32], &[0]].concat());
    assert!(is_account(with(attest(), "attestations", "attest", "authority", address(1)), "authority"));
    assert!(check(&build(&[1, GENESIS], &[attest()]), &terms(), &address(GENESIS)).is_ok());
}

#[test]
fn who_pays_and_who_signs_is_checked() {
    assert!(
        matches!(refused(&build(&[GENESIS, 1], &[register()])), Refusal::Payer(_)),
        "somebody else first"
    );
    assert!(
        matches!(refused(&build(&[2, GENESIS], &[register()])), Refusal::Payer(_)),
        "somebody else alone"
    );
    let mut signed = build(&[1, GENESIS], &[register()]);
    signed[1] = 1;
    assert!(matches!(refused(&signed), Refusal::Payer(_)), "a signature in the node's place");
    let mut wrong = build(&[1, GENESIS], &[register()]);
    wrong[65] ^= 1;
    assert_eq!(refused(&wrong), Refusal::Signature(address(GENESIS)));
    let mut changed = build(&[1, GENESIS], &[register()]);
    *changed.last_mut().unwrap() ^= 1;
    assert_eq!(refused(&changed), Refusal::Signature(address(GENESIS)), "changed after it was signed");
}

#[test]
fn prices_have_a_limit() {
    assert!(matches!(refused(&build(&[1, GENESIS], &[price(1_001), register()])), Refusal::Price(_)));
    assert!(matches!(refused(&build(&[1, GENESIS], &[price(u64::MAX), register()])), Refusal::Price(_)));
    assert!(matches!(refused(&build(&[1, GENESIS], &[units(400_001), register()])), Refusal::Price(_)));
}

#[test]
fn bytes_are_read_whole() {
    let good = build(&[1, GENESIS], &[register()]);
    for length in 0..good.len() {
        assert_eq!(Unsigned::read(&good[..length]), None, "cut at {length}");
    }
    assert_eq!(Unsigned::read(&[good.as_slice(), &[0]].concat()), None, "something behind");
    let message = 1 + 2 * 64;
    let versioned = [&good[..message], &[0x80], &good[message..], &[0]].concat();
    assert!(Unsigned::read(&versioned).is_some(), "version 0 without a table");
    let table = [&good[..message], &[0x80], &good[message..], &[1], &[0; 34]].concat();
    assert_eq!(Unsigned::read(&table), None, "a lookup table");
    let newer = [&good[..message], &[0x81], &good[message..], &[0]].concat();
    assert_eq!(Unsigned::read(&newer), None, "an unknown version");
    assert_eq!(Unsigned::read(&[0; 1_233]), None);
}

#[test]
fn a_voucher_is_for_one_creator_platform_and_time() {
    let platform = address(50);
    let text = voucher_message(&platform, &address(GENESIS), 100);
    let signature = BASE64_STANDARD.encode(key(9).sign(text.as_bytes()).to_bytes());
    let good = Voucher { genesis_key: address(GENESIS).to_string(), expires: 100, signature };
    assert_eq!(good.check(&platform, &address(9), 100), Ok(address(GENESIS)));
    assert_eq!(good.check(&platform, &address(9), 101), Err(Refusal::Voucher("expired")));
    let unsigned = Err(Refusal::Voucher("is not signed by the registrar's authority"));
    assert_eq!(good.check(&address(51), &address(9), 100), unsigned);
    assert_eq!(good.check(&platform, &address(8), 100), unsigned);
    assert_eq!(Voucher { expires: 200, ..good.clone() }.check(&platform, &address(9), 100), unsigned);
    let other = Voucher { genesis_key: address(4).to_string(), ..good };
    assert_eq!(other.check(&platform, &address(9), 100), unsigned);
}
