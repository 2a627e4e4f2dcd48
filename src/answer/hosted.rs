//! Is a form written for a hosted service?

use crate::questionnaire::Questionnaire;

/// Words that only make sense of a service somebody runs for the asker, or of a company that sells one.
const CUES: &[&str] = &[
    "your service",
    "the service",
    "your company",
    "your organization",
    "your organisation",
    "service provider",
    "saas",
    "cloud",
    "hosted",
    "hosting",
    "tenant",
    "data center",
    "data centre",
    "datacenter",
    "subscription",
    "paid plan",
    "our data",
    "customer data",
    "client data",
    "uptime",
    "sla",
    "customers",
    "your customers",
    "your employees",
    "your staff",
    "users to change their own password",
    "iso 27001",
    "soc 2",
    "isms",
    "backup",
    "disaster recovery",
    "vendor",
    "supplier",
    "サービス",
    "御社",
    "貴社",
    "クラウド",
    "votre entreprise",
    "votre société",
    "hébergé",
    "hébergement",
    "sous-traitant",
    "ihr unternehmen",
    "rechenzentrum",
    "gehostet",
    "su empresa",
    "alojado",
    "proveedor",
];

/// Whether the standing statement belongs first: the title, the guidance or at least one item in ten speaks of a service or of a
/// company.
pub fn is_for_hosted_service(form: &Questionnaire) -> bool {
    let speaks = |text: &str| {
        let text = text.to_lowercase();
        CUES.iter().any(|cue| text.contains(cue))
    };
    let items = form.items.iter().filter(|item| speaks(&item.text)).count();
    items * 10 >= form.items.len().max(1) || form.title.as_deref().is_some_and(speaks)
}
