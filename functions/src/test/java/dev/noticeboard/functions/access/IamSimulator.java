package dev.noticeboard.functions.access;

import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks npm's {@code @cloud-copilot/iam-simulate} what IAM would decide, for tests of any module beside functions: one run of Node.js for all questions. Without
 * Node.js, npm or the package there is no answer, and the standard error says so.
 */
public final class IamSimulator {
    private static final Path SOURCES = Path.of("../functions/src/test/iam");
    private static final Path WORK = Path.of("../functions/target/iam");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "simulate.mjs");
    private static final long LIMIT_SECONDS = 180;

    /**
     * Whether a role with these policies may do this.
     *
     * @param policies the names of the role's policies
     * @param context the request's condition keys
     * @param resourcePolicy the name of the resource's own policy; null for none
     */
    public record Question(
            List<String> policies,
            String action,
            String resource,
            Map<String, List<String>> context,
            @Nullable String resourcePolicy) {

        /** Whether a role with these policies may invoke this ARN of the API. */
        public Question(List<String> policies, String resource) {
            this(policies, "execute-api:Invoke", resource, Map.of(), null);
        }
    }

    /** What the script reads. */
    record Input(Map<String, ?> policies, List<Question> questions) {}

    /** What it writes. */
    record Output(List<Boolean> answers) {}

    private IamSimulator() {}

    /** The answer to each question, given the policies' documents by name; empty without Node.js or the package. */
    public static Optional<Map<Question, Boolean>> ask(Map<String, ?> policies, Set<Question> questions) {
        try {
            Optional<String> missing = install();
            if (missing.isPresent()) {
                System.err.println("SKIPPED: nobody asked IAM's simulator about the policies " + policies.keySet()
                        + ": " + missing.get() + ".");
                return Optional.empty();
            }
            List<Question> order = new ArrayList<>(questions);
            Files.writeString(WORK.resolve("questions.json"), Json.write(new Input(policies, order)));
            Path answers = WORK.resolve("answers.json");
            Files.deleteIfExists(answers);
            Optional<String> failure = run("node", "simulate.mjs", "questions.json", "answers.json");
            if (failure.isPresent()) {
                throw new AssertionError(failure.get());
            }
            List<Boolean> said =
                    Json.readStrict(Files.readString(answers), Output.class).answers();
            Map<Question, Boolean> all = new HashMap<>();
            for (int i = 0; i < order.size(); i++) {
                all.put(order.get(i), said.get(i));
            }
            return Optional.of(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs what the lock file names, once; why that failed, if it did. */
    private static Optional<String> install() throws IOException {
        Files.createDirectories(WORK);
        Path installed = WORK.resolve("node_modules/installed.json");
        String lock = Files.readString(SOURCES.resolve("package-lock.json"));
        for (String file : FILES) {
            Files.copy(SOURCES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.exists(installed) && Files.readString(installed).equals(lock)) {
            return run("node", "--version");
        }
        Optional<String> failure = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (failure.isEmpty()) {
            Files.writeString(installed, lock);
        }
        return failure;
    }

    /** Runs a command; what it said if it failed. */
    private static Optional<String> run(String... command) throws IOException {
        Path log = WORK.toAbsolutePath().resolve(command[0] + ".log");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(WORK.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            return Optional.of("there is no " + command[0] + " here");
        }
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return Optional.of(command[0] + " took more than " + LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue() == 0
                ? Optional.empty()
                : Optional.of(String.join(" ", command) + " failed: " + Files.readString(log));
    }
}
