//! Grids as forms have them, and what is made of them.

use super::*;

fn grid(text: &str) -> Grid {
    let mut grid = Grid::of_rows("Sheet1", text.lines().map(|line| line.split('|').map(str::to_owned).collect()));
    grid.widens = true;
    grid
}

fn read(grid: &Grid) -> Vec<(String, String, String)> {
    find_layout(grid)
        .items
        .into_iter()
        .map(|item| (item.id.unwrap_or_default(), item.section.unwrap_or_default(), item.text))
        .collect()
}

fn items(text: &str) -> Vec<(String, String, String)> {
    read(&grid(text))
}

fn item(id: &str, section: &str, text: &str) -> (String, String, String) {
    (id.to_owned(), section.to_owned(), text.to_owned())
}

fn slots(layout: &Layout, item: usize) -> Vec<(SlotRole, usize)> {
    layout.items[item].slots.iter().map(|slot| (slot.role, slot.at.column)).collect()
}

#[test]
fn the_header_is_found_below_titles() {
    assert_eq!(
        items("Vendor form||\n||\nNo.|Question|Answer\n1|Is it safe?|\n2|Password policy|"),
        [item("1", "", "Is it safe?"), item("2", "", "Password policy")]
    );
}

#[test]
fn sections_come_from_rows_and_columns() {
    assert_eq!(
        items("ID|Question|Answer\nAccess||\nA-1|Is it?|\n|Data|\nA-2|Has it?|"),
        [item("A-1", "Access", "Is it?"), item("A-2", "Data", "Has it?")]
    );
    assert_eq!(
        items("Category|Question|Answer\nAccess|Is it?|\n|Has it?|\nData|Does it?|"),
        [item("", "Access", "Is it?"), item("", "Access", "Has it?"), item("", "Data", "Does it?")]
    );
    assert_eq!(items("ID|Question|Answer\n2|Access|\n2.1|Is it?|"), [item("2.1", "2 Access", "Is it?")]);
}

#[test]
fn floats_examples_and_fillers() {
    assert_eq!(
        items(
            "Id|Question|Answer\ne.g.|Is it blue?|Yes\n1.0|Is it?|\n2.0|#N/A|\n3.0|Has it?|\nId|Question|Answer\n4.0|Other:|"
        ),
        [item("1", "", "Is it?"), item("3", "", "Has it?")]
    );
    assert_eq!(items("Id|Question\n1.0|Is it?\n1.1|Has it?"), [item("1.0", "", "Is it?"), item("1.1", "", "Has it?")]);
}

#[test]
fn tables_without_a_header_are_told_by_their_questions() {
    assert_eq!(
        items("1|Is it safe?|\n2|Has it a lock?|"),
        [item("1", "", "Is it safe?"), item("2", "", "Has it a lock?")]
    );
    assert!(items("Name|Price\nApple|3\nPear|4").is_empty());
    assert!(items("Id|Description|Status\n1|Crash on start|open\n2|Typo|closed").is_empty());
}

#[test]
fn blank_fields_are_items_and_rating_tables_are_not() {
    assert_eq!(items("Field|Response\nCompany name|\nWebsite|").len(), 2);
    assert!(items("Category|Rating|Notes\nGovernance|[ ] Strong [ ] Weak|").is_empty());
}

#[test]
fn answer_and_comment_columns_are_told_from_those_of_others() {
    let layout = find_layout(&grid(
        "ID|Question|Answer type|Response required|Vendor response|Vendor comments|Assessor notes\n\
         1|Is it?|Text|Yes|||\n2|Has it?|Text|Yes|||\n3|Does it?|Text|Yes|||",
    ));
    assert_eq!(slots(&layout, 0), [(SlotRole::Answer, 4), (SlotRole::Comment, 5)]);
}

#[test]
fn one_of_several_columns_takes_a_mark() {
    let layout =
        find_layout(&grid("No|Question|Response|||Remarks\n||Yes|No|Not Applicable|\n1|Is it?||||\n2|Has it?||x||"));
    let slot = &layout.items[0].slots[0];
    assert_eq!(
        slot.accepts,
        LaidAccepts::Mark(vec![
            ("Yes".into(), At::new(2, 2)),
            ("No".into(), At::new(2, 3)),
            ("Not Applicable".into(), At::new(2, 4))
        ])
    );
    assert_eq!(slot.locked, None);
    assert_eq!(layout.items[1].slots[0].holds.as_deref(), Some("No"));
    assert_eq!(layout.items[1].slots[0].locked.as_deref(), Some(crate::questionnaire::REAL_ANSWER));
    assert_eq!(layout.items[0].slots[1].role, SlotRole::Comment);
}

#[test]
fn a_column_is_added_where_none_takes_answers() {
    let layout = find_layout(&grid("Ref|Requirement\nA-1|Is it?\nA-2|Has it?"));
    assert_eq!(slots(&layout, 1), [(SlotRole::Answer, 2)]);
    assert_eq!(layout.added, [AddedHeader { at: At::new(0, 2), text: "Answer" }]);
}

#[test]
fn a_section_title_may_head_the_question_column() {
    let text = "Stream|Level|Strategy|Answer|Interview Notes|Rating\nA|1|Do you know the risk?|||0\n|||||\n\
                Stream|Level|Policy|Answer|Interview Notes|Rating\nB|1|Do you have a policy?|||0\nB|2|Do you keep it?|||0";
    assert_eq!(
        items(text),
        [
            item("", "Strategy", "Do you know the risk?"),
            item("", "Policy", "Do you have a policy?"),
            item("", "Policy", "Do you keep it?")
        ]
    );
    assert_eq!(slots(&find_layout(&grid(text)), 2), [(SlotRole::Answer, 3), (SlotRole::Comment, 4)]);
}

#[test]
fn real_answers_are_kept_and_defaults_are_not_answers() {
    let real = find_layout(&grid(
        "Q#|Question|Answer|Comment\n1|Is it?|Yes|since 2019\n2|Has it?||\n3|Does it?||\n4|Can it?||",
    ));
    assert_eq!(real.items[0].slots[0].locked.as_deref(), Some(crate::questionnaire::REAL_ANSWER));
    assert_eq!(real.items[1].slots[0].locked, None);
    let default =
        find_layout(&grid("Q#|Question|Answer|Comment\n1|Is it?|No|\n2|Has it?|No|\n3|Does it?|No|\n4|Can it?|No|"));
    assert_eq!(default.items[0].slots[0].locked, None);
    assert_eq!(default.items[0].slots[0].holds.as_deref(), Some("No"));
}

#[test]
fn guidance_rows_and_follow_ups_lean_on_the_row_above() {
    let layout = find_layout(&grid(
        "ID|Question|Answer\nA1|Is there a policy?|\n|Guidance text that explains the policy at length.|\nA2|Is there a plan?|\n\
         |More words about the plan.|\nA3|Is it tested?|\n|Words about tests.|\n|If so, how often?|",
    ));
    let texts: Vec<&str> = layout.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(texts, ["Is there a policy?", "Is there a plan?", "Is it tested?", "If so, how often?"]);
    assert_eq!(layout.items[0].guidance.as_deref(), Some("Guidance text that explains the policy at length."));
}

#[test]
fn answers_go_into_the_blank_row_below() {
    let mut below = grid("1|How are keys kept?\n|\n2|Do you sign releases?\n|");
    for row in [1, 3] {
        below.merges.push(Area { first: At::new(row, 1), last: At::new(row, 4) });
    }
    let layout = find_layout(&below);
    assert_eq!(slots(&layout, 0), [(SlotRole::Answer, 1)]);
    assert_eq!(layout.items[1].slots[0].at, At::new(3, 1));
    assert_eq!(layout.items.len(), 2);
    // Blank rows that are not merged only part the questions.
    let plain = find_layout(&grid("1|How are keys kept?\n|\n2|Do you sign releases?\n|"));
    assert!(plain.items[0].slots.iter().all(|slot| slot.at.row == 0));
}

#[test]
fn statements_need_answers_beside_them() {
    assert_eq!(items("Ref|Description\n1|The system shall log access.\n2|The system must be patched.").len(), 2);
    assert!(items("Ref|Description\n1|The first release.\n2|Reworded a paragraph.").is_empty());
}

#[test]
fn numbered_rows_above_the_first_header_belong_to_its_table() {
    let text = "Form||\nGNRL-01|Name of the supplier|\nPlease fill in all of it.||\nID|Question|Answer\nCOMP-01|Is there a team?|";
    let ids: Vec<String> = items(text).into_iter().map(|item| item.0).collect();
    assert_eq!(ids, ["GNRL-01", "COMP-01"]);
}

#[test]
fn scores_come_with_their_legend() {
    let layout = find_layout(&grid(
        "Score: 5 = fully implemented|\n2 = partially implemented|\n0 = not implemented|\nScore|Requirement|Remarks\n|Is it?|\n|Has it?|",
    ));
    assert_eq!(layout.items.len(), 2);
    let slot = &layout.items[0].slots[0];
    assert_eq!((slot.role, slot.at.column), (SlotRole::Answer, 0));
    assert!(matches!(&slot.accepts, LaidAccepts::OneOf(list) if list.contains(&"2".to_owned())), "{slot:?}");
}
