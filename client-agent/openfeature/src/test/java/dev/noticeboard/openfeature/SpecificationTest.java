package dev.noticeboard.openfeature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Every scenario of the OpenFeature specification's own suites, by cucumber-jvm, on the provider over a real agent, through the SDK's
 * client. The files lie beside the checkout and are not copied; without them the test is skipped, loudly. None is left out.
 */
class SpecificationTest {
    /** What the five files hold; a file that loses scenarios shall be noticed. */
    private static final int SCENARIOS = 132;

    private record Outcome(String scenario, Optional<Throwable> failure) {}

    @TestFactory
    Stream<DynamicContainer> scenario_whenRunOnTheProvider_passes() throws IOException {
        Path folder = SpecificationFlags.FOLDER;
        String message = "SKIPPED: the specification's suites ../shared/data/openfeature are not there";
        if (!Files.isDirectory(folder)) {
            System.out.println(message);
        }
        assumeTrue(Files.isDirectory(folder), message);
        List<DynamicContainer> features = new ArrayList<>();
        int scenarios = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".feature"))
                    .sorted()
                    .toList()) {
                List<Outcome> outcomes = run(DiscoverySelectors.selectFile(file.toFile()));
                assertTrue(outcomes.size() > 0, file + " has scenarios");
                scenarios += outcomes.size();
                features.add(DynamicContainer.dynamicContainer(
                        String.valueOf(file.getFileName()), outcomes.stream().map(SpecificationTest::test)));
            }
        }
        assertEquals(SCENARIOS, scenarios, "scenarios that ran");
        return features.stream();
    }

    private static DynamicTest test(Outcome outcome) {
        return DynamicTest.dynamicTest(outcome.scenario(), () -> {
            if (outcome.failure().isPresent()) {
                throw outcome.failure().get();
            }
        });
    }

    private static List<Outcome> run(DiscoverySelector feature) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(feature)
                .filters(EngineFilter.includeEngines("cucumber"))
                .configurationParameter("cucumber.glue", SpecificationTest.class.getPackageName())
                .configurationParameter("cucumber.publish.quiet", "true")
                .build();
        List<Outcome> outcomes = new ArrayList<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier id, TestExecutionResult result) {
                if (id.isTest()) {
                    boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
                    outcomes.add(new Outcome(
                            id.getDisplayName(),
                            passed
                                    ? Optional.empty()
                                    : Optional.of(result.getThrowable()
                                            .orElseGet(() -> new AssertionError(result.toString())))));
                }
            }

            @Override
            public void executionSkipped(TestIdentifier id, String reason) {
                outcomes.add(new Outcome(id.getDisplayName(), Optional.of(new AssertionError("left out: " + reason))));
            }
        });
        return outcomes;
    }
}
