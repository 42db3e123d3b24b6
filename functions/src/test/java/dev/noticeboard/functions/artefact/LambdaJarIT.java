package dev.noticeboard.functions.artefact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.observe.JsonLogProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that Lambda runs: what is in it, what must not be, and that the handlers can be made from it alone. */
class LambdaJarIT {
    /** Lambda takes 50 MB zipped; the ceiling is ours: a library more that comes in by accident is to be seen. */
    private static final long MOST_BYTES = 21_000_000;

    /** Other HTTP clients, the emulator with what it brings, and what tests are made with. */
    private static final List<String> FORBIDDEN = List.of(
            "io/netty/",
            "org/apache/",
            "software/amazon/awssdk/http/apache",
            "software/amazon/awssdk/http/nio/",
            "software/amazon/awssdk/http/crt/",
            "software/amazon/dynamodb/",
            "com/amazonaws/services/dynamodbv2/local/",
            "com/almworks/",
            "org/eclipse/jetty/",
            "com/amazonaws/services/lambda/runtime/api/",
            "org/junit/",
            "net/jqwik/",
            "org/opentest4j/",
            "org/apiguardian/",
            "org/mockito/",
            "com/tngtech/",
            "scala/",
            "kotlin/",
            "org/yaml/",
            "com/fasterxml/jackson/databind/");

    @Test
    void jar_holdsOneOfEachAndNothingThatDoesNotBelong() {
        List<String> entries = LambdaJar.entries();
        assertEquals(
                List.of(),
                entries.stream()
                        .filter(name -> FORBIDDEN.stream().anyMatch(name::startsWith))
                        .toList());
        Set<String> seen = new HashSet<>();
        assertEquals(List.of(), entries.stream().filter(name -> !seen.add(name)).toList());
        // A signature of one library would make the JVM refuse the classes of the others.
        assertEquals(
                List.of(),
                entries.stream()
                        .filter(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)"))
                        .toList());
        assertTrue(seen.contains("software/amazon/awssdk/http/urlconnection/UrlConnectionHttpClient.class"));
        assertEquals(
                List.of(),
                entries.stream()
                        .filter(name -> name.startsWith("org/slf4j/simple/"))
                        .toList(),
                "the log is written by the provider of our own");
    }

    @Test
    void size_staysBelowTheCeiling() throws IOException {
        long bytes = Files.size(LambdaJar.path());
        assertTrue(bytes <= MOST_BYTES, () -> "the jar has " + bytes + " bytes, the ceiling is " + MOST_BYTES);
    }

    @Test
    void servicesAndLicencesOfTheLibraries_areMerged() {
        assertEquals(
                JsonLogProvider.class.getName(),
                LambdaJar.text("META-INF/services/org.slf4j.spi.SLF4JServiceProvider")
                        .strip());
        String notice = LambdaJar.text("META-INF/NOTICE");
        for (String owner : List.of("Jackson", "AWS SDK for Java", "Joda")) {
            assertTrue(notice.contains(owner), () -> owner + " is not in: " + notice);
        }
        String licences = LambdaJar.text("META-INF/LICENSE")
                + LambdaJar.text("META-INF/LICENSE.txt")
                + LambdaJar.text("META-INF/re2j-LICENSE");
        for (String text : List.of("Apache License", "QOS.ch", "Copyright (c) 2009 The Go Authors")) {
            assertTrue(licences.contains(text), text);
        }
    }

    @Test
    void handlers_areAllInItAndCanBeMadeFromItAlone(@TempDir Path directory) throws IOException, InterruptedException {
        List<String> handlers = LambdaJar.handlers();
        assertTrue(handlers.contains("dev.noticeboard.functions.ApiFunction"), handlers::toString);
        assertEquals(
                List.of(),
                handlers.stream()
                        .map(name -> name.replace('.', '/') + ".class")
                        .filter(name -> !LambdaJar.entries().contains(name))
                        .toList());

        // The probe is copied, so that no library of the tests is in reach of the handlers.
        String probe = HandlersProbe.class.getName();
        Path copy = directory.resolve(probe.replace('.', '/') + ".class");
        Files.createDirectories(copy.getParent());
        try (InputStream in = HandlersProbe.class.getResourceAsStream("HandlersProbe.class")) {
            Files.copy(in, copy);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                LambdaJar.path() + java.io.File.pathSeparator + directory,
                probe));
        command.addAll(handlers);
        Path output = directory.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(LambdaJar.environment());
        Process process = builder.start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the JVM does not end");
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), said);
        handlers.forEach(handler -> assertTrue(said.contains("made " + handler), said));
        assertFalse(said.contains("SLF4J"), () -> "SLF4J complains: " + said);
    }
}
