//! Facts in, what everybody may read out: the public site, and the same facts for machines.

pub mod site;
