//! Independent work on every core.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Does tasks on as many threads as there are cores; the results come in the order of the tasks.
pub fn side_by_side<T: Sync, R: Send>(tasks: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(tasks.len().max(1));
    let next = AtomicUsize::new(0);
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let run = || {
            let mut own = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(task) = tasks.get(number) else { return own };
                own.push((number, work(task)));
            }
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("internal error: a thread panicked")).collect()
    });
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::side_by_side;

    #[test]
    fn results_come_in_the_order_of_the_tasks() {
        let tasks: Vec<u64> = (0..500).collect();
        // Early tasks take longest.
        let work = |task: &u64| (0..(500 - task) * 50).fold(*task, |sum, n| std::hint::black_box(sum + n) - n);
        assert_eq!(side_by_side(&tasks, work), tasks);
        assert!(side_by_side(&[], work).is_empty());
    }
}
