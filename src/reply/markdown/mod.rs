//! Stub.
pub fn render_markdown(_d: &super::block::Document) -> String {
    String::new()
}
