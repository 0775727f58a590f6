//! stub
use crate::Format;
pub(crate) fn convert(_text: &str, _from: Format, _to: Format) -> Option<String> {
    None
}
