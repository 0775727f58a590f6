//! What stands in the network: encryption of the connection, headers, and the pages that are handed out.

pub mod certificate;
pub mod content_policy;
pub mod no_third_party;
pub mod own_links;
pub mod plain_transport;
pub mod security_headers;
pub mod tls;
pub mod web_surface;
