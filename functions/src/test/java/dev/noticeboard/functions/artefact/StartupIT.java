package dev.noticeboard.functions.artefact;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each handler answers out of Lambda's jar alone, called by Lambda's own client: nothing that it needs was minimised away. */
class StartupIT {
    /** One for all, which takes longer to make than a function to start. */
    private static final String BOARD = Startup.newBoard();

    private static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx400m");

    static List<String> handlers() {
        return LambdaJar.handlers().stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void handler_whenCalledThroughLambdasClient_answersFromItsJarAlone(String handler) {
        ColdStarts.Setting setting = new ColdStarts.Setting(handler, FLAGS, false, Startup.environment(BOARD));
        try (ColdStarts starts = new ColdStarts(setting)) {
            assertTrue(starts.measure().second() > 0);
        }
    }
}
