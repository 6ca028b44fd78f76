//! Other programs, none of which holds this one up.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use crate::dataset::threads;

/// So long a program may take that is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it is asked whether it is done.
const TICK: Duration = Duration::from_millis(5);

/// What a program came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// It is done.
    Well,
    /// It failed, or there is none.
    Badly,
    /// It took too long and was ended.
    Late,
}

/// Runs a program with its arguments on some input, and waits for it for a while. What it starts may
/// stay, as what serves a clipboard does. Not for the loop: it waits.
pub(super) fn tell(words: &[&str], input: &[u8]) -> Ended {
    tell_within(words, input, PATIENCE)
}

fn tell_within(words: &[&str], input: &[u8], patience: Duration) -> Ended {
    let until = Instant::now() + patience;
    let Ok(mut child) = start(words, Stdio::piped(), Stdio::null()) else { return Ended::Badly };
    let (stdin, input) = (child.stdin.take(), input.to_vec());
    // A program that reads nothing would hold up who writes to it. Dropping its input ends it.
    let writing = threads::start(move || {
        let _ = stdin.map(|mut stdin| stdin.write_all(&input));
    });
    match writing {
        Ok(()) => wait(&mut child, until),
        Err(_) => {
            end(&mut child);
            Ended::Badly
        }
    }
}

/// What a program prints; `None` where it fails or takes too long. It waits, too.
pub(super) fn ask(words: &[&str]) -> Option<String> {
    let until = Instant::now() + PATIENCE;
    let mut child = start(words, Stdio::null(), Stdio::piped()).ok()?;
    let (printed, output) = channel();
    let stdout = child.stdout.take();
    let reading = threads::start(move || {
        let mut bytes = Vec::new();
        let _ = stdout.map(|mut stdout| stdout.read_to_end(&mut bytes));
        let _ = printed.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    if reading.is_err() {
        end(&mut child);
        return None;
    }
    let ended = wait(&mut child, until);
    let left = until.saturating_duration_since(Instant::now());
    output.recv_timeout(left).ok().filter(|_| ended == Ended::Well)
}

fn wait(child: &mut Child, until: Instant) -> Ended {
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ended::Well,
            Ok(Some(_)) | Err(_) => return Ended::Badly,
            Ok(None) if Instant::now() < until => thread::sleep(TICK),
            Ok(None) => {
                end(child);
                return Ended::Late;
            }
        }
    }
}

/// Starts a program that nobody waits for.
///
/// # Errors
/// That there is none of this name, or that the system refuses it.
pub(super) fn detach(words: &[&str]) -> io::Result<()> {
    let mut child = start(words, Stdio::null(), Stdio::null())?;
    // Its end is taken note of, so that nothing of it stays.
    let _ = threads::start(move || {
        let _ = child.wait();
    });
    Ok(())
}

fn start(words: &[&str], stdin: Stdio, stdout: Stdio) -> io::Result<Child> {
    let Some((program, arguments)) = words.split_first() else {
        return Err(io::ErrorKind::NotFound.into());
    };
    let mut command = Command::new(program);
    command.args(arguments).stdin(stdin).stdout(stdout).stderr(Stdio::null());
    // What the terminal does to this program's group is not for it, nor for what it starts.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

/// Ends a program and what it started.
fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_it_prints_and_what_it_comes_to_is_known() {
        assert_eq!(ask(&["sh", "-c", "echo some; echo more"]).as_deref(), Some("some\nmore\n"));
        assert_eq!(ask(&["sh", "-c", "echo some; exit 3"]), None);
        assert_eq!(tell(&["sh", "-c", "test \"$(cat)\" = words"], b"words"), Ended::Well);
        assert_eq!(tell(&["sh", "-c", "exit 3"], b""), Ended::Badly);
        assert_eq!(tell(&["there-is-no-such-program"], b""), Ended::Badly);
        assert_eq!(tell(&[], b""), Ended::Badly);
        // One that reads nothing of a long input, and one whose child stays.
        assert_eq!(tell(&["sh", "-c", "exec 0<&-"], &[b'x'; 1 << 20]), Ended::Well);
        assert_eq!(tell(&["sh", "-c", "sleep 5 &"], b""), Ended::Well);
    }

    #[test]
    fn one_that_hangs_is_ended_with_what_it_started() {
        let began = Instant::now();
        let short = Duration::from_millis(100);
        let hangs = ["sh", "-c", "sleep 60; sleep 60"];
        assert_eq!(tell_within(&hangs, &[b'x'; 1 << 20], short), Ended::Late);
        assert!(began.elapsed() < Duration::from_secs(30));
    }
}
