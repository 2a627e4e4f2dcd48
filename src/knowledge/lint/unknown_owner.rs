//! `unknown-owner`: a role that `project.yaml` does not list.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let Some((_, project)) = &raw.project else { return };
    let mut check_role = |file, span, role: &str| {
        if !project.owners.iter().any(|owner| owner == role) {
            out.push(
                Diagnostic::error("unknown-owner", file, span, format!("unknown role `{role}`"))
                    .label("not in `owners` of project.yaml")
                    .help(super::suggest(
                        role,
                        project.owners.iter().map(String::as_str),
                        &format!("expected one of: {}", project.owners.join(", ")),
                    )),
            );
        }
    };
    for fact in &raw.facts {
        check_role(&fact.file, span_of(&fact.raw.owner), &fact.raw.owner.value);
        if let super::super::approval::RawApproval::Given { by, .. } = &fact.raw.approval.value {
            check_role(&fact.file, span_of(&fact.raw.approval), by);
        }
    }
    if let Some((file, routes)) = &raw.routes {
        for route in &routes.routes {
            check_role(file, span_of(route), &route.value.role);
        }
    }
}
