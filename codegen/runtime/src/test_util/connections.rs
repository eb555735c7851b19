//! Connections and their threads: none of them outlives the server.

use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::connection;
use super::simulated::Model;
use super::world::World;

/// The shared state of all threads of a server.
pub(super) struct Shared {
    pub(super) model: Model,
    world: Mutex<World>,
    connections: Mutex<Connections>,
    /// Signals that something must stop.
    changed: Condvar,
}

#[derive(Default)]
struct Connections {
    /// The generation of connections that may be open; older ones must end.
    generation: u64,
    next: u64,
    open: Vec<(u64, TcpStream)>,
    threads: Vec<JoinHandle<()>>,
}

/// Locks; a panicked thread cannot leave relevant partial state.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    pub(super) fn new(world: World) -> Self {
        let (model, connections) = (world.model, Mutex::default());
        Self { model, world: Mutex::new(world), connections, changed: Condvar::new() }
    }

    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        locked(&self.world)
    }

    pub(super) fn open(&self) -> usize {
        locked(&self.connections).open.len()
    }

    /// Waits; returns false if the connections of this generation must end.
    pub(super) fn wait(&self, time: Duration, generation: u64) -> bool {
        let end = Instant::now().checked_add(time);
        let mut connections = locked(&self.connections);
        while connections.generation == generation {
            let left =
                end.map_or(Duration::from_secs(3600), |end| end.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                return true;
            }
            let waited = self.changed.wait_timeout(connections, left);
            connections = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        false
    }

    /// Ends all connections, and waits for their threads.
    fn close(&self) {
        let mut connections = locked(&self.connections);
        connections.generation += 1;
        for (_, stream) in &connections.open {
            let _ = stream.shutdown(Shutdown::Both);
        }
        let threads = std::mem::take(&mut connections.threads);
        drop(connections);
        self.changed.notify_all();
        for thread in threads {
            let _ = thread.join();
        }
    }
}

/// A listening socket with its thread. Dropping it ends it and all connections.
pub(super) struct Acceptor {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Arc<std::sync::atomic::AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Acceptor {
    pub(super) fn start(listener: TcpListener, shared: &Arc<Shared>) -> std::io::Result<Self> {
        let address = listener.local_addr()?;
        let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
        let (of_thread, stopped) = (Arc::clone(shared), Arc::clone(&stop));
        let generation = locked(&shared.connections).generation;
        let run = move || {
            loop {
                let accepted = listener.accept();
                if stopped.load(std::sync::atomic::Ordering::SeqCst) {
                    return;
                }
                match accepted {
                    Ok((stream, _)) => serve(&of_thread, stream, generation),
                    // Too many open files, most likely: it may be temporary.
                    Err(_) => thread::sleep(Duration::from_millis(5)),
                }
            }
        };
        let thread = thread::Builder::new().name("test server".to_owned()).spawn(run)?;
        Ok(Self { address, shared: Arc::clone(shared), stop, thread: Some(thread) })
    }
}

impl Drop for Acceptor {
    fn drop(&mut self) {
        self.stop.store(true, std::sync::atomic::Ordering::SeqCst);
        // A connection ends the wait for connections.
        let woken = TcpStream::connect_timeout(&self.address, Duration::from_secs(5));
        if let Some(thread) = self.thread.take().filter(|_| woken.is_ok()) {
            let _ = thread.join();
        }
        self.shared.close();
    }
}

/// Starts a thread for a connection.
fn serve(shared: &Arc<Shared>, stream: TcpStream, generation: u64) {
    let Ok(handle) = stream.try_clone() else { return };
    let mut connections = locked(&shared.connections);
    connections.threads.retain(|thread| !thread.is_finished());
    connections.next += 1;
    let number = connections.next;
    let of_thread = Arc::clone(shared);
    let run = move || {
        let _closed = Closed { shared: &of_thread, number };
        connection::serve(&of_thread, stream, generation);
    };
    // The lock is held until the connection is listed, so that its thread cannot end before.
    if let Ok(thread) = thread::Builder::new().name("test connection".to_owned()).spawn(run) {
        connections.open.push((number, handle));
        connections.threads.push(thread);
    }
}

/// A guard that removes a connection from the list when its thread ends, however it ends.
struct Closed<'a> {
    shared: &'a Shared,
    number: u64,
}

impl Drop for Closed<'_> {
    fn drop(&mut self) {
        let mut connections = locked(&self.shared.connections);
        for (_, stream) in connections.open.iter().filter(|(number, _)| *number == self.number) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        connections.open.retain(|(number, _)| *number != self.number);
    }
}
