package dev.noticeboard.agent;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Lets a request that is waiting for its answer be cut short from another thread. An interrupt does not do that: a read
 * from a {@link java.net.Socket} ignores it. Thread-safe.
 */
public final class AwsAbortableHttpClient implements SdkHttpClient {
    private final SdkHttpClient client;
    private final Map<Thread, ExecutableHttpRequest> waiting = new ConcurrentHashMap<>();

    /** @param client does the work; closed with this */
    public AwsAbortableHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                waiting.put(Thread.currentThread(), prepared);
                try {
                    return prepared.call();
                } finally {
                    waiting.remove(Thread.currentThread());
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    /** Cuts short the request that this thread waits for, if it waits for one. */
    public void abort(Thread thread) {
        ExecutableHttpRequest request = waiting.get(thread);
        if (request != null) {
            request.abort();
        }
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
