//! Safe bindings of the media codecs.
