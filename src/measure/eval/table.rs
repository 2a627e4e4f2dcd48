//! The report as plain text, the same bytes for the same report.

use super::Report;
use super::groups::Group;

/// A share as a percentage with one decimal; `-` where there is none.
fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "-".into(), |value| format!("{:.1}", value * 100.0))
}

/// The headline: what the README shows.
pub fn summary(report: &Report) -> String {
    let mut out = format!(
        "{} items: {} answerable, {} unknown, {} for a person, {} no question. Knowledge {}\nthresholds: high {}, medium {}, low {}\n\n",
        report.items,
        report.answerable,
        report.unknown,
        report.person,
        report.not_a_question,
        report.knowledge,
        report.thresholds[0],
        report.thresholds[1],
        report.thresholds[2],
    );
    out.push_str(&format!("{:<38} {:>6}   {}\n", "", "%", "95 % interval"));
    for line in &report.lines {
        match line.estimate {
            Some(estimate) => out.push_str(&format!(
                "{:<38} {:>6}   {} to {}\n",
                line.name,
                percent(Some(estimate.value)),
                percent(Some(estimate.low)),
                percent(Some(estimate.high))
            )),
            None => out.push_str(&format!("{:<38} {:>6}\n", line.name, "-")),
        }
    }
    out
}

/// The ablation: each row adds one part to the row above it.
pub fn ablation(report: &Report) -> String {
    let mut out = format!(
        "{:<34} {:>6} {:>6} {:>6} {:>6} {:>8} {:>8}\n",
        "each row adds to the one above", "P@1", "R@3", "MRR", "AUROC", "cov@95", "cov@97"
    );
    for row in &report.ablation {
        let numbers = [row.first, row.among_three, row.reciprocal_rank, row.auroc].map(|value| percent(Some(value)));
        out.push_str(&format!("{:<34}", row.name));
        numbers.iter().for_each(|number| out.push_str(&format!(" {number:>6}")));
        for value in [row.coverage_at_95, row.coverage_at_97] {
            out.push_str(&format!(" {:>8}", percent(Some(value))));
        }
        out.push('\n');
    }
    out
}

/// The whole report.
pub fn full(report: &Report) -> String {
    let mut out = summary(report);
    if !report.ablation.is_empty() {
        out.push('\n');
        out.push_str(&ablation(report));
    }
    let lists = [
        ("expected", &report.kinds),
        ("confidence of the answer", &report.bands),
        ("style", &report.styles),
        ("scope", &report.scopes),
        ("language", &report.languages),
    ];
    for (title, list) in lists {
        out.push('\n');
        out.push_str(&groups(title, list));
    }
    out.push('\n');
    out.push_str(&tradeoff(report));
    if !report.stops.is_empty() {
        out.push_str(&format!("\n{:<24} {:>12} {:>12}\n", "part", "bad stopped", "good cost"));
    }
    for stop in &report.stops {
        out.push_str(&format!("{:<24} {:>12} {:>12}\n", stop.name, stop.stopped, stop.cost));
    }
    out.push_str(&format!("\n{:<16} {:>7} {:>7} {:>7}\n", "probability", "answers", "said", "found"));
    for bin in &report.bins {
        let range = format!("{:.1} to {:.1}", bin.from, bin.from + 0.1);
        out.push_str(&format!("{range:<16} {:>7} {:>7.2} {:>7.2}\n", bin.answers, bin.said, bin.found));
    }
    out.push_str(&format!("\nwrong answers: {}\n", report.wrong.len()));
    for wrong in &report.wrong {
        out.push_str(&format!(
            "\n{} {}\n  {}: expected {}, answered by {} at {:.2}\n",
            wrong.id,
            wrong.text,
            wrong.mark.name(),
            wrong.expected,
            wrong.facts.join(", "),
            wrong.probability
        ));
        for reason in &wrong.reasons {
            out.push_str(&format!("  - {reason}\n"));
        }
    }
    out
}

/// Precision against coverage at steps: what each coverage would cost.
fn tradeoff(report: &Report) -> String {
    let mut out = format!("{:<24} {:>10} {:>8} {:>10}\n", "threshold", "precision", "answers", "coverage");
    let mut next = 0.1;
    for point in &report.curve {
        if point.coverage >= next {
            out.push_str(&format!(
                "{:<24.3} {:>10} {:>8} {:>10}\n",
                point.threshold,
                percent(Some(point.precision)),
                point.answered,
                percent(Some(point.coverage))
            ));
            // The next full tenth above this point.
            next = ((point.coverage * 10.0).floor() + 1.0) / 10.0;
        }
    }
    out
}

fn groups(title: &str, groups: &[Group]) -> String {
    let mut out = format!(
        "{title:<24} {:>6} {:>10} {:>6} {:>6} {:>8} {:>6} {:>9}\n",
        "items", "answerable", "P@1", "R@3", "answers", "wrong", "coverage"
    );
    for group in groups {
        out.push_str(&format!(
            "{:<24} {:>6} {:>10} {:>6} {:>6} {:>8} {:>6} {:>9}\n",
            group.name,
            group.items,
            group.answerable,
            percent(group.first),
            percent(group.among_three),
            group.answers,
            group.wrong,
            percent(group.coverage)
        ));
    }
    out
}
