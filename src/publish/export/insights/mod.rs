//! `security-insights`: OpenSSF Security Insights 2, YAML. Everything comes from the `publish` section of `project.yaml`, and each
//! field rests on a fact that goes out; a part whose facts do not is left out whole, since the format demands it whole.

mod shape;

use super::{Error, Export, Material};
use crate::knowledge::{Citation, Fact, Licence, Reporting, Repository, Stated, Team};
use jiff::civil::Date;
use serde_saphyr::Spanned;
use shape::{
    Assessment, Assessments, Contact, Header, Insights, License, Project, ProjectRepository,
    Repository as RepositoryShape, Security, VulnerabilityReporting,
};

const FORMAT: &str = "security-insights";
/// The fields used here are all in the first version of the second format.
const SCHEMA_VERSION: &str = "2.0.0";
/// Documents that belong to the project; the others belong to the repository.
const PROJECT_DOCUMENTS: [&str; 6] = [
    "detailed-guide",
    "code-of-conduct",
    "quickstart-guide",
    "release-process",
    "support-policy",
    "signature-verification",
];
/// Documents that belong to the repository.
const REPOSITORY_DOCUMENTS: [&str; 5] =
    ["contributing-guide", "dependency-management-policy", "governance", "review-policy", "security-policy"];

pub(super) fn render(material: &Material<'_>) -> Result<Export, Error> {
    let publishing = &material.knowledge.project.publishing;
    let repository =
        publishing.repository.as_ref().ok_or(Error::MissingField { format: FORMAT, field: "publish.repository" })?;
    if web(&repository.url).is_none() {
        return Err(Error::BadField {
            format: FORMAT,
            field: "publish.repository.url",
            expected: "an address of the web",
        });
    }
    let mut maker = Maker { material, rests_on: Vec::new(), notes: Vec::new() };
    let project = match &publishing.reporting {
        Some(reporting) => maker.whole("project", |maker| maker.project(repository, reporting)),
        None => {
            maker.notes.push("`project` is left out, because project.yaml has no `publish.reporting`".to_owned());
            None
        }
    };
    let repository_part = maker.whole("repository", |maker| maker.repository(repository));
    for name in publishing.documents.keys() {
        if !PROJECT_DOCUMENTS.contains(&name.as_str()) && !REPOSITORY_DOCUMENTS.contains(&name.as_str()) {
            maker.notes.push(format!("`publish.documents` names `{name}`, which the format does not have"));
        }
    }
    let facts = &maker.rests_on;
    let (Some(first), Some(last)) = (day(facts, Iterator::min), day(facts, Iterator::max)) else {
        return Err(Error::Nothing { format: FORMAT, what: "no public fact that `publish` rests on" });
    };
    let insights = Insights {
        header: Header {
            schema_version: SCHEMA_VERSION.to_owned(),
            last_updated: last.to_string(),
            last_reviewed: first.to_string(),
            url: repository.url.clone(),
            comment: format!("{} From {}.", material.approval(facts.iter().copied()), material.provenance()),
        },
        project,
        repository: repository_part,
    };
    let text = serde_saphyr::to_string(&insights).expect("internal error: plain data does not serialise");
    Ok(Export { text, notes: maker.notes })
}

fn day(facts: &[&Fact], choose: fn(std::vec::IntoIter<Date>) -> Option<Date>) -> Option<Date> {
    choose(facts.iter().map(|fact| fact.reviewed).collect::<Vec<_>>().into_iter())
}

/// Fills parts, and remembers the facts they rest on.
struct Maker<'m, 'a> {
    material: &'m Material<'a>,
    rests_on: Vec<&'a Fact>,
    notes: Vec<String>,
}

/// The id of a fact that a part needs and that does not go out.
struct Unfounded(String);

impl<'a> Maker<'_, 'a> {
    /// A part, or a note on the fact that it lacks.
    fn whole<T>(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Result<T, Unfounded>) -> Option<T> {
        let known = self.rests_on.len();
        match make(self) {
            Ok(part) => Some(part),
            Err(Unfounded(fact)) => {
                self.rests_on.truncate(known);
                self.notes
                    .push(format!("`{name}` is left out, because the fact `{fact}` is not public or does not hold"));
                None
            }
        }
    }

    fn fact(&mut self, id: &Spanned<String>) -> Result<&'a Fact, Unfounded> {
        let fact = self.material.fact(&id.value).ok_or_else(|| Unfounded(id.value.clone()))?;
        self.rests_on.push(fact);
        Ok(fact)
    }

    fn stated(&mut self, stated: &Stated) -> Result<bool, Unfounded> {
        self.fact(&stated.fact).map(|_| stated.value)
    }

    fn team(&mut self, team: &Team) -> Result<Vec<Contact>, Unfounded> {
        self.fact(&team.fact)?;
        Ok(vec![Contact { name: team.name.clone(), primary: true, email: team.email.clone() }])
    }

    fn project(&mut self, repository: &Repository, reporting: &Reporting) -> Result<Project, Unfounded> {
        let project = &self.material.knowledge.project;
        let is_address = project.contacts.security.contains('@') && !project.contacts.security.contains(':');
        let mut comment = self.fact(&reporting.accepted.fact)?.short.clone();
        if let Some(url) = &reporting.url {
            comment = format!("{comment} {url}");
        }
        Ok(Project {
            name: project.name.clone(),
            homepage: web(&project.contacts.site),
            administrators: self.team(&repository.administrators)?,
            repositories: vec![ProjectRepository {
                name: repository.url.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned(),
                comment: repository.about.clone(),
                url: repository.url.clone(),
            }],
            vulnerability_reporting: VulnerabilityReporting {
                reports_accepted: self.stated(&reporting.accepted)?,
                bug_bounty_available: self.stated(&reporting.bounty)?,
                contact: is_address.then(|| Contact {
                    name: format!("{} security contact", project.name),
                    primary: true,
                    email: Some(project.contacts.security.clone()),
                }),
                comment,
                security_policy: web(&project.contacts.policy),
            },
            documentation: self.documents(&PROJECT_DOCUMENTS),
        })
    }

    fn repository(&mut self, repository: &Repository) -> Result<RepositoryShape, Unfounded> {
        self.fact(&repository.status.fact)?;
        let own = self.fact(&repository.self_assessment)?;
        // Another's test that cannot be shown is left out alone: the format can do without.
        let others = repository.assessments.iter().filter_map(|id| self.fact(id).ok()).collect::<Vec<_>>();
        Ok(RepositoryShape {
            status: repository.status.value,
            url: repository.url.clone(),
            accepts_change_request: self.stated(&repository.accepts_changes)?,
            accepts_automated_change_request: self.stated(&repository.accepts_automated_changes)?,
            core_team: self.team(&repository.core_team)?,
            license: self.license(&repository.licence)?,
            security: Security {
                assessments: Assessments {
                    own: assessment(own, false),
                    third_party: others.into_iter().map(|fact| assessment(fact, true)).collect(),
                },
            },
            documentation: self.documents(&REPOSITORY_DOCUMENTS),
        })
    }

    fn license(&mut self, licence: &Licence) -> Result<License, Unfounded> {
        self.fact(&licence.fact)?;
        let url = self.source(&licence.source).ok_or_else(|| Unfounded(licence.source.value.clone()))?;
        Ok(License { url, expression: licence.expression.clone() })
    }

    fn source(&self, id: &Spanned<String>) -> Option<String> {
        self.material.knowledge.sources.get(&id.value).and_then(|source| web(&source.url))
    }

    fn documents(&self, names: &[&'static str]) -> shape::Documents {
        let documents = &self.material.knowledge.project.publishing.documents;
        names.iter().filter_map(|name| Some((*name, self.source(documents.get(*name)?)?))).collect()
    }
}

/// The words of a fact. A source that shows an absence is no evidence of an assessment.
fn assessment(fact: &Fact, evidence: bool) -> Assessment {
    let source = |citation: &Citation| web(&citation.url);
    Assessment {
        name: evidence.then(|| fact.title.clone()),
        comment: fact.short.clone(),
        evidence: if evidence { fact.citations.iter().find_map(source) } else { None },
    }
}

/// The format takes addresses of the web only.
fn web(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    (!rest.is_empty() && !url.contains(char::is_whitespace)).then(|| url.to_owned())
}
