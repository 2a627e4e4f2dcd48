//! Facts in, what everybody may read out: the same facts for machines.

pub mod export;
