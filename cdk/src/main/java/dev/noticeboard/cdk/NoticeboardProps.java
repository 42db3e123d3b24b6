package dev.noticeboard.cdk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.sns.ITopic;

/** The options of a {@link Noticeboard}; all have defaults. Immutable. */
public final class NoticeboardProps {
    /** As {@code NOTICEBOARD_RESOURCE_PREFIX}: SQS allows 80 characters, of which hash, suffix and dashes take 30. */
    static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9_-]{1,40}");
    /** Source: API Gateway API, {@code CreateStage}, {@code stageName}. */
    private static final Pattern STAGE = Pattern.compile("[a-zA-Z0-9_]{1,128}");

    /** A FIFO topic takes no actions of alarms. */
    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[a-zA-Z0-9_-]{1,256}");

    /** Labels of letters, digits and inner dashes (RFC 1123, section 2.1). */
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final Builder of;

    private NoticeboardProps(Builder of) {
        this.of = of;
    }

    /** The defaults. */
    public static NoticeboardProps defaults() {
        return builder().build();
    }

    /** Options, one by one. */
    public static Builder builder() {
        return new Builder();
    }

    Optional<String> prefix() {
        return Optional.ofNullable(of.prefix);
    }

    Optional<String> tableName() {
        return Optional.ofNullable(of.tableName);
    }

    Optional<IKey> key() {
        return Optional.ofNullable(of.key);
    }

    boolean awsOwnedKey() {
        return of.awsOwnedKey;
    }

    RemovalPolicy removalPolicy() {
        return of.removalPolicy;
    }

    boolean deletionProtection() {
        return of.deletionProtection == null ? of.removalPolicy != RemovalPolicy.DESTROY : of.deletionProtection;
    }

    RetentionDays logRetention() {
        return of.logRetention;
    }

    Duration changeLogRetention() {
        return of.changeLogRetention;
    }

    Path functionsJar() {
        return of.functionsJar == null ? FunctionsJar.find() : FunctionsJar.existing(of.functionsJar);
    }

    String stageName() {
        return of.stageName;
    }

    int requestsPerSecond() {
        return of.requestsPerSecond;
    }

    int burst() {
        return of.burst;
    }

    boolean apiLogsRole() {
        return of.apiLogsRole;
    }

    Optional<IEventBus> eventBus() {
        return Optional.ofNullable(of.eventBus);
    }

    Optional<Duration> archivedEvents() {
        return Optional.ofNullable(of.archivedEvents);
    }

    Optional<IVpc> vpc() {
        return Optional.ofNullable(of.vpc);
    }

    Set<VpcService> vpcServices() {
        return of.vpcServices;
    }

    Optional<BoardDomain.Wanted> domain() {
        return Optional.ofNullable(of.domain);
    }

    Optional<ITopic> alarmsTopic() {
        return Optional.ofNullable(of.alarmsTopic);
    }

    Optional<String> alarmsTopicArn() {
        return Optional.ofNullable(of.alarmsTopicArn);
    }

    List<IFunction> validators() {
        return of.validators;
    }

    /** Gathers options. Not thread-safe. */
    public static final class Builder {
        private @Nullable String prefix;
        private @Nullable String tableName;
        private @Nullable IKey key;
        private boolean awsOwnedKey;
        private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;
        private @Nullable Boolean deletionProtection;
        private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
        private Duration changeLogRetention = Duration.ofDays(90);
        private @Nullable Path functionsJar;
        private String stageName = "v1";
        private int requestsPerSecond = 200;
        private int burst = 400;
        private boolean apiLogsRole = true;
        private @Nullable IEventBus eventBus;
        private @Nullable ITopic alarmsTopic;
        private @Nullable String alarmsTopicArn;
        private List<IFunction> validators = List.of();
        private @Nullable Duration archivedEvents;
        private @Nullable IVpc vpc;
        private Set<VpcService> vpcServices = Set.of();
        private BoardDomain.@Nullable Wanted domain;

        private Builder() {}

        private Builder(Builder other) {
            this.prefix = other.prefix;
            this.tableName = other.tableName;
            this.key = other.key;
            this.awsOwnedKey = other.awsOwnedKey;
            this.removalPolicy = other.removalPolicy;
            this.deletionProtection = other.deletionProtection;
            this.logRetention = other.logRetention;
            this.changeLogRetention = other.changeLogRetention;
            this.functionsJar = other.functionsJar;
            this.stageName = other.stageName;
            this.requestsPerSecond = other.requestsPerSecond;
            this.burst = other.burst;
            this.apiLogsRole = other.apiLogsRole;
            this.eventBus = other.eventBus;
            this.alarmsTopic = other.alarmsTopic;
            this.alarmsTopicArn = other.alarmsTopicArn;
            this.validators = other.validators;
            this.archivedEvents = other.archivedEvents;
            this.vpc = other.vpc;
            this.vpcServices = other.vpcServices;
            this.domain = other.domain;
        }

        /** Begins the names of topics and queues: 1 to 40 characters of {@code a-zA-Z0-9_-}. Default: the stack's name. */
        public Builder prefix(String text) {
            require(PREFIX.matcher(text).matches(), "prefix", "1 to 40 characters of a-z A-Z 0-9 _ -");
            this.prefix = text;
            return this;
        }

        /** The table's name. Default: the prefix. */
        public Builder tableName(String name) {
            this.tableName = name;
            return this;
        }

        /** The KMS key that encrypts the table. Default: a key of the board's own, which rotates. */
        public Builder key(IKey ofYours) {
            this.key = ofYours;
            return this;
        }

        /** Encrypts the table with a key that AWS owns: free, and nobody can take it away or see its use. */
        public Builder awsOwnedKey() {
            this.awsOwnedKey = true;
            return this;
        }

        /** What becomes of table, key, queues and logs when the stack is deleted. Default: they are retained. */
        public Builder removalPolicy(RemovalPolicy policy) {
            this.removalPolicy = policy;
            return this;
        }

        /** Whether DynamoDB refuses to delete the table. Default: unless the removal policy is to destroy. */
        public Builder deletionProtection(boolean on) {
            this.deletionProtection = on;
            return this;
        }

        /** How long logs are kept. Default: three months. */
        public Builder logRetention(RetentionDays days) {
            this.logRetention = days;
            return this;
        }

        /** How long the change log keeps an entry; one second or more. Default: 90 days. */
        public Builder changeLogRetention(Duration duration) {
            require(duration.toSeconds() >= 1, "changeLogRetention", "1 s or more");
            this.changeLogRetention = duration;
            return this;
        }

        /** The functions' jar. Default: found as docs/deploy.md says. */
        public Builder functionsJar(Path jar) {
            this.functionsJar = jar;
            return this;
        }

        /** The API's stage. Default: {@code v1}. */
        public Builder stageName(String name) {
            require(STAGE.matcher(name).matches(), "stageName", "1 to 128 characters of a-z A-Z 0-9 _");
            this.stageName = name;
            return this;
        }

        /** How many requests the API takes a second, and at once; each 1 or more. Default: 200 and 400. */
        public Builder throttle(int perSecond, int atOnce) {
            require(perSecond >= 1 && atOnce >= 1, "throttle", "1 or more for both");
            this.requestsPerSecond = perSecond;
            this.burst = atOnce;
            return this;
        }

        /**
         * Whether the stack gives API Gateway the role to write logs, which is a setting of the whole account and region. Default: yes; no where
         * another stack does it.
         */
        public Builder apiLogsRole(boolean here) {
            this.apiLogsRole = here;
            return this;
        }

        /** The bus that hears of policies and rollouts. Default: the account's default bus. */
        public Builder eventBus(IEventBus bus) {
            this.eventBus = bus;
            return this;
        }

        /** Makes a bus of the board's own, named by the prefix, and an archive that keeps its events this long, a day or more. Default: neither. */
        public Builder ownEventBus(Duration archived) {
            require(archived.toDays() >= 1, "ownEventBus", "archived for a day or more");
            this.archivedEvents = archived;
            return this;
        }

        /**
         * Makes endpoints in a VPC whose hosts have no way to the internet. Default: none.
         *
         * @param services one or more; those for which the VPC has an endpoint already are left out. {@link VpcService#API} makes the API a private one
         */
        public Builder vpc(IVpc ofAgents, VpcService... services) {
            require(services.length > 0, "vpc", "given with one or more services");
            this.vpc = ofAgents;
            this.vpcServices = Set.of(services);
            return this;
        }

        /**
         * A name of your own for the API, all of it: the API has no other one then. Default: the name that AWS gives.
         *
         * @param name such as {@code board.example.com}
         * @param certificate for it, of the same region
         */
        public Builder domain(String name, ICertificate certificate) {
            require(
                    DOMAIN.matcher(name).matches(),
                    "domain",
                    "a host's name in small letters, such as board.example.com");
            this.domain = new BoardDomain.Wanted(name, certificate, null);
            return this;
        }

        /** As the other one, and enters the name in a hosted zone. */
        public Builder domain(String name, ICertificate certificate, IHostedZone zone) {
            domain(name, certificate);
            this.domain = new BoardDomain.Wanted(name, certificate, zone);
            return this;
        }

        /** The topic that is told when an alarm rings and when it is over. Default: none, alarms are seen on the dashboard only. */
        public Builder alarmsTopic(ITopic topic) {
            this.alarmsTopic = topic;
            return this;
        }

        /** The same, by its ARN. */
        public Builder alarmsTopicArn(String arn) {
            require(TOPIC.matcher(arn).matches(), "alarmsTopic", "an SNS topic's ARN, arn:aws:sns:REGION:ACCOUNT:NAME");
            this.alarmsTopicArn = arn;
            return this;
        }

        /** The functions that namespaces may name as validators. Default: none. */
        public Builder validators(List<IFunction> functions) {
            this.validators = List.copyOf(functions);
            return this;
        }

        /** The options. @throws IllegalArgumentException if two of them contradict each other, naming them */
        public NoticeboardProps build() {
            require(key == null || !awsOwnedKey, "awsOwnedKey", "left out where key is given");
            require(
                    alarmsTopic == null || alarmsTopicArn == null,
                    "alarmsTopicArn",
                    "left out where alarmsTopic is given");
            require(eventBus == null || archivedEvents == null, "ownEventBus", "left out where eventBus is given");
            require(
                    domain == null || !vpcServices.contains(VpcService.API),
                    "domain",
                    "left out where the vpc has the API: a private API has its VPC endpoint's name");
            return new NoticeboardProps(new Builder(this));
        }

        private static void require(boolean holds, String option, String rule) {
            if (!holds) {
                throw new IllegalArgumentException("the option " + option + " must be " + rule);
            }
        }
    }
}
