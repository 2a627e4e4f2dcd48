//! The weights of the matcher, worked out from the knowledge base alone.
