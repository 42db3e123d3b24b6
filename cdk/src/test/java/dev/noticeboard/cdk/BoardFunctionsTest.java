package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.ApiFunction;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.assertions.Match;

class BoardFunctionsTest {
    @ParameterizedTest
    @EnumSource
    void function_whenDeployed_runsItsHandlerOnTheNewestRuntimeFromASnapshot(Handler handler) {
        Synthesized.TEMPLATE.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of(
                        "Handler", handler.className(),
                        "Runtime", "java25",
                        "Architectures", List.of("arm64"),
                        "MemorySize", handler.memoryMiB(),
                        "Timeout", handler.timeout().toSeconds(),
                        "SnapStart", Map.of("ApplyOn", "PublishedVersions"),
                        "TracingConfig", Map.of("Mode", "Active"),
                        "LoggingConfig", Match.objectLike(Map.of("LogFormat", "JSON")),
                        "Environment",
                                Map.of("Variables", Match.objectLike(Map.of("NOTICEBOARD_RESOURCE_PREFIX", "board")))));
    }

    /** A handler class that nobody deploys would be one that nobody calls. */
    @Test
    void handlers_whenCounted_areAllEntryPointsOfTheFunctions() throws IOException, URISyntaxException {
        Set<String> deployed =
                Stream.of(Handler.values()).map(Handler::className).collect(Collectors.toSet());
        Path place = Path.of(ApiFunction.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(place)) {
            assertEquals(entryPoints(place), deployed);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                assertEquals(entryPoints(jar.getPath("/")), deployed);
            }
        }
    }

    private static Set<String> entryPoints(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("dev/noticeboard/functions"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Function.class"))
                    .map(name -> "dev.noticeboard.functions." + name.replace(".class", ""))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void functions_whenDeployed_haveAVersionAnAliasAndALogGroupEach() {
        int count = Handler.values().length;
        Synthesized.TEMPLATE.resourceCountIs("AWS::Lambda::Function", count);
        Synthesized.TEMPLATE.resourceCountIs("AWS::Lambda::Version", count);
        Synthesized.TEMPLATE.allResourcesProperties("AWS::Lambda::Alias", Map.of("Name", "live"));
        Synthesized.TEMPLATE.resourceCountIs("AWS::Lambda::Alias", count);
        Synthesized.TEMPLATE.allResourcesProperties("AWS::Logs::LogGroup", Map.of("RetentionInDays", 90));
        Synthesized.TEMPLATE.resourceCountIs("AWS::Logs::LogGroup", count + 1);
    }

    @Test
    void conductor_whenOthersCallIt_isNamedToThemOnly() {
        Set<String> told = Synthesized.resources("AWS::Lambda::Function").values().stream()
                .map(function -> function.path("Properties"))
                .filter(function ->
                        function.path("Environment").path("Variables").has("NOTICEBOARD_CONDUCTOR"))
                .map(function -> function.path("Handler").asString())
                .collect(Collectors.toSet());
        assertEquals(Set.of(Handler.API.className(), Handler.REPORTS.className()), told);
    }

    @ParameterizedTest
    @EnumSource(names = {"SWEEP", "POLICIES", "RETENTION", "CONDUCTOR"})
    void schedule_whenItsTimeComes_callsTheAliasWithAnEndToRetriesAndADeadLetterQueue(Handler handler) {
        Synthesized.TEMPLATE.hasResourceProperties(
                "AWS::Scheduler::Schedule",
                Map.of(
                        "Description", "Noticeboard: " + handler.description(),
                        "ScheduleExpression", handler.schedule().orElseThrow(),
                        "FlexibleTimeWindow", Map.of("Mode", "OFF"),
                        "Target",
                                Match.objectLike(Map.of(
                                        "Arn",
                                        Map.of(
                                                "Ref",
                                                Match.stringLikeRegexp(
                                                        "NoticeboardFunctions" + handler.id() + "Alias.*")),
                                        "RetryPolicy",
                                        Map.of("MaximumRetryAttempts", 3, "MaximumEventAgeInSeconds", 300),
                                        "DeadLetterConfig",
                                        Match.objectLike(Map.of())))));
        Synthesized.TEMPLATE.hasResourceProperties(
                "AWS::Lambda::EventInvokeConfig",
                Map.of(
                        "FunctionName",
                        Map.of("Ref", Match.stringLikeRegexp("NoticeboardFunctions" + handler.id() + "Function.*")),
                        "Qualifier",
                        "live",
                        "MaximumRetryAttempts",
                        handler.retries()));
    }

    @Test
    void stream_whenItHasNewEntries_callsThePublisherForThemOnly() {
        Synthesized.TEMPLATE.hasResourceProperties(
                "AWS::Lambda::EventSourceMapping",
                Map.of(
                        "FunctionName",
                        Map.of("Ref", Match.stringLikeRegexp("NoticeboardFunctionsPublishAlias.*")),
                        "StartingPosition",
                        "TRIM_HORIZON",
                        "BisectBatchOnFunctionError",
                        true,
                        "MaximumRetryAttempts",
                        10,
                        "MaximumRecordAgeInSeconds",
                        3600,
                        "FunctionResponseTypes",
                        List.of("ReportBatchItemFailures"),
                        "FilterCriteria",
                        Map.of(
                                "Filters",
                                List.of(Map.of(
                                        "Pattern",
                                        "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"log#\"}]},"
                                                + "\"sk\":{\"S\":[{\"anything-but\":[\"head\"]}]}}}}"))),
                        "DestinationConfig",
                        Match.objectLike(Map.of("OnFailure", Match.objectLike(Map.of())))));
        for (Handler handler : List.of(Handler.REDRIVE, Handler.REPORTS)) {
            Synthesized.TEMPLATE.hasResourceProperties(
                    "AWS::Lambda::EventSourceMapping",
                    Map.of(
                            "FunctionName",
                            Map.of("Ref", Match.stringLikeRegexp("NoticeboardFunctions" + handler.id() + "Alias.*")),
                            "FunctionResponseTypes",
                            List.of("ReportBatchItemFailures")));
        }
    }
}
