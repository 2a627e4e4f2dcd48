//! Stub.
pub fn render_html(_d: &super::block::Document) -> String {
    String::new()
}
