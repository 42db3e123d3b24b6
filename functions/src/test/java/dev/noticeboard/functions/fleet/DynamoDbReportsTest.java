package dev.noticeboard.functions.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.DynamoDbLocal;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB keeps the reports' promises. */
class DynamoDbReportsTest extends ReportsContract {
    @Override
    protected Reports newReports() {
        return new DynamoDbReports(DynamoDbLocal.client(), DynamoDbLocal.newTable());
    }

    @Test
    void report_whenKept_expiresADayLater() {
        String table = DynamoDbLocal.newTable();
        Namespace namespace = new Namespace("/billing/prod");
        new DynamoDbReports(DynamoDbLocal.client(), table)
                .keep(new KeptReport(ReportFixtures.report(namespace, "a", 1), "AIDA", 5_000));
        Map<String, AttributeValue> item = DynamoDbLocal.client()
                .getItem(r -> r.tableName(table)
                        .key(Map.of(
                                TableKeys.PARTITION,
                                AttributeValue.fromS("reports#/billing/prod"),
                                TableKeys.SORT,
                                AttributeValue.fromS("a"))))
                .item();
        assertEquals(AttributeValue.fromN("86405"), item.get(TableKeys.TTL));
    }
}
