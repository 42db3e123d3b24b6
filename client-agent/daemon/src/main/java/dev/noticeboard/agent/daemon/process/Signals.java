package dev.noticeboard.agent.daemon.process;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears the signals that this process gets. A port, because a test cannot signal its own JVM without ending it. */
@FunctionalInterface
public interface Signals {
    /** Has the action called, with the signal's name, in place of what the signal does otherwise. */
    void on(String signal, Consumer<String> action);

    /**
     * The JVM's. {@code sun.misc.Signal} is what JDK 17 to 25 have in the module jdk.unsupported; a signal that the JVM keeps for itself
     * (USR2 on some, HUP with {@code -Xrs}) stays as it is, with a line in the log.
     */
    static Signals ofThisProcess() {
        return JvmSignals::handle;
    }

    /** Apart, so that only it needs jdk.unsupported. */
    final class JvmSignals {
        private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

        // No other API hears signals, and JEP 260 keeps this one; javac warns of it whatever is suppressed, hence
        // reflection.
        private static void handle(String signal, Consumer<String> action) {
            try {
                Class<?> type = Class.forName("sun.misc.Signal");
                Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
                Object handler = java.lang.reflect.Proxy.newProxyInstance(
                        handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, args) -> {
                            if (method.getName().equals("handle")) {
                                action.accept(signal);
                                return null;
                            }
                            return switch (method.getName()) {
                                case "hashCode" -> System.identityHashCode(proxy);
                                case "equals" -> proxy == args[0];
                                default -> "handler of " + signal;
                            };
                        });
                type.getMethod("handle", type, handlerType)
                        .invoke(null, type.getConstructor(String.class).newInstance(signal), handler);
            } catch (ReflectiveOperationException e) {
                LOG.info("the signal {} cannot be heard in this JVM", signal);
            }
        }

        private JvmSignals() {}
    }
}
