package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionsJarTest {
    private static final String NAME = "noticeboard-functions-1.0-lambda.jar";

    @TempDir
    Path folder;

    @Test
    void jar_whenNamed_isThatOne() throws IOException {
        Path jar = Files.createFile(folder.resolve("any.jar"));
        assertEquals(jar, FunctionsJar.find(jar.toString(), folder, folder));
    }

    @Test
    void jar_whenNamedAndMissing_isAnErrorThatNamesIt() {
        String message = message(folder.resolve("any.jar").toString());
        assertTrue(message.contains("any.jar") && message.contains(FunctionsJar.VARIABLE), message);
    }

    @Test
    void jar_whenBuilt_isFoundFromAnyFolderOfTheBuild() throws IOException {
        Path jar = Files.createFile(
                Files.createDirectories(folder.resolve("functions/target")).resolve(NAME));
        Files.createFile(folder.resolve("functions/target/noticeboard-functions-1.0.jar"));
        Path module = Files.createDirectories(folder.resolve("cdk/target"));
        assertEquals(jar, FunctionsJar.find(null, module, folder));
    }

    @Test
    void jar_whenInstalled_isFoundInTheRepository() throws IOException {
        Path version = Files.createDirectories(folder.resolve("m2/dev/noticeboard/noticeboard-functions/1.0"));
        Path jar = Files.createFile(version.resolve(NAME));
        assertEquals(jar, FunctionsJar.find(null, folder.resolve("elsewhere"), folder.resolve("m2")));
    }

    @Test
    void jar_whenNowhere_isAnErrorThatSaysHowToBuildIt() {
        String message = message(null);
        assertTrue(message.contains("./mvnw package -pl functions -am"), message);
    }

    private String message(@Nullable String named) {
        return String.valueOf(
                assertThrows(IllegalStateException.class, () -> FunctionsJar.find(named, folder, folder.resolve("m2")))
                        .getMessage());
    }
}
