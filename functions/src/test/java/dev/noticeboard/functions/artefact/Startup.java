package dev.noticeboard.functions.artefact;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.noticeboard.functions.AwsBoard;
import dev.noticeboard.functions.BoardSettings;
import dev.noticeboard.functions.DynamoDbLocal;
import dev.noticeboard.functions.FakeHttp;
import dev.noticeboard.functions.FakeHttp.Answered;
import dev.noticeboard.functions.FakeHttp.Asked;
import dev.noticeboard.functions.fleet.SnsFakeClient;
import dev.noticeboard.functions.fleet.SqsFakeClient;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command {@code functions/startup}: measures a function's start from Lambda's jar and prints it. */
public final class Startup {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final int MOST_RUNS = 100;
    /** What Lambda's Java 17 runtime starts with, as far as AWS documents it, and a collector for one core. */
    public static final String FLAGS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx400m";

    private static final String NO_TOPIC = "<ErrorResponse><Error><Code>NotFound</Code></Error></ErrorResponse>";
    private static final FakeHttp OTHERS = new FakeHttp(Startup::nothingThere);

    private static final String HELP = """
            Usage: functions/startup [--handler NAME] [--runs N] [--flags "…"] [--snapstart] [--json]

            Builds Lambda's jar, starts a handler from it in fresh JVMs through the Lambda runtime interface client, against a Runtime API
            and a DynamoDB Local on loopback, and prints the jar's size, the time to the first request for an event (init), the
            times of the first and second answer, the classes loaded, and where the time went.

              --handler NAME   ApiFunction (a put of a parameter with a schema), or another *Function; default ApiFunction
              --runs N         starts to measure, 1 to 100, after one that is not counted; default 10
              --flags "…"      the JVM's flags; default "{flags}"
              --snapstart      as Lambda SnapStart does: prime, snapshot, restore, then the first event
              --json           one line of JSON
              --help           this

            Examples:
              functions/startup
              functions/startup --handler PublishFunction --runs 20
              functions/startup --snapstart --json
            """;

    private record Options(String handler, int runs, List<String> flags, boolean snapshot, boolean json) {}

    public static void main(String[] args) throws IOException {
        Options options = null;
        try {
            options = parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println("startup: " + e.getMessage() + ". See functions/startup --help");
            System.exit(WRONG_USE);
        }
        if (options == null) {
            System.out.print(HELP.replace("{flags}", FLAGS));
            return;
        }
        try {
            StartupReport report = measure(options);
            System.out.println(options.json() ? Json.write(report.json()) : report.text());
        } catch (IllegalStateException e) {
            System.err.println("startup: " + e.getMessage());
            System.exit(FAILED);
        }
        // DynamoDB Local's threads would keep the JVM.
        System.exit(0);
    }

    /** Null where help was asked for. */
    private static Options parse(List<String> args) {
        String handler = "ApiFunction";
        int runs = 10;
        String flags = FLAGS;
        boolean snapshot = false;
        boolean json = false;
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--help", "-h" -> {
                    return null;
                }
                case "--handler" -> handler = value(args, ++i);
                case "--flags" -> flags = value(args, ++i);
                case "--runs" -> {
                    String text = value(args, ++i);
                    if (!text.matches("[0-9]{1,3}")
                            || Integer.parseInt(text) < 1
                            || Integer.parseInt(text) > MOST_RUNS) {
                        throw new IllegalArgumentException(
                                "--runs takes a number of 1 to " + MOST_RUNS + ", not " + text);
                    }
                    runs = Integer.parseInt(text);
                }
                case "--snapstart" -> snapshot = true;
                case "--json" -> json = true;
                default -> throw new IllegalArgumentException("there is no option " + args.get(i));
            }
        }
        if (!LambdaJar.handlers().contains("dev.noticeboard.functions." + handler)) {
            throw new IllegalArgumentException("there is no handler " + handler);
        }
        return new Options(handler, runs, List.of(flags.trim().split("\\s+")), snapshot, json);
    }

    private static String value(List<String> args, int at) {
        if (at >= args.size()) {
            throw new IllegalArgumentException(args.get(at - 1) + " needs a value");
        }
        return args.get(at);
    }

    private static StartupReport measure(Options options) throws IOException {
        ColdStarts.Setting setting =
                new ColdStarts.Setting(options.handler(), options.flags(), options.snapshot(), environment(newBoard()));
        Path jar = LambdaJar.path();
        try (ColdStarts starts = new ColdStarts(setting)) {
            List<ColdStarts.Start> measured = new ArrayList<>();
            for (int i = 0; i <= options.runs(); i++) {
                progress(options, "start " + i + " of " + options.runs());
                ColdStarts.Start start = starts.measure();
                // The first warms the emulator and the disk's cache.
                if (i > 0) {
                    measured.add(start);
                }
            }
            progress(options, "one more, sampled");
            ColdStarts.Parts parts = starts.parts();
            long classes = LambdaJar.entries().stream()
                    .filter(name -> name.endsWith(".class"))
                    .count();
            return new StartupReport(Files.size(jar), classes, setting, measured, parts);
        }
    }

    private static void progress(Options options, String text) {
        if (!options.json()) {
            System.err.println(text);
        }
    }

    /** A table with a bound schema, so that a put does all that a put can do. */
    public static String newBoard() {
        String table = DynamoDbLocal.newTable();
        SqsFakeClient sqs = new SqsFakeClient();
        AwsBoard board = AwsBoard.wire(
                DynamoDbLocal.client(),
                new SnsFakeClient(sqs),
                sqs,
                BoardSettings.defaults(table, "noticeboard", SnsFakeClient.ARN_PREFIX, "https://sqs/retry"),
                Clock.systemUTC());
        int status = board.apiFunction()
                .handleRequest(Json.readTolerant(StartupEvents.bindSchema(), APIGatewayProxyRequestEvent.class), null)
                .getStatusCode();
        if (status != 200) {
            throw new IllegalStateException("the schema was not bound: " + status);
        }
        return table;
    }

    /** SQS and SNS where there is neither queue nor topic, so that nothing here goes beyond the loopback interface. */
    private static Answered nothingThere(Asked request) {
        if (request.headers().containsKey("X-Amz-Target")) {
            return Answered.of(200, "{}").with("Content-Type", "application/x-amz-json-1.0");
        }
        return Answered.of(404, NO_TOPIC).with("Content-Type", "text/xml");
    }

    /** What a function is told of where it is, on a table. */
    public static Map<String, String> environment(String table) {
        Map<String, String> environment = new TreeMap<>(LambdaJar.environment());
        environment.put("NOTICEBOARD_TABLE", table);
        // For all others: nobody listens there, so that no call leaves this machine; and answers may go to this host.
        environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        environment.put("AWS_ENDPOINT_URL", OTHERS.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", DynamoDbLocal.endpoint().toString());
        return environment;
    }

    private Startup() {}
}
