package dev.noticeboard.functions.artefact;

/** Run in a JVM of its own beside Lambda's jar: makes each handler that it is given, as Lambda would, and names it. Needs nothing but the JDK. */
final class HandlersProbe {
    public static void main(String[] handlers) throws ReflectiveOperationException {
        for (String handler : handlers) {
            Object made = Class.forName(handler).getDeclaredConstructor().newInstance();
            System.out.println("made " + made.getClass().getName());
        }
    }

    private HandlersProbe() {}
}
