package dev.noticeboard.localstack.launch;

import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.localstack.LocalBoard;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code noticeboard local}: the service stays up on this machine until it is told to stop. */
@Command(
        name = "local",
        usageHelpAutoWidth = true,
        description = "Runs the whole service on this machine, without AWS, until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  noticeboard local",
            "  noticeboard local --port 9000 --data ~/noticeboard-data",
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:stopped (by a signal, the system reports the signal instead)",
            "1:it could not start",
            "2:wrong usage"
        })
public final class LocalCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8787",
            description = "The API's port; 0 for a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--aws-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The first of three ports for DynamoDB, SQS and SNS. Default: free ones.")
    private int awsPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the table in this folder. Default: in memory. Queues are made anew at each start.")
    private @Nullable Path data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        check(command, "--port", port, 65535);
        check(command, "--aws-port", awsPort, 65533);
        PrintWriter out = command.commandLine().getOut();
        AwsEmulators.Options emulators = new AwsEmulators.Options(0, 0, 0, data);
        LocalBoard board;
        try {
            board = LocalBoard.start(
                    new LocalBoard.Options(port, awsPort == 0 ? emulators : emulators.fromPort(awsPort)));
        } catch (UncheckedIOException e) {
            command.commandLine().getErr().println("error: " + e.getMessage());
            return ExitCodes.REFUSED;
        }
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop.countDown();
                            awaitQuietly(stopped);
                        },
                        "stop"));
        try (board) {
            explain(out, board);
            stop.await();
            out.println("Stopping.");
        } finally {
            out.flush();
            stopped.countDown();
        }
        return ExitCodes.OK;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void check(CommandSpec command, String option, int value, int most) {
        if (value < 0 || value > most) {
            throw new ParameterException(command.commandLine(), option + " is from 0 to " + most + ", not " + value);
        }
    }

    private void explain(PrintWriter out, LocalBoard board) {
        AwsEndpoints aws = board.emulators().endpoints();
        String api = board.endpoint().toString();
        out.println("Noticeboard is up, on this machine only, "
                + (data == null ? "in memory" : "with its table in " + data) + ". Ctrl-C stops it.");
        out.println();
        out.println("With curl:");
        out.println("  curl -X PUT " + api + "/namespaces/shop/prod/parameters/db/pool-size \\");
        out.println("       -d '{\"value\": \"50\", \"dataType\": \"integer\"}'");
        out.println("  curl " + api + "/namespaces/shop/prod/parameters/db/pool-size");
        out.println();
        out.println("With the command line:");
        if (!api.endsWith(":8787")) {
            out.println("  export NOTICEBOARD_ENDPOINT=" + api);
        }
        out.println("  ./noticeboard import examples/shop.env --namespace /shop/prod");
        out.println("  ./noticeboard watch /shop/prod");
        out.println();
        out.println("With an agent:");
        out.println("  ./noticeboard agent --namespace /shop/prod --endpoint " + api + " --region "
                + AwsEndpoints.REGION + " \\");
        out.println("       --dynamodb-endpoint " + aws.dynamoDb() + " --sqs-endpoint " + aws.sqs());
        out.println();
        out.println("With the AWS command line and other standard clients:");
        new TreeMap<>(aws.environment()).forEach((name, value) -> out.println("  export " + name + "=" + value));
        out.println("  aws dynamodb scan --table-name " + LocalBoard.TABLE + " --max-items 3");
        out.flush();
    }
}
