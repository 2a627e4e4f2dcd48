//! Text that remembers where it came from: input files, spans, front matter, YAML, hashes.

mod entries;
mod front_matter;
mod hash;
mod input_file;
pub(crate) mod typefaces;
mod yaml;

pub use entries::Entries;
pub use front_matter::{FrontMatter, split_front_matter};
pub(crate) use hash::hash;
pub use input_file::{InputFile, Span};
pub use yaml::{YamlFault, read_yaml, span_of};
