package dev.noticeboard.localstack.roles;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The methods of the functions' adapters that call AWS, read from the bytecode: the record must have met each of them. */
final class AdapterCalls {
    private static final Pattern CLIENT = Pattern.compile(
            "software\\.amazon\\.awssdk\\.(services\\.\\w+\\.\\w+Client|enhanced\\.dynamodb\\.DynamoDb(Table|Index|EnhancedClient))");
    /** What asks nobody. */
    private static final Set<String> LOCAL = Set.of("builder", "build", "table", "index", "tableName", "close");

    /** As {@code Class.method}. */
    static Set<String> all() {
        // The names of what is called are all that is asked for: to read AWS's own classes as well takes most of a
        // minute.
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return read();
        });
    }

    private static Set<String> read() {
        Set<String> methods = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(place -> !place.contains("-tests.jar"))
                .importPackages("dev.noticeboard.functions")) {
            for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                if (CLIENT.matcher(call.getTargetOwner().getName()).matches()
                        && !LOCAL.contains(call.getTarget().getName())) {
                    methods.add(AwsCallRecorder.step(
                            type.getName(), call.getOrigin().getName()));
                }
            }
        }
        return methods;
    }

    private AdapterCalls() {}
}
