package dev.noticeboard.functions.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Runs threads one step at a time, in an order that a seed decides: each waits at its next step for its turn. */
public final class Interleaver {
    private static final int NOBODY = -1;

    private final Random random;
    private final TreeSet<Integer> waiting = new TreeSet<>();
    private int active;
    private int turn = NOBODY;

    public Interleaver(long seed) {
        this.random = new Random(seed);
    }

    /** Runs all of them to their ends; a failure of one is thrown. */
    public void run(List<Runnable> tasks) {
        active = tasks.size();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            int id = i;
            Thread thread = new Thread(() -> {
                try {
                    step(id);
                    tasks.get(id).run();
                } finally {
                    finish();
                }
            });
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((t, e) -> {
                synchronized (failures) {
                    failures.add(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.get(0));
        }
    }

    /** Waits for the turn of this thread. */
    public synchronized void step(int id) {
        waiting.add(id);
        pick();
        while (turn != id) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        turn = NOBODY;
        waiting.remove(id);
    }

    private synchronized void finish() {
        active--;
        pick();
    }

    private void pick() {
        if (turn == NOBODY && active > 0 && waiting.size() == active) {
            turn = new ArrayList<>(waiting).get(random.nextInt(waiting.size()));
            notifyAll();
        }
    }
}
