//! Telling a program from a form: comments ask, too.

use super::asks::starts_as_question;
use super::blocks::Block;

/// Whether at least a quarter of the lines are a program's.
pub(super) fn is_program(blocks: &[Block]) -> bool {
    let (mut code, mut lines) = (0usize, 0usize);
    for (_, line) in blocks.iter().flat_map(|block| &block.lines) {
        lines += 1;
        code += usize::from(is_code(line));
    }
    lines >= 4 && code * 4 >= lines
}

fn is_code(line: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "//", "/*", "*/", "#include", "#[", "#!", "import ", "from ", "def ", "fn ", "use ", "let ", "const ", "var ",
        "return ", "class ", "pub ", "impl ", "package ", "<?php", "elif ", "else:", "try:", "end",
    ];
    let line = line.trim();
    let opened = OPENINGS.iter().any(|opening| line.starts_with(opening)) && !starts_as_question(line);
    let closed = line.ends_with(['{', '}', ';', ':', ')', ',', ']']) || line.ends_with("*/");
    let comment = ["//", "/*", "#[", "#!"].iter().any(|opening| line.starts_with(opening));
    ["{", "}", "};", ");", "},", "})", "],", "();"].iter().any(|end| line.ends_with(end))
        || comment
        || (opened && (closed || !line.contains(['.', '?', ','])))
        || [" = ", " == ", "::", " => ", " := ", "->"].iter().any(|sign| line.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn lines_of_programs() {
        for line in [
            "let x = y?;",
            "}",
            "// Is this public?",
            "import os",
            "def main():",
            "if a == b {",
            "std::fs::read(path)",
            "foo();",
        ] {
            assert!(is_code(line), "{line}");
        }
        for line in [
            "Is it safe?",
            "From where is it downloaded?",
            "Data is encrypted;",
            "Class of data",
            "Use of cookies, if any",
            "Yes -",
            "e.g.) a)",
        ] {
            assert!(!is_code(line), "{line}");
        }
    }
}
