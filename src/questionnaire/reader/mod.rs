//! One reader a format. Each turns content into a [`Reading`](super::draft::Reading); none judges a whole form.

pub(super) mod csv;
pub(super) mod email;
pub(super) mod markdown;
pub(super) mod text;
