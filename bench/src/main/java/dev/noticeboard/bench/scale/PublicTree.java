package dev.noticeboard.bench.scale;

import dev.noticeboard.bench.Run;
import dev.noticeboard.cli.api.Items;
import dev.noticeboard.cli.importing.ImportFile;
import dev.noticeboard.cli.importing.ImportPlan;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.name.Namespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters to import: AWS's public tree of its infrastructure ({@code /aws/service/global-infrastructure} without the first segment) where its file
 * is at hand, else a tree of the same shape.
 *
 * @param items in the order of names, all of one namespace
 * @param synthetic whether it is the made one
 */
record PublicTree(List<ChangeSetRequest.Item> items, boolean synthetic) {
    /** As many as the public tree had when it was mirrored (moto 5, see the notes of the measurement). */
    static final int SIZE = 53_466;

    static final Namespace NAMESPACE = new Namespace("/service/global-infrastructure");

    /** Names the file; otherwise it is looked for beside the repository. */
    private static final String PROPERTY = "noticeboard.bench.tree";

    private static final Path BESIDE = Path.of("../shared/data/aws-public-parameters.json.gz");

    /** Counted in the public tree: regions, services, and how many of 1,000 pairs there are; of those, with an endpoint and with protocols. */
    private static final int REGIONS = 39;

    private static final int SERVICES = 402;
    private static final int PAIRS_PER_MILLE = 587;
    private static final int ENDPOINTS_PER_MILLE = 922;
    private static final int PROTOCOLS_PER_MILLE = 910;

    /** Finds the file, or makes a tree of its shape and says so. */
    static PublicTree find(Run run) {
        Path file = Path.of(System.getProperty(PROPERTY, BESIDE.toString()));
        if (Files.exists(file)) {
            ImportFile.Result read = ImportFile.read(file, null);
            if (read instanceof ImportFile.Valid valid && valid.plan().items().containsKey(NAMESPACE)) {
                return new PublicTree(valid.plan().items().get(NAMESPACE), false);
            }
            throw new IllegalStateException(file + " cannot be imported into " + NAMESPACE);
        }
        run.say(
                "NOT the public tree: %s is not there (-D%s names another); a tree of its shape is made",
                file, PROPERTY);
        return made();
    }

    /** Always the same tree, of names and values as long, as many and as deep as the public one's. */
    static PublicTree made() {
        TreeMap<String, String> values = new TreeMap<>();
        for (int r = 0; r < REGIONS; r++) {
            String region = String.format(Locale.ROOT, "region-%s-%d", Integer.toString(r + 100, 36), r % 3 + 1);
            regionItself(values, region);
            for (int s = 0; s < SERVICES; s++) {
                String service = service(s);
                int draw = Math.floorMod(((r * 31 + s) * 0x9E3779B1) >>> 7, 1000);
                if (draw < PAIRS_PER_MILLE) {
                    pair(values, region, service, draw);
                }
            }
        }
        for (int s = 0; values.size() < SIZE; s++) {
            values.put(name("services/" + service(s)) + (s < SERVICES ? "" : "/zone-" + s), service(s));
        }
        while (values.size() > SIZE) {
            values.pollLastEntry();
        }
        List<ChangeSetRequest.Item> items = new ArrayList<>();
        values.forEach((name, value) -> items.add(Items.put(name, PutRequest.of(value, null, null, null, null))));
        return new PublicTree(List.copyOf(items), true);
    }

    private static void regionItself(Map<String, String> values, String region) {
        String at = name("regions/" + region);
        values.put(at, region);
        values.put(at + "/domain", "amazonaws.com");
        values.put(at + "/partition", "aws");
        values.put(at + "/longName", "A region somewhere (" + region + ")");
    }

    private static void pair(Map<String, String> values, String region, String service, int draw) {
        String below = name("regions/" + region + "/services/" + service);
        String mirror = name("services/" + service + "/regions/" + region);
        values.put(below, service);
        values.put(mirror, region);
        if (draw * 1000 < ENDPOINTS_PER_MILLE * PAIRS_PER_MILLE) {
            String endpoint = service + "." + region + ".amazonaws.com";
            values.put(below + "/endpoint", endpoint);
            values.put(mirror + "/endpoint", endpoint);
        }
        if (draw * 1000 < PROTOCOLS_PER_MILLE * PAIRS_PER_MILLE) {
            values.put(below + "/protocols", "HTTPS");
            values.put(mirror + "/protocols", "HTTPS");
        }
    }

    /** Of 6 to 15 characters, as most are. */
    private static String service(int number) {
        return "service".substring(0, 3 + number % 5) + "-" + "names".substring(number % 5)
                + Integer.toString(number, 36);
    }

    private static String name(String below) {
        return NAMESPACE.text() + "/" + below;
    }

    /** The import of a part of it, as {@code import} would send it. */
    ImportPlan plan(int from, int to) {
        return new ImportPlan(Map.of(NAMESPACE, items.subList(from, Math.min(to, items.size()))));
    }
}
