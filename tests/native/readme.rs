//! The console blocks of documents are run: what a reader copies works, and prints what they say.
//!
//! In a ```` ```console ```` block, lines that begin with `$ logscry` are run from the root of the
//! checkout; the lines up to the next command are what it prints. `UPDATE=1` rewrites them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const DOCUMENTS: &[&str] = &["README.md", "ARCHITECTURE.md"];

#[test]
fn console_blocks_print_what_they_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut n_commands = 0;
    for name in DOCUMENTS {
        let text = fs::read_to_string(root.join(name)).unwrap();
        let (renewed, n_run) = with_current_output(&text);
        n_commands += n_run;
        if std::env::var_os("UPDATE").is_some() {
            fs::write(root.join(name), &renewed).unwrap();
        } else if renewed != text {
            let lines = text.lines().zip(renewed.lines()).enumerate();
            let differing = lines.clone().find(|(_, (is, should))| is != should);
            let (line, (is, should)) = differing.unwrap_or((0, ("", "")));
            panic!(
                "{name}:{}: the document says\n  {is}\nbut the command prints\n  {should}\n\
                 UPDATE=1 cargo test --test native readme rewrites the blocks",
                line + 1
            );
        }
    }
    assert!(n_commands >= 2, "the documents show the command at work");
}

/// The document with the output of each command as it is today, and how many commands there are.
fn with_current_output(text: &str) -> (String, usize) {
    let mut out = String::new();
    let mut is_console = false;
    let mut n_commands = 0;
    for line in text.lines() {
        if line.starts_with("```") {
            is_console = line == "```console";
        }
        let command = line.strip_prefix("$ ").filter(|_| is_console);
        if !is_console || command.is_some() || line.starts_with("```") {
            out.push_str(line);
            out.push('\n');
        }
        if let Some(command) = command {
            out.push_str(&output_of(command));
            n_commands += 1;
        }
    }
    (out, n_commands)
}

/// Standard output, then standard error, of a `logscry` command.
fn output_of(command: &str) -> String {
    let mut words = words(command).into_iter();
    assert_eq!(words.next().as_deref(), Some("logscry"), "only our command is run: {command}");
    let output = Command::new(env!("CARGO_BIN_EXE_logscry"))
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let streams = [output.stdout, output.stderr].concat();
    String::from_utf8(streams).unwrap()
}

/// Splits at spaces; single quotes hold words together, as in a shell.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for c in command.chars() {
        match c {
            '\'' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn quotes_hold_words_together() {
    assert_eq!(words("logscry -q 'a b'  c"), ["logscry", "-q", "a b", "c"]);
}
