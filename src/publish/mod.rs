//! Facts in, what everybody may read out: a public site for people, and the same facts for machines.

pub mod export;
pub mod site;
