//! What a shell's job control makes of the process: in the foreground, in the background, stopped.

#[cfg(unix)]
pub(super) use unix::*;

#[cfg(unix)]
mod unix {
    use std::io;

    use rustix::process::{Signal, getpgid, getpgrp, getppid, getsid, kill_current_process_group};
    use rustix::stdio::stdout;
    use rustix::termios::{LocalModes, tcgetattr, tcgetpgrp};

    /// Whether the terminal is this job's: what touches it from the background is stopped.
    pub(in super::super) fn is_foreground() -> bool {
        tcgetpgrp(stdout()).is_ok_and(|group| group == getpgrp())
            // It is not the terminal that jobs are controlled from.
            || tcgetpgrp(stdout()).is_err()
    }

    /// Whether the background may write to the terminal.
    pub(in super::super) fn may_write() -> bool {
        tcgetattr(stdout()).is_ok_and(|modes| !modes.local_modes.contains(LocalModes::TOSTOP))
    }

    /// Whether somebody is there who could continue the job once it is stopped: a shell in the same
    /// session that is not of the job itself. In a window of its own there is none, and there the
    /// system stops nothing either.
    pub(in super::super) fn can_be_continued() -> bool {
        let (group, Ok(session)) = (getpgrp(), getsid(None)) else { return false };
        let by_parent = |parent| {
            getpgid(Some(parent)).is_ok_and(|of_parent| of_parent == group)
                || getsid(Some(parent)).is_ok_and(|of_parent| of_parent == session)
        };
        group != session && getppid().is_some_and(by_parent)
    }

    /// Stops the job, until somebody continues it.
    pub(in super::super) fn stop() -> io::Result<()> {
        Ok(kill_current_process_group(Signal::STOP)?)
    }
}

#[cfg(not(unix))]
pub(super) fn is_foreground() -> bool {
    true
}

#[cfg(not(unix))]
pub(super) fn may_write() -> bool {
    true
}
