//! Questions that wait, and those that are under way: whoever has an answer may add more.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::index::answers::Question;

/// Asks questions on several threads, until none is left and none is under way. `take` gets the answers one at a time, and gives
/// the questions that follow from each.
pub(super) fn ask_all<A>(
    questions: Vec<Question>,
    at_once: usize,
    ask: impl Fn(&Question) -> A + Sync,
    take: impl FnMut(Question, A) -> Vec<Question> + Send,
) {
    let queue = Queue { state: Mutex::new(State { waiting: questions.into(), under_way: 0, take }), changed: Condvar::new() };
    thread::scope(|scope| (0..at_once).for_each(|_| drop(scope.spawn(|| queue.work(&ask)))));
}

struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    waiting: VecDeque<Question>,
    under_way: usize,
    take: T,
}

impl<T> Queue<T> {
    fn work<A>(&self, ask: impl Fn(&Question) -> A)
    where
        T: FnMut(Question, A) -> Vec<Question>,
    {
        let mut state = self.locked();
        loop {
            if let Some(question) = state.waiting.pop_front() {
                state.under_way += 1;
                drop(state);
                let answer = ask(&question);
                state = self.locked();
                state.under_way -= 1;
                let next = (state.take)(question, answer);
                state.waiting.extend(next);
                self.changed.notify_all();
            } else if state.under_way == 0 {
                return;
            } else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    fn locked(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
