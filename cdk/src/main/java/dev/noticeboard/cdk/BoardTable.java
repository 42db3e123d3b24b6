package dev.noticeboard.cdk;

import dev.noticeboard.schemas.table.TableKeys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** The one table (design, section 3), and the key that encrypts it. */
public final class BoardTable extends Construct {
    private final Table table;
    private final @Nullable IKey key;

    BoardTable(Construct scope, String name, NoticeboardProps props) {
        super(scope, "Table");
        this.key = props.awsOwnedKey() ? null : props.key().orElseGet(() -> ownKey(name, props.removalPolicy()));
        Table.Builder builder = Table.Builder.create(this, "Table")
                .tableName(name)
                .partitionKey(attribute(TableKeys.PARTITION, AttributeType.STRING))
                .sortKey(attribute(TableKeys.SORT, AttributeType.STRING))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .stream(StreamViewType.NEW_IMAGE)
                .timeToLiveAttribute(TableKeys.TTL)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(props.deletionProtection())
                .removalPolicy(props.removalPolicy())
                .encryption(key == null ? TableEncryption.DEFAULT : TableEncryption.CUSTOMER_MANAGED);
        if (key != null) {
            builder.encryptionKey(key);
        }
        this.table = builder.build();
        table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                .indexName(TableKeys.DUE_INDEX)
                .partitionKey(attribute(TableKeys.DUE, AttributeType.STRING))
                .sortKey(attribute(TableKeys.DUE_AT, AttributeType.NUMBER))
                .projectionType(ProjectionType.KEYS_ONLY)
                .build());
    }

    private IKey ownKey(String name, RemovalPolicy removal) {
        return Key.Builder.create(this, "Key")
                .description("Encrypts the table " + name + " of Noticeboard")
                .enableKeyRotation(true)
                .removalPolicy(removal)
                .build();
    }

    private static Attribute attribute(String name, AttributeType type) {
        return Attribute.builder().name(name).type(type).build();
    }

    /** The table. */
    public Table table() {
        return table;
    }

    /** The key that encrypts it; empty where it is one of AWS's own. */
    public Optional<IKey> key() {
        return Optional.ofNullable(key);
    }

    /** The ARN of the index of what is due. */
    public String dueIndexArn() {
        return table.getTableArn() + "/index/" + TableKeys.DUE_INDEX;
    }

    /** The ARN of the stream of new images. */
    public String streamArn() {
        String arn = table.getTableStreamArn();
        if (arn == null) {
            throw new IllegalStateException("the table has a stream");
        }
        return arn;
    }
}
