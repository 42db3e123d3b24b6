package dev.noticeboard.localstack.costs;

import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.localstack.costs.CostModel.Mode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes docs/costs.md out of what was counted. */
final class CostsPage {
    private static final int[] HOSTS = {100, 1_000, 10_000, 100_000};
    private static final int[] CHANGES = {1, 10, 100};
    private static final int FEW_PARAMETERS = 10;

    private final CostModel model;
    private final Map<String, Map<String, Integer>> calls;

    CostsPage(Counts counts, Map<String, Map<String, Integer>> calls) {
        this.model = new CostModel(counts);
        this.calls = calls;
    }

    String text() {
        return format("""
                # What it costs

                `localstack/costs` counts on the embedded services what each step uses, and writes this page from it by a calculator that is tested against sums worked out by
                hand (`CostModelTest`). `./mvnw verify` counts again and holds the page to it (`CostsIT`). Prices are AWS's list prices of us-east-1 as known in %s,
                in US dollars a month of 730 hours: look them up before you rely on them.

                **Left out**: free tiers and discounts, data transfer and VPC endpoints, storage (table, backups, logs), the time of those who run it; what EC2 or the
                applications cost; traces. One namespace of %d parameters of %d bytes, which all hosts belong to, is changed one parameter at a time.

                ## A month

                """, Charge.KNOWN, Counts.PARAMETERS, Counts.VALUE_BYTES)
                + table()
                + breakEven()
                + where()
                + counted()
                + assumed()
                + prices();
    }

    private String table() {
        StringBuilder table = new StringBuilder("""
                | hosts | changes a day | push | pull only, 60 s | Parameter Store, by path every 60 s | AppConfig, agent's 45 s |
                | ---: | ---: | ---: | ---: | ---: | ---: |
                """);
        for (int hosts : HOSTS) {
            for (int changes : CHANGES) {
                table.append(format(
                        "| %,d | %d | %s | %s | %s | %s |%n",
                        hosts,
                        changes,
                        dollars(model.month(Mode.PUSH, hosts, changes).dollars()),
                        dollars(model.month(Mode.PULL, hosts, changes).dollars()),
                        CostModel.parameterStore(hosts, Counts.PARAMETERS)
                                .map(usage -> usage.dollars() == 0 ? "nothing" : dollars(usage.dollars()))
                                .orElse("beyond its quota"),
                        dollars(CostModel.appConfig(hosts, changes).dollars())));
            }
        }
        return table + """

                Push delivers within a second and hears back from every host; pull only is up to a minute late, and nobody knows who applied what. Parameter
                Store and AppConfig are polled: late by up to their interval.
                """;
    }

    private String breakEven() {
        int free = CostModel.parameterStoreHosts(CostModel.STANDARD_TPS, Counts.PARAMETERS);
        int freeFew = CostModel.parameterStoreHosts(CostModel.STANDARD_TPS, FEW_PARAMETERS);
        int most = CostModel.parameterStoreHosts(CostModel.HIGHER_TPS, Counts.PARAMETERS);
        double fixed = model.fixed().dollars();
        StringBuilder text = new StringBuilder(format(
                """

                ## Where the one becomes cheaper than the other

                - **Few hosts: Parameter Store costs nothing.** Standard parameters with standard throughput are free up to %.0f requests a second of an account and region, that is %,d hosts
                  with %d parameters and %,d with %d. Below that no other service is cheaper, this one with its fixed %s least of all. The quota is shared with all else
                  that reads parameters there.
                - Above it, with higher throughput, each parameter in each answer is charged: %s a host with %d parameters, more than push or pull costs here, and at %,d hosts the quota of
                  GetParametersByPath (%.0f a second) ends it.
                """,
                CostModel.STANDARD_TPS,
                free,
                Counts.PARAMETERS,
                freeFew,
                FEW_PARAMETERS,
                dollars(fixed),
                dollars(CostModel.parameterStore(free + 1, Counts.PARAMETERS)
                                .orElseThrow()
                                .dollars()
                        / (free + 1)),
                Counts.PARAMETERS,
                most,
                CostModel.HIGHER_TPS));
        for (Mode mode : Mode.values()) {
            for (int changes : CHANGES) {
                text.append(format(
                        "- %s against AppConfig at %d %s a day: %s.%n",
                        mode == Mode.PUSH ? "Push" : "Pull only",
                        changes,
                        changes == 1 ? "change" : "changes",
                        model.hostsToBeatAppConfig(mode, changes)
                                .map(n -> format("cheaper from %,d hosts on, AppConfig below", n))
                                .orElse("AppConfig is cheaper with any number of hosts")));
            }
        }
        for (int hosts : HOSTS) {
            Optional<Integer> changes = model.changesToBeatAppConfig(Mode.PUSH, hosts);
            text.append(format(
                    "- Push at %,d hosts: %s.%n",
                    hosts,
                    changes.map(c -> format("cheaper than AppConfig from %,d changes a day on", c))
                            .orElse("AppConfig is always cheaper")));
        }
        double push = perHost(Mode.PUSH);
        double pull = perHost(Mode.PULL);
        return text.append(format(
                        "- A host costs %s a month by push and %s by pulling only, before any change: where a minute late is soon enough, pull.%n",
                        dollars(push), dollars(pull)))
                .toString();
    }

    private double perHost(Mode mode) {
        return model.month(mode, 1, 0).dollars() - model.fixed().dollars();
    }

    private String where() {
        Usage month = model.month(Mode.PUSH, 10_000, 10);
        String rows = month.amounts().entrySet().stream()
                .sorted((a, b) -> Double.compare(
                        b.getKey().dollars() * b.getValue(), a.getKey().dollars() * a.getValue()))
                .map(e -> format(
                        "| %s | %,.0f | %s |%n",
                        e.getKey().title(), e.getValue(), dollars(e.getKey().dollars() * e.getValue())))
                .collect(Collectors.joining());
        return """

                ## Where it goes: push, 10,000 hosts, 10 changes a day

                | what | amount | dollars |
                | --- | ---: | ---: |
                """ + rows;
    }

    private String counted() {
        Counts c = model.counts();
        Map<String, Usage> steps = new LinkedHashMap<>();
        steps.put("put", c.put());
        steps.put("publish", c.publish());
        steps.put("delivery", c.delivery());
        steps.put("report", c.report());
        steps.put("intake", c.intake());
        steps.put("poll", c.poll());
        steps.put("snapshot", c.snapshot());
        steps.put("registration", c.registration());
        steps.put("renewal", c.renewal());
        steps.put("sweep", c.sweep());
        steps.put("policies", c.policies());
        steps.put("conductor", c.conductor());
        Map<String, String> what = Map.ofEntries(
                Map.entry("put", "a put of one parameter, by the API's function"),
                Map.entry("publish", "a change out of the stream to its topic, by the publish function"),
                Map.entry("delivery", "a notice received and removed, by a host's agent"),
                Map.entry("report", "a report, by a host's agent"),
                Map.entry("intake", "a report kept, by the reports function"),
                Map.entry("poll", "a poll that finds nothing new, by a host's agent"),
                Map.entry("snapshot", "a first snapshot, by a host's agent"),
                Map.entry("registration", "a host's first lease, by the agents function"),
                Map.entry("renewal", "a renewal of it"),
                Map.entry("sweep", "a sweep over " + Counts.HOSTS + " hosts"),
                Map.entry("policies", "a run of the policies with nothing due"),
                Map.entry("conductor", "a run of the conductor with nothing to conduct"));
        StringBuilder table = new StringBuilder("""

                ## What was counted

                Units of DynamoDB follow from its rules and the items that the calls carried (`AwsRequestUnitsTest`; DynamoDB Local's own figures are not DynamoDB's); the rest are calls that succeeded.
                A first snapshot and a registration happen once in a host's life and are in no total above.

                | step | reads | writes | SNS | SQS | calls |
                | --- | ---: | ---: | ---: | ---: | --- |
                """);
        steps.forEach((step, usage) -> table.append(format(
                "| %s | %s | %s | %s | %s | %s |%n",
                what.get(step),
                number(usage.amount(Charge.READ_UNIT)),
                number(usage.amount(Charge.WRITE_UNIT)),
                number(usage.amount(Charge.SNS_PUBLISH)),
                number(usage.amount(Charge.SQS_REQUEST)),
                calls.getOrDefault(step, Map.of()).entrySet().stream()
                        .map(e -> e.getKey() + (e.getValue() == 1 ? "" : " × " + e.getValue()))
                        .collect(Collectors.joining(", ")))));
        return table.toString();
    }

    private static String assumed() {
        return format(
                """

                ## What was assumed

                - A call of a function is billed for %.0f ms, of %.0f MB at the API and %.0f MB elsewhere (publishing as at the API), and logs 1 KB, at the API half of it more. Cold starts are few beside it.
                - Lambda keeps %d long polls open at each of the %d queues that it reads. SNS's delivery to a queue is one request of SQS.
                - A change is reported by all hosts within a second, heartbeats come spread: up to %d reports are received and up to %d handled at once.
                - Waits of the agent are drawn between three quarters and all of their interval: %.1f s for a poll, %.1f s for renewal and heartbeat on average.
                - %d metrics, %d alarms, a dashboard, one KMS key and a request to it each five minutes. The schedules of policies and conductor run each minute, the sweeper's each five.
                - AppConfig holds all parameters in one configuration, received by each host after each change. Parameter Store's hosts read all parameters each time.
                """,
                CostModel.BILLED_SECONDS * 1000,
                CostModel.API_GB * 1024,
                CostModel.OTHER_GB * 1024,
                CostModel.MAPPED_POLLERS,
                CostModel.MAPPED_QUEUES,
                CostModel.SQS_BATCH,
                CostModel.REPORTS_BATCH,
                CostModel.POLL_SECONDS * CostModel.MEAN_OF_JITTER,
                CostModel.LEASE_THIRD_SECONDS * CostModel.MEAN_OF_JITTER,
                Measure.values().length,
                CostModel.ALARMS);
    }

    private static String prices() {
        StringBuilder table = new StringBuilder(format("""

                ## Prices

                us-east-1, as known in %s.

                | what | dollars | source |
                | --- | ---: | --- |
                """, Charge.KNOWN));
        for (Charge charge : Charge.values()) {
            boolean small = charge.dollars() < 0.0005;
            table.append(format(
                    "| %s%s | %s | %s |%n",
                    charge.title(),
                    small ? ", a million" : "",
                    number(small ? charge.dollars() * 1e6 : charge.dollars()),
                    charge.source()));
        }
        return table.toString();
    }

    private static String dollars(double amount) {
        if (amount >= 100) {
            return format("$%,.0f", amount);
        }
        return amount >= 1 ? format("$%.2f", amount) : format("$%.4f", amount);
    }

    /** Without zeros that say nothing. */
    private static String number(double amount) {
        return amount == 0
                ? "0"
                : new java.math.BigDecimal(format("%.6f", amount))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static String format(String text, Object... args) {
        return String.format(Locale.ROOT, text.replace("%n", "\n"), args);
    }
}
