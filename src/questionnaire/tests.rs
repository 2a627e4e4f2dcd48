//! Whole forms, read as a user would have them read.
