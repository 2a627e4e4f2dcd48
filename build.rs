//! Rebuilds the program when an embedded folder changes; Cargo does not see files that a macro includes.

fn main() {
    println!("cargo::rerun-if-changed=knowledge");
    println!("cargo::rerun-if-changed=templates");
}
