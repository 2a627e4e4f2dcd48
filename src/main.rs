//! The `neatline` program: hands the arguments to [`neatline::cli`] and its exit code to the system.

fn main() -> std::process::ExitCode {
    neatline::cli::run(std::env::args_os())
}
