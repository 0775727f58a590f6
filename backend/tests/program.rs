//! The program `heilsam` as the operator calls it.

#[cfg(test)]
mod program {
    mod evidence;
    mod operator;
}
