//! The example of docs/offerings.md, played as the page shows it.

use makerstake_testkit::offerings::*;

use crate::support::settled;

const PAGE: &str = include_str!("../../docs/offerings.md");

/// `1,234.567890` in units of a millionth.
fn units(text: &str) -> u64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("no number: {text}"))
}

#[test]
fn the_table_of_the_page_is_what_the_program_does() {
    let table = PAGE.split("| investor |").nth(1).expect("the table").lines().skip(2);
    let rows: Vec<(String, [u64; 4])> = table
        .map_while(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
            let [name, numbers @ ..] = cells.as_slice() else { return None };
            let numbers: Vec<u64> = numbers.iter().map(|cell| units(cell)).collect();
            Some((name.to_string(), numbers.try_into().expect("four numbers")))
        })
        .collect();
    let (total, rows) = rows.split_last().expect("rows");
    let amounts: Vec<u64> = rows.iter().map(|(_, [amount, ..])| *amount).collect();
    assert_eq!(amounts.len(), 7);
    let (mut world, sale, investors) = settled(&Terms::open(), &amounts);
    for (investor, (name, [amount, bought, paid, back])) in investors.iter().zip(rows) {
        let commitment = world.commitment(&sale, &investor.address);
        assert_eq!(
            (commitment.amount, commitment.bought, commitment.owed),
            (*amount, *bought, *back),
            "{name}"
        );
        assert_eq!(amount - back, *paid, "{name}");
        world.send(&[refund(&sale, &investor.address, &investor.account)], &[]).unwrap();
        assert_eq!(world.tokens(&investor.account), *back, "{name}");
    }
    let offering = world.offering(&sale);
    let sums = [offering.committed, offering.bought, offering.paid, offering.refunded];
    assert_eq!(sums, total.1);
    assert_eq!(world.tokens(&sale.proceeds), offering.paid);
}
