package dev.noticeboard.flags.differential;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** flagd's evaluator for JavaScript in a process of Node.js. Its packages are fetched by npm once, into target/. */
final class Yardstick implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long FETCH_SECONDS = 180;

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private Yardstick(Process process) {
        this.process = process;
        this.questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @throws IOException with the reason if there is no Node.js, or npm cannot fetch the packages */
    static Yardstick start() throws IOException, InterruptedException {
        Path folder = Path.of("target", "node");
        Files.createDirectories(folder);
        for (String file : new String[] {"package.json", "evaluate.js"}) {
            Files.writeString(folder.resolve(file), Files.readString(Path.of("src", "test", "node", file)));
        }
        if (!Files.isDirectory(folder.resolve("node_modules/@openfeature/flagd-core"))) {
            fetch(folder);
        }
        return new Yardstick(new ProcessBuilder("node", "evaluate.js")
                .directory(folder.toFile())
                .redirectError(folder.resolve("evaluate.err").toFile())
                .start());
    }

    private static void fetch(Path folder) throws IOException, InterruptedException {
        File log = folder.resolve("npm.log").toFile();
        Process npm = new ProcessBuilder(
                        "npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        if (!npm.waitFor(FETCH_SECONDS, TimeUnit.SECONDS)) {
            npm.destroyForcibly();
            throw new IOException("npm install did not end within " + FETCH_SECONDS + " s");
        }
        if (npm.exitValue() != 0) {
            throw new IOException("npm install failed, see " + log);
        }
    }

    JsonNode ask(Object question) throws IOException {
        questions.write(JSON.writeValueAsString(question));
        questions.newLine();
        questions.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the yardstick ended; see target/node/evaluate.err");
        }
        return JSON.readTree(line);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
