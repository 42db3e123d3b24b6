package dev.noticeboard.localstack.roles;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Records the calls of one function's clients, each with the way through the code that first led to it. Thread-safe. */
final class AwsCallRecorder implements ExecutionInterceptor {
    private static final StackWalker STACK = StackWalker.getInstance();
    private static final String OURS = "dev.noticeboard.functions.";

    private final Map<AwsCall, String> calls = new LinkedHashMap<>();
    private final Set<String> adapters = new LinkedHashSet<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Deque<String> way = way();
        String text = String.join(" < ", way);
        synchronized (this) {
            AwsCallParts.of(context.request()).forEach(call -> calls.putIfAbsent(call, text));
            way.stream().filter(AwsCallRecorder::ofAdapter).forEach(adapters::add);
        }
    }

    /** From the adapter outwards to the handler, as {@code Class.method}. The clients are synchronous: what calls is on the stack. */
    private static Deque<String> way() {
        return STACK.walk(frames -> {
            Deque<String> way = new ArrayDeque<>();
            frames.filter(f -> f.getClassName().startsWith(OURS)).forEach(f -> {
                String step = step(f.getClassName(), f.getMethodName());
                if (!step.equals(way.peekLast())) {
                    way.addLast(step);
                }
            });
            return way;
        });
    }

    /** A method as {@code Class.method}; a lambda counts as the method that it stands in. */
    static String step(String type, String method) {
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "."
                + method.replaceAll("^lambda\\$(.+)\\$\\d+$", "$1");
    }

    private static boolean ofAdapter(String step) {
        return step.startsWith("DynamoDb")
                || step.startsWith("Sqs")
                || step.startsWith("Sns")
                || step.startsWith("Aws");
    }

    /** The calls, with the ways to them. */
    synchronized Map<AwsCall, String> calls() {
        return new LinkedHashMap<>(calls);
    }

    /** The adapters' methods that led to calls, as {@code Class.method}. */
    synchronized Set<String> adapters() {
        return new LinkedHashSet<>(adapters);
    }
}
