//! `bad-classifier`: the file of the trained classifier was changed by hand, or was trained on other wordings.

use super::super::Classifier;
use super::super::hash::hash_wording;
use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

const HELP: &str = "run `neatline train --write`, then `neatline eval` on the labelled sets";

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let Some((file, classifier)) = &raw.classifier else { return };
    let place = span_of(&classifier.trained_on);
    let fault = match Classifier::new(&classifier.entries, &classifier.stems) {
        Ok(classifier) => classifier.fault(),
        Err(fault) => Some(fault),
    };
    if let Some(fault) = fault {
        out.push(Diagnostic::error("bad-classifier", file, place, fault).help(HELP));
    } else if classifier.trained_on.value != hash_wording(raw) {
        let message = "the classifier is older than the wordings of the base";
        out.push(Diagnostic::warning("bad-classifier", file, place, message).help(HELP));
    }
}
