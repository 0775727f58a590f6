//! The catalogues that come with the product.

#[cfg(test)]
mod files;
