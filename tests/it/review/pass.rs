//! The pass over open items, without a terminal.

use super::{Case, FORM, base};
use neatline::knowledge::Knowledge;
use neatline::review::pass::{Key, Pass, Step};
use neatline::review::worksheet::Worksheet;

/// Presses keys as a host would, with the disk in a variable.
fn press(pass: &mut Pass, disk: &mut Worksheet, knowledge: &Knowledge, keys: &[Key]) {
    for key in keys {
        match pass.key(*key, knowledge) {
            Step::Stay => {}
            Step::Quit => return,
            Step::Store(wish) => match pass.settle(disk, &wish) {
                Ok(sheet) => {
                    *disk = Worksheet::read(&sheet.file).expect("what is written can be read");
                    pass.wrote(sheet, &wish);
                }
                Err(faults) => pass.say(faults[0].message.clone()),
            },
        }
    }
}

fn typed(text: &str) -> Vec<Key> {
    text.chars().map(Key::Char).collect()
}

#[test]
fn a_pass_decides_with_one_key_undoes_and_goes_on_later() {
    let case = Case::new(&base(), FORM);
    let knowledge = &case.knowledge;
    let mut disk = case.sheet();
    let mut pass = Pass::new(disk.clone(), false);
    assert_eq!(pass.progress(), (2, 0));
    assert_eq!(pass.view(knowledge).id, "2");
    press(&mut pass, &mut disk, knowledge, &typed("s"));
    assert_eq!(pass.view(knowledge).id, "3", "the next open item comes by itself");
    press(&mut pass, &mut disk, knowledge, &typed("/encr"));
    assert_eq!(pass.view(knowledge).choices[0].fact, "cache.encrypted");
    press(&mut pass, &mut disk, knowledge, &[Key::Enter]);
    assert_eq!(pass.progress(), (2, 2));
    assert_eq!(case.apply(&disk).expect("can be applied").items[2].facts(), ["cache.encrypted"]);
    press(&mut pass, &mut disk, knowledge, &typed("uu"));
    assert_eq!((pass.progress(), &disk), ((2, 0), &Pass::new(disk.clone(), false).sheet().clone()));
    assert!(disk.entries.iter().all(|entry| !entry.is_decided()));
    // Own words need a role; then everything is where a new pass finds it.
    press(&mut pass, &mut disk, knowledge, &typed("wBlue."));
    press(&mut pass, &mut disk, knowledge, &[Key::Enter]);
    press(&mut pass, &mut disk, knowledge, &typed("psc"));
    press(&mut pass, &mut disk, knowledge, &[Key::Enter]);
    let own = disk.entry(2).and_then(|entry| entry.own_words.clone()).expect("was written");
    assert_eq!((own.text.as_str(), own.by.as_str()), ("Blue.", "psc"));
    let later = Pass::new(disk.clone(), false);
    assert_eq!((later.progress(), later.view(knowledge).id.as_str()), ((2, 1), "3"));
}

#[test]
fn two_people_on_one_worksheet_lose_nothing() {
    let case = Case::new(&base(), FORM);
    let knowledge = &case.knowledge;
    let mut disk = case.sheet();
    let (mut one, mut two) = (Pass::new(disk.clone(), false), Pass::new(disk.clone(), false));
    press(&mut one, &mut disk, knowledge, &typed("s"));
    // The other has not seen that: the key is not taken until they have.
    press(&mut two, &mut disk, knowledge, &typed("p"));
    assert!(two.view(knowledge).message.contains("somebody else"), "{}", two.view(knowledge).message);
    assert_eq!(two.view(knowledge).decision, "skip");
    press(&mut two, &mut disk, knowledge, &[Key::Right, Key::Char('p')]);
    let decisions: Vec<String> =
        [2, 3].iter().filter_map(|no| Some(disk.entry(*no)?.decision.as_ref()?.0.to_string())).collect();
    assert_eq!(decisions, ["skip", "person"]);
}
