package dev.noticeboard.agent;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes an agent's threads: daemons, named after what they do. */
final class AgentThreads {
    private static final long IDLE_SECONDS = 10;

    private final String agent;

    /** @param agent whose, for the names */
    AgentThreads(String agent) {
        this.agent = agent;
    }

    ThreadFactory named(String role) {
        return task -> {
            Thread thread = new Thread(task, "noticeboard-" + role + " " + agent);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** One thread, there only while there is something to do. */
    ThreadPoolExecutor single(String role) {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(role));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
