package dev.noticeboard.cdk;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/** A deployment without code: one stack with one board. The CDK's command calls it; by hand it synthesizes and says how to deploy. */
public final class NoticeboardApp {

    /** Exits with 0, with 1 where the board cannot be synthesized, and with 2 on a wrong command line or option. */
    public static void main(String[] args) {
        int status = run(List.of(args), System.getenv(), "cdk.out", System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(
            List<String> args, Map<String, String> environment, String folder, PrintStream out, PrintStream err) {
        if (args.equals(List.of("--help"))) {
            out.print(AppOptions.HELP);
            return 0;
        }
        if (!args.isEmpty()) {
            err.println(
                    "noticeboard: unknown argument " + args.get(0) + "; options are values of the context, see --help");
            return 2;
        }
        // The CDK's command says by this variable where it wants the template, and goes on by itself.
        String wanted = environment.get("CDK_OUTDIR");
        App app = new App(
                AppProps.builder().outdir(wanted == null ? folder : wanted).build());
        try {
            synthesize(app, AppOptions.read(name -> context(app, name), environment), environment);
        } catch (IllegalArgumentException e) {
            err.println("noticeboard: " + e.getMessage());
            return 2;
        } catch (IllegalStateException e) {
            err.println("noticeboard: " + e.getMessage());
            return 1;
        }
        if (wanted == null) {
            out.println("The template is in " + app.getOutdir()
                    + ". To deploy it: npx cdk deploy, in the folder cdk. Options: --help");
        }
        return 0;
    }

    private static @Nullable Object context(App app, String name) {
        return app.getNode().tryGetContext(name);
    }

    static Noticeboard synthesize(App app, AppOptions options, Map<String, String> environment) {
        Stack stack = new Stack(
                app,
                options.stack(),
                StackProps.builder()
                        .description("Noticeboard: parameters, pushed and pulled")
                        .env(Environment.builder()
                                .account(environment.get("CDK_DEFAULT_ACCOUNT"))
                                .region(environment.get("CDK_DEFAULT_REGION"))
                                .build())
                        .build());
        Noticeboard board = new Noticeboard(stack, "Noticeboard", options.props());
        output(
                stack,
                "Endpoint",
                board.api().endpoint(),
                "NOTICEBOARD_ENDPOINT of the admin commands, endpoint of agents");
        output(stack, "TableName", board.table().table().getTableName(), "table of agents");
        output(stack, "ReportsQueue", board.queues().reports().getQueueUrl(), "where agents report");
        output(
                stack,
                "ResourceFunction",
                board.resourceFunctionArn(),
                "what other apps need for parameters in stacks of theirs: Noticeboard.fromResourceFunctionArn");
        app.synth();
        return board;
    }

    private static void output(Stack stack, String id, String value, String description) {
        CfnOutput.Builder.create(stack, id)
                .value(value)
                .description(description)
                .build();
    }

    private NoticeboardApp() {}
}
